"""The table of words in the names of elements."""

import pytest

from etl.parse.html.main_text.name_groups import KINDS, group_of_word
from etl.words.element_names import SINGLE_WORDS, NameKind, has_boilerplate_part, kinds_of, words_of
from etl.words.read_table import read_rows

ROWS = read_rows("element_names.tsv")


def test_every_row_is_new_and_says_where_it_is_from() -> None:
    keys = [(row["meaning"], row["words"]) for row in ROWS]

    assert len(keys) == len(set(keys))
    assert all(row["provenance"] for row in ROWS)
    assert set(NameKind) <= {row["meaning"] for row in ROWS}


def test_only_whole_names_and_parts_have_several_words() -> None:
    several = {row["meaning"] for row in ROWS if " " in row["words"]}

    assert several & SINGLE_WORDS == {NameKind.BOILERPLATE_PART}


@pytest.mark.parametrize("kind", sorted({row["meaning"] for row in ROWS} - SINGLE_WORDS))
def test_every_name_says_its_kind(kind: str) -> None:
    names = [row["words"] for row in ROWS if row["meaning"] == kind]

    assert [name for name in names if kind not in kinds_of(frozenset(name.split()))] == []


def test_a_word_of_a_date_is_no_name_of_a_part() -> None:
    assert kinds_of(frozenset(("modified", "date", "widget"))) == frozenset()


def test_boilerplate_is_found_inside_a_word() -> None:
    assert all(map(has_boilerplate_part, ("css-1qnewsletter", "cookieconsent", "cookie-consent-x")))
    assert not has_boilerplate_part("newsroom")


def test_the_groups_of_the_fitted_model_are_those_it_was_fitted_on() -> None:
    """A word more or less is another feature: `python -m bench.fit.blocks` fits the trees again."""
    assert [len(words_of(kind)) for kind in KINDS.values()] == [26, 44, 44, 33, 26]
    assert len(group_of_word()) == 173
