"""The table of sources."""

import pytest

from etl.words.folding import folded
from etl.words.read_table import read_rows
from etl.words.sources import find_agency_source, find_source, is_source_label, is_source_phrase

ROWS = read_rows("sources.tsv")


def test_every_row_is_new_and_says_where_it_is_from() -> None:
    keys = [(row["language"], folded(row["phrase"])) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] and row["before"] in ("", "agency") for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_every_phrase_is_found_before_an_agency(row: dict[str, str]) -> None:
    opening = find_agency_source(f"{row['phrase']}: dpa")

    assert opening is not None
    assert (opening.phrase, opening.rest) == (folded(row["phrase"]), len(row["phrase"]) + 2)
    assert is_source_phrase(row["phrase"])


def test_what_needs_an_agency_is_no_label() -> None:
    assert find_source("Mit: Anna Berg") is None
    assert not is_source_label("With")
    assert is_source_label("Quellen")
