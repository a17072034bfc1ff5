"""The label lexicon: known words, their forms, and the state of the data file."""

import csv
from pathlib import Path

import pytest

from etl.words import fact_labels
from etl.words.fact_labels import LabelKind, label_kind
from etl.words.folding import folded

LINES = Path(fact_labels.__file__).with_name("fact_labels.tsv").read_text(encoding="utf-8").splitlines()
ROWS = list(csv.DictReader(LINES, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Key facts", LabelKind.FACTS),
        ("  KEY FACTS: ", LabelKind.FACTS),
        ("🔑 Key facts", LabelKind.FACTS),
        ("Tl;dr", LabelKind.SUMMARY),
        ("أهمّ النقاط", LabelKind.FACTS),
        ("نكات كليدى", LabelKind.FACTS),
        ("Résumé", LabelKind.SUMMARY),
        ("Re\u0301sume\u0301", LabelKind.SUMMARY),
        ("ＳＵＭＭＡＲＹ", LabelKind.SUMMARY),
        ("Worth knowing", LabelKind.FACTS),
        ("Das Wichtigste im Überblick", LabelKind.FACTS),
        ("Kwa maneno machache", LabelKind.SUMMARY),
        ("Для тех, у кого нет времени", LabelKind.SUMMARY),
        ("Background", None),
        ("What now?", None),
        ("The facts of the case", None),
        ("Key facts about the mill", None),
        ("", None),
        ("Key facts" + "!" * 100, None),
    ],
)
def test_a_label_is_the_whole_line_in_any_form(text: str, kind: LabelKind | None) -> None:
    assert label_kind(text) is kind


def test_no_label_is_of_both_kinds_or_listed_twice() -> None:
    kinds: dict[str, set[str]] = {}
    for row in ROWS:
        kinds.setdefault(folded(row["label"]), set()).add(row["kind"])

    assert [label for label, found in kinds.items() if len(found) > 1] == []
    keys = [(row["language"], row["label"]) for row in ROWS]
    assert len(keys) == len(set(keys))


def test_each_further_use_belongs_to_its_kind() -> None:
    uses = {(row["kind"], row["also"]) for row in ROWS if row["also"]}

    assert uses == {("facts", "section"), ("summary", "conclusion")}


def test_every_language_has_both_kinds_and_every_label_its_provenance() -> None:
    languages = {row["language"] for row in ROWS}

    assert len(languages) >= 60
    for kind in LabelKind:
        assert {row["language"] for row in ROWS if row["kind"] == kind} == languages
    assert all(row["provenance"] and row["label"] == row["label"].strip() for row in ROWS)
