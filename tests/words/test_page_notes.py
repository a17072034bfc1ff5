"""Set phrases of news pages in many languages."""

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

from etl.words.page_notes import PhraseKind, holds_phrase, is_phrase, label_chars, opens_with, phrases
from etl.words.read_table import read_rows


@pytest.mark.parametrize("kind", list(PhraseKind))
def test_every_kind_has_phrases_of_many_scripts(kind: PhraseKind) -> None:
    known = phrases(kind)

    assert len(known) > 50
    assert any(not phrase.isascii() for phrase in known)


@pytest.mark.parametrize(("table", "column"), [("element_names.tsv", "meaning"), ("page_notes.tsv", "kind")])
def test_every_kind_of_a_table_is_asked_for_by_the_code(table: str, column: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "etl").rglob("*.py"))

    kinds = {row[column] for row in read_rows(table)}
    assert {kind for kind in kinds if f'"{kind}"' not in code} == set()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Correction: it is red.", "Correction:"),
        ("تصحيح: الجسر أحمر.", "تصحيح:"),
        ("訂正：橋は赤い。", "訂正："),
    ],
)
def test_a_label_ends_with_its_colon(text: str, label: str) -> None:
    assert text[: label_chars(text, PhraseKind.CORRECTION_LABEL)] == label


def test_a_colon_in_a_sentence_makes_no_label() -> None:
    assert label_chars("She said this: no.", PhraseKind.CORRECTION_LABEL) == 0


def test_short_phrases_of_cased_scripts_are_whole_words() -> None:
    assert holds_phrase("written with AI", PhraseKind.AI_MODEL)
    assert not holds_phrase("written with Aino", PhraseKind.AI_MODEL)


def test_a_phrase_opens_a_text_as_whole_words() -> None:
    assert opens_with("An earlier version of this article named another street.", PhraseKind.CORRECTION_OPENING)
    assert opens_with("以前の版では橋の名が誤っていました。", PhraseKind.CORRECTION_OPENING)
    assert not opens_with("He saw an earlier version of this article.", PhraseKind.CORRECTION_OPENING)
    assert is_phrase("Errata", PhraseKind.CORRECTION_LABEL)


@given(st.text(max_size=200), st.sampled_from(list(PhraseKind)))
def test_any_text_can_be_asked(text: str, kind: PhraseKind) -> None:
    assert 0 <= label_chars(text, kind) <= len(text)
    assert not opens_with(text, kind) or holds_phrase(text, kind) or text.strip()[:1] != text[:1]
