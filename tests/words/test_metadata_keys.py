"""The table of the keys of fields, in records and above texts."""

import pytest

from etl.words.metadata_keys import folded_key, head_field, known_keys, record_keys
from etl.words.read_table import read_rows
from etl.words.record_fields import FIELDS, PIECES

ROWS = read_rows("metadata_keys.tsv")


def test_every_key_is_new_in_its_language_and_says_where_it_counts() -> None:
    keys = [(row["language"], row["field"], folded_key(row["key"])) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert {row["where"] for row in ROWS} == {"any", "record", "head"}
    assert {row["field"] for row in ROWS} == {*FIELDS, *PIECES}


def test_every_key_has_one_meaning_above_texts_in_all_languages() -> None:
    assert [row["key"] for row in ROWS if row["where"] != "record" and head_field(row["key"]) != row["field"]] == []


def test_a_key_of_records_names_one_field_in_all_languages() -> None:
    """Only a URI may be the address of an article or its id."""
    keys = [key for field in FIELDS for key in record_keys()[field]]

    assert [key for key in known_keys() if keys.count(key) > 1] == ["uri"]


def test_a_key_that_says_more_comes_before_one_that_may_mean_other_things() -> None:
    keys = record_keys()

    assert keys["text"].index("maintext") < keys["text"].index("text") < keys["text"].index("content")
    assert keys["title"].index("headline") < keys["title"].index("name")
    assert keys["published"].index("datepublished") < keys["published"].index("date")


@pytest.mark.parametrize(
    ("key", "field"),
    [("Published Time", "published"), ("Last updated", "modified"), ("Escrito por", "authors"), ("Quelle", "source")],
)
def test_the_labels_of_dates_bylines_and_sources_are_keys(key: str, field: str) -> None:
    assert head_field(key) == field


@pytest.mark.parametrize("key", ["Anna", "Berlin", "Von", "Time", "Name", "Note", "Q", "Type", "Story"])
def test_other_words_are_none(key: str) -> None:
    assert head_field(key) is None
