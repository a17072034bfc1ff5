"""Labels that are in no table, known by their words."""

import pytest

from etl.words.fact_labels import LabelKind, label_kind
from etl.words.label_words import likely_label


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The facts of the story in short", LabelKind.SUMMARY),
        ("The most important points to know", LabelKind.FACTS),
        ("Die wichtigsten Punkte der Meldung", LabelKind.FACTS),
        ("L'actualité en quelques points", LabelKind.FACTS),
        ("El artículo en dos minutos", LabelKind.SUMMARY),
    ],
)
def test_words_of_labels_make_other_labels(text: str, kind: LabelKind) -> None:
    found = likely_label(text)

    assert label_kind(text) is None
    assert found is not None
    assert (found.kind, found.is_sure) == (kind, True)


@pytest.mark.parametrize(
    "text", ["News", "Who pays for it", "Die Händler protestieren", "Le poids des mots", "", "…", "5"]
)
def test_other_words_make_none(text: str) -> None:
    assert likely_label(text) is None


def test_one_word_with_a_function_word_is_not_sure() -> None:
    found = likely_label("The list")

    assert found is None or not found.is_sure


def test_the_phrase_of_a_byline_is_no_label() -> None:
    assert likely_label("A report by") is None
