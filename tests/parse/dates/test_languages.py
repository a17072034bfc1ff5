"""Some 700 dates as pages of more than 100 languages print them, written by hand, each with what it says."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.articles import Moment, Precision
from etl.parse.dates.parse_date import parse_date
from etl.words.date_names import base_language, fold_word, names_of

TABLE = (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [
    (row["language"], row["text"], None if row["expected"] == "-" else row["expected"])
    for row in csv.DictReader(TABLE, delimiter="\t", quoting=csv.QUOTE_NONE)
]
DATED = [(language, text) for language, text, expected in ROWS if expected]
PIECES = st.sampled_from(sorted({piece for _, text, _ in ROWS for piece in text.split()}))
LANGUAGES = st.sampled_from(sorted({language for language, _, _ in ROWS}))
COMMON_CALENDAR = frozenset(("en", "de", "fr", "es", "it", "ru", "pl", "id", "tr"))


def iso(moment: Moment | None) -> str | None:
    return moment.iso() if moment else None


@pytest.mark.parametrize("language", sorted({language for language, _, _ in ROWS}))
def test_the_dates_of_a_language_say_what_they_say(language: str) -> None:
    rows = [(text, expected) for found, text, expected in ROWS if found == language]

    assert [(text, iso(parse_date(text, (language,)))) for text, _ in rows] == rows


def test_the_table_covers_60_languages() -> None:
    assert len({base_language(language) for language, _, expected in ROWS if expected}) >= 60


@given(st.lists(PIECES, max_size=8), LANGUAGES)
def test_no_jumble_of_pieces_of_dates_raises(pieces: list[str], language: str) -> None:
    parse_date(" ".join(pieces), (language,))


@given(st.text(max_size=100), LANGUAGES)
def test_no_text_raises_in_any_language(text: str, language: str) -> None:
    parse_date(text, (language,))
    parse_date(text)


@given(st.lists(PIECES, max_size=8), st.sampled_from(sorted(COMMON_CALENDAR)))
def test_the_numbers_of_a_date_stand_in_its_text(pieces: list[str], language: str) -> None:
    """Of the common calendar: the year as it is; a clock only where the text has one."""
    text = " ".join(pieces)
    moment = parse_date(text, (language,))
    if moment is None or moment.on is None or not text.isascii() or "W" in text or ("-" in text and "24" in text):
        return
    assert f"{moment.on.year}" in text
    if not any(character.isalpha() for character in text):
        assert str(moment.on.day) in text
    if moment.local is not None and ":" in text:
        assert f":{moment.local.minute:02}" in text
    if moment.precision is Precision.SECOND:
        assert moment.local is not None
        assert f"{moment.local.second:02}" in text


@given(st.sampled_from(DATED), st.sampled_from(("about", "Kapitel", "vote", "voto", "№", "?", "€", "1.5", "12345")))
def test_a_date_among_other_words_is_no_date(dated: tuple[str, str], other: str) -> None:
    language, text = dated

    assert parse_date(f"{text} {other}", (language,)) is None
    assert parse_date(f"{other} {text}", (language,)) is None


@given(st.sampled_from(DATED))
def test_more_space_does_not_matter(dated: tuple[str, str]) -> None:
    language, text = dated

    assert iso(parse_date(f"  {text}  ", (language,))) == iso(parse_date(text.replace(" ", "  "), (language,)))


def test_names_are_folded_and_every_language_has_twelve_months() -> None:
    for language in sorted({base_language(language) for language, _, expected in ROWS if expected}):
        months = {m.value for meanings in names_of((language,)).values() for m in meanings if m.kind == "month"}
        assert months >= {str(number) for number in range(1, 13)} or language in ("vi", "ja", "ko", "mn"), language
    assert fold_word("Ağustos") == fold_word("AĞUSTOS") == "agustos"
