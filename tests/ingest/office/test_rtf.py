"""RTF documents."""

import pytest
from fixture_types import Outcomes, Read, ReadDocuments
from office_files import make_rtf

from etl.documents import StructuralSkip

TEXT = "The bridge was closed on Monday, after cracks were found. Ferries run."
FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}{\f2\fnil\fcharset128 MS Mincho;}}"


def text_of(read_documents: ReadDocuments, body: str) -> str:
    data = ("{\\rtf1\\ansi\\ansicpg1252" + FONTS + body + "}").encode("latin-1")
    (document,) = read_documents(data, "a.rtf")
    return document.data.decode()


def test_a_document_is_a_text(read_documents: ReadDocuments) -> None:
    paragraphs = ["Die Brücke", "الجسر مغلق 😀", "{a} \\ b", TEXT]
    (document,) = read_documents(make_rtf(*paragraphs), "without-a-suffix")

    assert document.data.decode() == "\n\n".join(paragraphs)


def test_bytes_are_decoded_in_the_encoding_of_their_font(read_documents: ReadDocuments) -> None:
    cyrillic, japanese = r"{\f1 \'cc\'ee\'f1\'ea\'e2\'e0}", r"{\f2 \'93\'8c\'8b\'9e \'83\\}"

    assert text_of(read_documents, rf"\f0 L\'e9e {cyrillic} {japanese} \'e9") == "Lée Москва 東京 ソ é"


def test_characters_for_older_programs_are_skipped(read_documents: ReadDocuments) -> None:
    assert text_of(read_documents, r"a\u1605?b \uc2\u1585\'3f\'3fc\uc0\u1605d {\uc1\u1605?}\u1605e") == "aمb رcمd ممe"


def test_signs_breaks_and_tabs_are_characters(read_documents: ReadDocuments) -> None:
    body = r"\ldblquote a\rdblquote \emdash b\~c\_d e\-f\tab g\line h" + "\r\ni"

    assert text_of(read_documents, body) == "“a”—b\u00a0c\u2011d ef\tg\nhi"


def test_headings_and_lists_have_their_marks(read_documents: ReadDocuments) -> None:
    styles = r"{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\s2 Title;}{\*\cs10 Default;}}"
    items = r"\pard{\listtext\pard\plain\bullet\tab}Cracks\par\pard{\pntext 2.\tab}Rust\par"
    body = rf"\pard\s2 Bridge closed\par\pard\s1 Why\par {items}\pard\outlinelevel1 Small\par\pard\plain {TEXT}\par"

    shown = text_of(read_documents, styles + body)

    assert shown == f"# Bridge closed\n\n## Why\n\n- Cracks\n- Rust\n\n### Small\n\n{TEXT}"


def test_a_row_of_a_table_is_a_line(read_documents: ReadDocuments) -> None:
    rows = r"\trowd\pard\intbl Year\par of it\cell Cost\cell\row\pard\intbl 2025\cell 9\cell\row\pard "

    assert text_of(read_documents, rows + TEXT) == f"| Year of it | Cost |\n| 2025 | 9 |\n\n{TEXT}"


def test_what_the_program_does_not_show_is_left_out(read_documents: ReadDocuments) -> None:
    unseen = r"{\info{\title Other}{\author Ann}}{\*\generator Writer;}{\v hidden}{\deleted old}{\pict\bin5 }}{{a}"
    unseen += r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}"

    assert text_of(read_documents, unseen + TEXT) == f"link{TEXT}"


def test_notes_and_headers_are_counted(read: Read) -> None:
    units = read(b"{\\rtf1{\\header Page 1}" + TEXT.encode() + b"{\\footnote A note}}", "a.rtf")

    assert [unit.reason for unit in units if isinstance(unit, StructuralSkip)] == ["rtf:header", "rtf:footnote"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (rb"{\rtf1 }", "no_text"),
        (rb"{\rtf1 {\b " + TEXT.encode(), "truncated"),
        (rb"{\rtf1 " + b"{" * 2000 + b"}" * 2001, "malformed"),
        (rb"{\rtf1 " + TEXT.encode() * 100 + b"}", "document_too_large"),
    ],
)
def test_what_cannot_be_read_has_its_reason(outcomes: Outcomes, data: bytes, reason: str) -> None:
    assert outcomes(data, "a.rtf", max_document_bytes=5000) == [reason]


def test_what_follows_the_document_and_unknown_words_are_no_text(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(rb"{\rtf1\foo7\ansicpg99999 " + TEXT.encode() + b"\\}}\0\0{ more", "a.rtf")

    assert document.data.decode() == f"{TEXT}}}"
