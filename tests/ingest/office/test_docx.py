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


def with_styles(read_documents: ReadDocuments, definitions: str, *ids: str) -> str:
    """The text of a document with a paragraph of each of these styles, which contains the id of its style."""
    others = {"styles": f"<styles>{definitions}</styles>"}
    (document,) = read_documents(make_docx(*(paragraph(each, style=each) for each in ids), others=others), "a.docx")
    return document.data.decode()


def style(name: str, inside: str) -> str:
    return f'<style styleId="{name}">{inside}</style>'


def test_a_style_says_the_role_of_its_paragraphs(read_documents: ReadDocuments) -> None:
    definitions = (
        style("a", '<name val="heading 9"/>')
        + style("b", '<name val="heading 10"/>')
        + style("c", '<pPr><outlineLvl val="0"/></pPr>')
        + style("d", '<pPr><outlineLvl val="8"/></pPr>')
        + style("e", '<pPr><outlineLvl val="9"/></pPr>')
        + style("f", '<name val="Heading 2"/><pPr><outlineLvl val="4"/><numPr><numId val="1"/></numPr></pPr>')
        + style("g", '<pPr><numPr><numId val="0"/></numPr></pPr>')
        + style("h", '<pPr><numPr><numId val="1"/></numPr></pPr>')
        + style("i", '<basedOn val="h"/>')
        + style("j", '<name val="toc 9"/>')
        + style("k", '<name val="Contents 1"/>')
        + style("l", '<name val="toc heading"/>')
    )

    shown = with_styles(read_documents, definitions, *"abcdefghijklm")

    assert shown.split("\n\n") == [
        "###### a", "b", "# c", "###### d", "e", "## f", "g", "- h\n- i", "l", "m",
    ]  # fmt: skip


def test_a_style_has_twenty_ancestors_at_most(read_documents: ReadDocuments) -> None:
    chain = style("0", '<name val="heading 1"/>')
    chain += "".join(style(str(n), f'<basedOn val="{n - 1}"/>') for n in range(1, 22))

    assert with_styles(read_documents, chain, "20", "21") == "# 20\n\n21"


def test_a_paragraph_may_differ_from_its_style(read_documents: ReadDocuments) -> None:
    def with_property(text: str, style: str, inside: str) -> str:
        return paragraph(text, style=style).replace("</w:pPr>", f"{inside}</w:pPr>")

    shown = text_of(
        read_documents,
        with_property("a", "Lijst", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        with_property("b", "TOC", '<w:numPr><w:numId w:val="7"/></w:numPr>'),
        with_property("c", "Kop1", '<w:numPr><w:numId w:val="7"/></w:numPr>'),
        with_property("d", "Kop1", '<w:outlineLvl w:val="9"/>'),
        with_property("e", "Lijst", '<w:outlineLvl w:val="9"/>'),
        with_property("f", "Lijst", '<w:outlineLvl w:val="2"/>'),
        paragraph("g", inside='<w:r><w:rPr><w:numId w:val="7"/></w:rPr></w:r>'),
    )

    assert shown == "a\n\n- b\n\n# c\n\nd\n\n- e\n\n### f\n\ng"


@pytest.mark.parametrize(("value", "shown"), [("", "a"), ("1", "a"), ("0", "ab"), ("false", "ab"), ("off", "ab")])
def test_hidden_text_may_be_shown_again(read_documents: ReadDocuments, value: str, shown: str) -> None:
    run = f'<w:r><w:rPr><w:vanish w:val="{value}"/></w:rPr><w:t>b</w:t></w:r>'

    assert text_of(read_documents, paragraph("a", inside=run)) == shown


@pytest.mark.parametrize("name", ["del", "moveFrom", "Fallback"])
def test_text_that_is_no_longer_there_is_left_out(read_documents: ReadDocuments, name: str) -> None:
    inside = f"<w:{name}><w:{name}/><w:r><w:t>b</w:t></w:r></w:{name}><w:r><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"

    assert text_of(read_documents, paragraph("a", inside=inside)) == "ac\nd"


@pytest.mark.parametrize(
    ("element", "count", "reason"),
    [
        ("<w:p/>", 30, "no_text"),
        ("<w:p/>", 31, "document_too_large"),
        ("<w:tr><w:tc></w:tc></w:tr>", 15, "no_text"),
        ("<w:tr><w:tc></w:tc></w:tr>", 16, "document_too_large"),
        (paragraph("a" * 50), 20, "a"),
        (paragraph("a" * 51), 20, "document_too_large"),
    ],
)
def test_paragraphs_and_cells_count_against_the_limit(
    outcomes: Outcomes, element: str, count: int, reason: str
) -> None:
    (found,) = outcomes(make_docx(element * count), "a.docx", max_document_bytes=3000)

    assert str(found).lstrip("b'").startswith(reason)


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_notes_of_both_kinds_are_read(read_documents: ReadDocuments, kind: str) -> None:
    assert text_of(read_documents, paragraph(TEXT), **{kind: paragraph("A note.")}) == f"{TEXT}\n\nA note."


@pytest.mark.parametrize("kind", ["header", "footer", "comments"])
def test_what_stands_beside_the_text_is_counted(outcomes: Outcomes, kind: str) -> None:
    data = make_docx(paragraph(TEXT), others={kind: paragraph("Beside.")})

    assert outcomes(data, "a.docx") == [f"docx:{kind}", TEXT.encode()]
