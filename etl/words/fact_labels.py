"""The headings of key facts and summaries, in many languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from etl.words.characters import COLONS
from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_LABEL_CHARS = 60


class LabelKind(StrEnum):
    """The part of an article that a label introduces."""

    FACTS = "facts"
    SUMMARY = "summary"


def label_kind(text: str) -> LabelKind | None:
    """The kind of label that the whole text is, or None; case, vowel points and punctuation do not matter."""
    if len(text) > MAX_LABEL_CHARS:
        return None
    return known_labels().get(folded(text))


def label_end(text: str) -> int:
    """The offset of the first colon that may end a label at the start of the text; 0 if there is none."""
    head = text[: MAX_LABEL_CHARS + 1]
    return min((place for colon in COLONS if (place := head.find(colon)) > 0), default=0)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One line of fact_labels.tsv."""

    language: str
    kind: LabelKind
    label: str
    provenance: str
    also: str = ""  # what else such a heading is: "conclusion" at the end of texts, "section" of the text itself


def may_conclude(text: str) -> bool:
    """Whether a summary label is also a common heading of a conclusion."""
    return folded(text) in _used_also_as("conclusion")


def needs_list(text: str) -> bool:
    """Whether a label of facts is also a common heading of a section, so that only a list below it shows its kind."""
    return folded(text) in _used_also_as("section")


@cache
def _used_also_as(use: str) -> frozenset[str]:
    return frozenset(folded(row.label) for row in label_rows() if row.also == use)


@cache
def known_labels() -> dict[str, LabelKind]:
    """Folded label -> kind, for all rows of fact_labels.tsv."""
    return labels_of(label_rows())


def labels_of(rows: Iterable[LabelRow]) -> dict[str, LabelKind]:
    """Folded label -> kind; a label with different kinds in two languages counts as a summary label."""
    labels: dict[str, LabelKind] = {}
    for row in rows:
        if labels.get(folded(row.label)) is not LabelKind.SUMMARY:
            labels[folded(row.label)] = row.kind
    return labels


def label_rows() -> list[LabelRow]:
    """The rows of fact_labels.tsv, in order."""
    return [
        LabelRow(row["language"], LabelKind(row["kind"]), row["label"], row["provenance"], row["also"])
        for row in read_rows("fact_labels.tsv")
    ]
