"""The table of bylines, and what of it begins names."""

from collections import defaultdict

import pytest

from etl.words.bylines import Also, find_byline, is_byline_phrase, is_noun, without_byline, without_title
from etl.words.folding import folded
from etl.words.read_table import read_rows

ROWS = read_rows("bylines.tsv")


def test_every_row_is_new_and_says_where_it_is_from() -> None:
    keys = [(row["language"], row["place"], folded(row["phrase"])) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] and row["place"] in ("before", "after") for row in ROWS)


def test_a_phrase_is_the_same_beside_a_byline_in_all_its_languages() -> None:
    also = defaultdict(set)
    for row in ROWS:
        if row["place"] == "before":
            also[folded(row["phrase"])].add(Also(row["also"]))

    assert {phrase: kinds for phrase, kinds in also.items() if len(kinds) > 1} == {}


@pytest.mark.parametrize("row", [row for row in ROWS if row["place"] == "before"], ids=lambda row: row["phrase"])
def test_every_phrase_is_found_alone_and_before_a_name(row: dict[str, str]) -> None:
    assert is_byline_phrase(row["phrase"])
    assert is_byline_phrase(f"{row['phrase']}:")
    assert without_byline(f"{row['phrase']}: Ana Lopez") == "Ana Lopez"
    assert without_byline(f"{row['phrase']} 王小明、李小紅") == "王小明、李小紅"


@pytest.mark.parametrize(
    "text", ["Bystander Ana", "Author, title and date", "Par-Anders Berg", "Автором стал он", "लेखकों की सभा", "文學獎"]
)
def test_a_word_that_goes_on_is_no_phrase(text: str) -> None:
    opening = find_byline(text)

    assert opening is None or without_byline(text) == text


def test_the_language_tells_a_phrase_from_a_given_name() -> None:
    assert without_byline("Oleh Budi", "id") == "Budi"
    assert without_byline("Oleh Anton Berg", "uk") == "Oleh Anton Berg"
    assert without_byline("Oleh Anton Berg") == "Anton Berg"
    assert without_byline("Oleh Anton Berg", may_be_name=True) == "Oleh Anton Berg"
    assert without_byline("Per Jon Berg", "nb-NO") == "Per Jon Berg"


def test_a_word_for_reporter_goes_from_the_end() -> None:
    assert without_title("王小明 記者") == "王小明"
    assert without_title("김철수 기자") == "김철수"


def test_ordinary_words_are_known() -> None:
    assert [is_noun(opening) for text in ("تقرير", "Deur") if (opening := find_byline(text))] == [True, False]
