"""The lines above the number of words in an article of Factiva without codes."""

import pytest

from etl.ingest.press.factiva_head import first_line_below_contents, read_head

PIER = "The pier is lit again"


@pytest.mark.parametrize(
    ("lines", "title", "author", "section"),
    [
        ([PIER], PIER, "", ""),
        (["", PIER, ""], PIER, "", ""),
        ([PIER, "Iris Hartwell"], PIER, "Iris Hartwell", ""),
        ([PIER, "By Iris Hartwell"], PIER, "By Iris Hartwell", ""),
        ([PIER, "lamp by lamp", "By Iris Hartwell"], f"{PIER} lamp by lamp", "By Iris Hartwell", ""),
        (["News", PIER, "By Iris Hartwell"], PIER, "By Iris Hartwell", "News"),
        (["News", PIER, "", "Iris Hartwell"], PIER, "Iris Hartwell", "News"),
        (["News", PIER, ""], PIER, "", "News"),
        (["a" * 60, "b" * 61, ""], "b" * 61, "", "a" * 60),
        (["a" * 61, "b" * 62, ""], "a" * 61, "b" * 62, ""),
        (["a" * 60, "b" * 60, ""], "a" * 60, "b" * 60, ""),
        ([PIER, "I" + "a" * 119], PIER, "I" + "a" * 119, ""),
        ([PIER, "I" + "a" * 120], PIER, "", ""),
        (["News", "The pier", "Is lit", "By Iris Hartwell"], "The pier Is lit", "By Iris Hartwell", "News"),
    ],
)
def test_a_head_is_section_title_and_author(lines: list[str], title: str, author: str, section: str) -> None:
    assert read_head(lines) == {"title": title, "author": author, "section": section}


@pytest.mark.parametrize("lines", [[], [""], ["a", "b", "c", "d", "e"], [PIER, PIER], [PIER, "By Iris", PIER]])
def test_other_heads_are_not_read(lines: list[str]) -> None:
    assert read_head(lines) == {}


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        ([PIER], 0),
        ([], 0),
        (["Contents", PIER, "Ferries run at night", "", PIER], 4),
        (["Contents", f"{PIER} ..... 2", "Ferries run at night ..... 3", "", PIER], 4),
        (["Contents", f"{PIER}\t2", "", "A section", PIER], 3),
        (["Contents", f"{PIER}\t2", "", "", PIER], 4),
        (["Contents", f"{PIER}\t2", "above", "A section", PIER], 4),
        (["Iris Hartwell", PIER, "Iris Hartwell"], 0),
        ([PIER, PIER], 1),
    ],
)
def test_an_article_begins_with_the_headline_that_is_in_the_contents_too(lines: list[str], first: int) -> None:
    assert first_line_below_contents(lines) == first
