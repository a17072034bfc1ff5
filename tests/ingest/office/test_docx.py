"""Word documents."""

import pytest
from archives import make_zip
from fixture_types import Outcomes, Read, ReadDocuments
from office_files import make_docx, package_of, paragraph

from etl.documents import StructuralSkip

TEXT = "The bridge was closed on Monday, after cracks were found. Ferries run."


def text_of(read_documents: ReadDocuments, *paragraphs: str, **others: str) -> str:
    (document,) = read_documents(make_docx(*paragraphs, others=others), "a.docx")
    return document.data.decode()


@pytest.mark.parametrize("name", ["a.docx", "without-a-suffix"])
def test_a_document_is_a_text_also_in_an_archive(read_documents: ReadDocuments, name: str) -> None:
    data = make_docx(paragraph("Bridge closed"), paragraph(TEXT))

    assert [unit.data.decode() for unit in read_documents(data, name)] == [f"Bridge closed\n\n{TEXT}"]
    assert len(read_documents(make_zip([(name, data)]), "a.zip")) == 1


def test_title_headings_and_lists_have_their_marks_by_styles_in_any_language(read_documents: ReadDocuments) -> None:
    outline = '<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Small</w:t></w:r></w:p>'
    shown = text_of(
        read_documents,
        paragraph("Bridge closed", style="Titel"),
        paragraph("Why", style="Kop1"),
        paragraph("Cracks", style="Lijst"),
        paragraph("Rust", style="Lijst"),
        paragraph("Based on it", style="Kop2"),
        outline,
        paragraph(TEXT),
    )

    assert shown == f"# Bridge closed\n\n## Why\n\n- Cracks\n- Rust\n\n## Based on it\n\n### Small\n\n{TEXT}"


def test_without_a_title_the_first_heading_is_of_level_1(read_documents: ReadDocuments) -> None:
    assert text_of(read_documents, paragraph("Why", style="Kop1"), paragraph(TEXT)) == f"# Why\n\n{TEXT}"


def test_a_row_of_a_table_is_a_line_and_a_table_of_one_column_is_none(read_documents: ReadDocuments) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    inner = f"<w:tbl>{row(paragraph('7'), paragraph('8'))}</w:tbl>"
    table = row(paragraph("Year"), paragraph("Cost") + paragraph("in all")) + row(paragraph("2025"), inner)
    frame = f"<w:tbl>{row(paragraph('Why', style='Kop1') + paragraph(TEXT))}</w:tbl>"

    shown = text_of(read_documents, f"<w:tbl>{table}</w:tbl>", frame)

    assert shown == f"| Year | Cost in all |\n| 2025 | 7 8 |\n\n# Why\n\n{TEXT}"


def test_what_the_program_does_not_show_is_left_out(read_documents: ReadDocuments) -> None:
    unseen = (
        "<w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r>"
    )
    unseen += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:ins><w:r><w:t> New.</w:t></w:r></w:ins>"
    contents = paragraph("Why 7", style="TOC1")

    assert text_of(read_documents, contents, paragraph(TEXT, inside=unseen)) == f"{TEXT} New."


def test_a_text_box_is_read_once(read_documents: ReadDocuments) -> None:
    box = "<mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>"
    box = f"<w:r><mc:AlternateContent xmlns:mc='m'>{box}</mc:AlternateContent></w:r>"
    inside = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"

    assert text_of(read_documents, paragraph(TEXT, inside=box.format(inside, inside))) == f"In a box.\n\n{TEXT}"


def test_tabs_and_line_breaks_are_kept(read_documents: ReadDocuments) -> None:
    inside = "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"

    assert text_of(read_documents, paragraph(TEXT, inside=inside)) == f"{TEXT}\ta\nb\u2011c"


def test_notes_follow_the_text_and_headers_are_counted(read: Read) -> None:
    parts = {"footnotes": paragraph("A note."), "header": paragraph("Page"), "comments": paragraph("Check this")}
    *skips, document = read(make_docx(paragraph(TEXT), others=parts), "a.docx")

    assert [unit.reason for unit in skips if isinstance(unit, StructuralSkip)] == ["docx:header", "docx:comments"]
    assert getattr(document, "data", b"").decode() == f"{TEXT}\n\nA note."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_docx(paragraph("")), "no_text"),
        (make_docx(paragraph(TEXT))[:-100], "truncated"),
        (make_docx("<w:p>"), "malformed"),
        (package_of({"word/document.xml": "<a/>"}), "malformed"),
        (make_docx(*[paragraph(TEXT)] * 50), "document_too_large"),
        (make_docx("<w:p/>" * 50), "document_too_large"),
    ],
)
def test_what_cannot_be_read_has_its_reason(outcomes: Outcomes, data: bytes, reason: str) -> None:
    assert outcomes(data, "a.docx", max_document_bytes=3000) == [reason]
