"""The paragraphs of a document become a text."""

import pytest
from fixture_types import MakeSettings

from etl.errors import EmptyArticle, LimitExceeded
from etl.ingest.container import Context
from etl.ingest.expansion_limit import Budget
from etl.ingest.office.paragraphs import Paragraph, text_file
from etl.settings import Settings

EXPORT = ["1 of 1 DOCUMENTS", "Sandholm Post", "May 4, 2026", "LENGTH: 9 words", "The pier is lit."]


def text_of(*paragraphs: Paragraph, settings: Settings | None = None, name: str = "a.docx") -> str:
    settings = settings or Settings()
    found = text_file(paragraphs, Context(name=name, settings=settings, budget=Budget(settings)))
    return found.content.read_all(100_000).decode()


def test_marks_of_titles_headings_items_and_rows() -> None:
    shown = text_of(
        Paragraph(text=" The  mill ", level=0),
        Paragraph(text="Why", level=1),
        Paragraph(text="Deep", level=9),
        Paragraph(text=" "),
        Paragraph(text="one\n1", is_item=True),
        Paragraph(text="two", is_item=True),
        Paragraph(cells=("a\nb", "")),
        Paragraph(cells=("", " ")),
        Paragraph(cells=("c", "d")),
        Paragraph(text="", level=1),
        Paragraph(text=" ", is_item=True),
        Paragraph(text="It\nturned."),
    )

    assert shown == "# The mill\n\n## Why\n\n###### Deep\n\n- one 1\n- two\n\n| a b |  |\n| c | d |\n\nIt\nturned."


def test_headings_below_no_title_or_one_without_text_keep_their_level() -> None:
    headings = [Paragraph(text="Why", level=1), Paragraph(text="How", level=2), Paragraph(text="Deep", level=6)]

    assert text_of(*headings) == "# Why\n\n## How\n\n###### Deep"
    assert text_of(Paragraph(text=" ", level=0), *headings) == "# Why\n\n## How\n\n###### Deep"


def test_paragraphs_of_an_export_are_lines_if_a_fifth_of_them_is_empty() -> None:
    paragraphs = [Paragraph(text=text, is_item=True) for text in EXPORT]
    row = Paragraph(cells=("a", "b"))

    assert text_of(*paragraphs) == "\n\n".join(EXPORT)
    assert text_of(*paragraphs, Paragraph()) == "\n\n".join([*EXPORT, ""])
    assert text_of(*paragraphs[:4], Paragraph()) == "\n".join([*EXPORT[:4], ""])
    assert text_of(*paragraphs, row) == "\n\n".join([*EXPORT, "a\tb"])


def test_a_document_without_text_or_over_the_limit_is_refused(settings: MakeSettings) -> None:
    with pytest.raises(EmptyArticle):
        text_of(Paragraph(text=" "), Paragraph(cells=("", "")))
    assert text_of(Paragraph(text="a" * 1000), settings=settings(max_document_bytes=1000)) == "a" * 1000
    with pytest.raises(LimitExceeded):
        text_of(Paragraph(text="a" * 1001), settings=settings(max_document_bytes=1000))


@pytest.mark.parametrize(
    ("name", "given"), [("a.b.docx", "a.b.txt"), ("without", "without.txt"), (".docx", ".docx.txt")]
)
def test_the_text_has_the_name_of_the_document(name: str, given: str) -> None:
    settings = Settings()

    assert (
        text_file([Paragraph(text="a")], Context(name=name, settings=settings, budget=Budget(settings))).name == given
    )
