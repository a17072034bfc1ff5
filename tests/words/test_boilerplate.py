"""The table of boilerplate."""

import pytest

from etl.words.boilerplate import BoilerplateRole, Where, find_boilerplate
from etl.words.folding import folded
from etl.words.read_table import read_rows

ROWS = read_rows("boilerplate.tsv")


def test_every_row_is_new_and_says_where_it_is_from() -> None:
    keys = [(row["language"], row["phrase"].casefold()) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] and Where(row["where"]) for row in ROWS)


def test_only_a_word_of_copyright_needs_a_line_behind_the_text() -> None:
    assert {row["role"] for row in ROWS if row["where"] == Where.TAIL} == {BoilerplateRole.COPYRIGHT}


@pytest.mark.parametrize("row", [row for row in ROWS if "*" not in row["phrase"]], ids=lambda row: row["phrase"])
def test_every_phrase_is_found_at_the_head_of_a_line(row: dict[str, str]) -> None:
    opening = find_boilerplate(f"{row['phrase']}: 2026", BoilerplateRole(row["role"]))

    assert opening is not None
    assert opening.phrase == folded(row["phrase"])


def test_a_phrase_is_found_for_its_own_role_only() -> None:
    assert find_boilerplate("Read more: the mill", BoilerplateRole.COPYRIGHT) is None
    assert find_boilerplate("Subscribe to our newsletter", BoilerplateRole.COPYRIGHT) is None
