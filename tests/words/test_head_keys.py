"""The table of the keys above texts."""

import pytest

from etl.words.head_keys import head_field
from etl.words.read_table import read_rows
from etl.words.record_keys import KEYS, folded_key

ROWS = read_rows("head_keys.tsv")


def test_every_key_is_new_in_its_language_and_says_where_it_is_from() -> None:
    keys = [(row["language"], folded_key(row["key"])) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] and row["field"] in {*KEYS, "fetched"} for row in ROWS)


def test_every_key_has_one_meaning_in_all_languages() -> None:
    assert [row["key"] for row in ROWS if head_field(row["key"]) != row["field"]] == []


@pytest.mark.parametrize(
    ("key", "field"),
    [("Published Time", "published"), ("Last updated", "modified"), ("Escrito por", "authors"), ("Quelle", "source")],
)
def test_the_labels_of_dates_bylines_and_sources_are_keys(key: str, field: str) -> None:
    assert head_field(key) == field


@pytest.mark.parametrize("key", ["Anna", "Berlin", "Von", "Time", "Name", "Note", "Q"])
def test_other_words_are_none(key: str) -> None:
    assert head_field(key) is None
