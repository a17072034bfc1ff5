"""The table of labels of dates."""

import pytest

from etl.words.date_labels import dated_kind, find_date_label
from etl.words.folding import folded
from etl.words.read_table import read_rows

ROWS = read_rows("date_labels.tsv")


def test_every_row_is_new_and_says_where_it_is_from() -> None:
    keys = [(row["language"], folded(row["phrase"])) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] and row["kind"] in ("published", "modified") for row in ROWS)


def test_a_label_says_the_same_in_all_its_languages() -> None:
    assert [row["phrase"] for row in ROWS if dated_kind(row["phrase"]) != row["kind"]] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_every_label_is_found_before_a_date(row: dict[str, str]) -> None:
    opening = find_date_label(f"{row['phrase']}: 2026-01-06")

    assert opening is not None
    assert (opening.phrase, opening.has_sign) == (folded(row["phrase"]), True)


def test_a_word_that_goes_on_is_no_label() -> None:
    assert find_date_label("Dateline Berlin") is None
    assert dated_kind("Published by") is None
