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


LEFT_OUT = """annotation atnauthor atndate atnicn atnid atnparent atnref atntime author bkmkend bkmkstart category
colortbl
comment company datafield doccomm filetbl fldinst ftncn ftnsep ftnsepc generator info keywords listoverridetable
listtable manager nonshppict objdata operator pgptbl pict private revtbl rsidtbl shpinst subject tc themedata title txe
xe xmlnstbl"""


@pytest.mark.parametrize("word", LEFT_OUT.split())
def test_groups_that_are_no_text_of_the_document_are_left_out(read_documents: ReadDocuments, word: str) -> None:
    assert text_of(read_documents, rf"{{\{word} unseen {{\b unseen}}}}" + TEXT) == TEXT
    assert text_of(read_documents, rf"{{\b\{word} seen: }}" + TEXT) == f"seen: {TEXT}"


@pytest.mark.parametrize(
    "word", ["footnote", "header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"]
)
def test_each_note_header_and_footer_is_counted(outcomes: Outcomes, word: str) -> None:
    body = rf"{{\{word} A note}}{{\info {{\{word} A note}}}}".encode()

    assert outcomes(rb"{\rtf1 " + body + TEXT.encode() + b"}", "a.rtf") == [f"rtf:{word}", TEXT.encode()]


SIGNS = {
    "tab": "\t", "line": "\n", "lbr": "\n", "emdash": "—", "endash": "–", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip


@pytest.mark.parametrize(("word", "sign"), SIGNS.items())
def test_words_for_signs_are_these_signs(read_documents: ReadDocuments, word: str, sign: str) -> None:
    assert text_of(read_documents, rf"a\{word} b") == f"a{sign}b"
    assert text_of(read_documents, rf"a{{\v\{word} }}b") == "ab"


ENCODINGS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "big5hkscs", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
LETTERS = {
    "mac_roman": "é", "cp932": "東", "cp949": "한", "johab": "한", "gb18030": "东", "big5hkscs": "東", "cp1253": "λ",
    "cp1254": "ğ", "cp1258": "ơ", "cp1255": "ש", "cp1256": "ج", "cp1257": "ė", "cp1251": "ж", "cp874": "ก",
    "cp1250": "ř", "cp437": "é", "cp850": "é",
}  # fmt: skip


@pytest.mark.parametrize(("charset", "encoding"), ENCODINGS.items())
def test_the_character_set_of_a_font_is_an_encoding(read_documents: ReadDocuments, charset: int, encoding: str) -> None:
    letter = "".join(rf"\'{byte:02x}" for byte in LETTERS[encoding].encode(encoding))
    fonts = rf"{{\fonttbl{{\f7\fcharset{charset} Other;}}{{\f8\fcharset99 Odd;}}}}"

    assert text_of(read_documents, rf"{fonts}{{\f7 {letter}}}\'e9{{\f8 \'e9}}") == f"{LETTERS[encoding]}éé"


@pytest.mark.parametrize(
    ("page", "data", "text"), [(1251, "e9", "й"), (65001, "c3\\'a9", "é"), (10000, "8e", "é"), (437, "82", "é")]
)
def test_the_code_page_of_the_document_counts_without_a_font(
    read_documents: ReadDocuments, page: int, data: str, text: str
) -> None:
    (document,) = read_documents(rf"{{\rtf1\ansicpg{page} a\'{data}}}".encode(), "a.rtf")

    assert document.data.decode() == f"a{text}"


@pytest.mark.parametrize("end", ["par", "sect", "page"])
def test_paragraphs_sections_and_pages_end_a_paragraph(read_documents: ReadDocuments, end: str) -> None:
    assert text_of(read_documents, rf"Bridge closed\{end} {TEXT}") == f"Bridge closed\n\n{TEXT}"
    assert text_of(read_documents, "Bridge closed\\\n" + TEXT) == f"Bridge closed\n\n{TEXT}"


def test_hidden_and_deleted_text_ends_with_its_group_a_zero_or_plain(read_documents: ReadDocuments) -> None:
    body = r"a\v x\v0 b\deleted x\deleted0 c\v x\plain d{\v1 x}e{\v x{\v0 f}x}"

    assert text_of(read_documents, body) == "abcdef"


def test_a_style_is_a_heading_by_its_name_only(read_documents: ReadDocuments) -> None:
    styles = r"{\stylesheet{\s1 heading 9;}{\s2 Heading 2;}{\s3 heading 10;}{\s4 Title page;}{heading 3;}}"
    body = "".join(rf"\pard\s{number} {name}\par" for number, name in enumerate("abcde", start=1))

    assert text_of(read_documents, rf"{styles}{body}\pard\s e") == "###### a\n\n## b\n\nc\n\nd\n\ne\n\ne"


def test_outline_levels_from_0_to_8_are_headings_unless_the_style_is_one(read_documents: ReadDocuments) -> None:
    styles = r"{\stylesheet{\s1 heading 3;}}"
    body = r"\pard\outlinelevel0 a\par\pard\outlinelevel8 b\par\pard\outlinelevel9 c\par\pard\s1\outlinelevel0 d\par"

    assert text_of(read_documents, styles + body) == "# a\n\n###### b\n\nc\n\n### d"


def test_a_table_without_the_end_of_its_row_is_a_row(read_documents: ReadDocuments) -> None:
    assert text_of(read_documents, r"\pard\intbl 7\cell 8\nestcell 9") == "| 7 | 8 | 9 |"
    assert text_of(read_documents, r"\pard\intbl 7\cell\row\pard a") == "7\n\na"
    assert text_of(read_documents, r"\pard\intbl 7\cell 8\cell\nestrow\pard\intbl \cell\cell\row a") == "| 7 | 8 |\n\na"


def test_a_thousand_groups_may_be_nested(outcomes: Outcomes) -> None:
    def nested(depth: int) -> list[object]:
        return outcomes(rb"{\rtf1 " + TEXT.encode() + b"{" * (depth - 1) + b"}" * depth, "a.rtf")

    assert nested(1000) == [TEXT.encode()]
    assert nested(1001) == ["malformed"]


def test_binary_data_is_skipped_by_its_length(read_documents: ReadDocuments) -> None:
    assert text_of(read_documents, r"a\bin4 {{{{b\bin-3 c\bin d") == "abcd"


def test_characters_to_skip_are_counted_to_the_end_of_the_group(read_documents: ReadDocuments) -> None:
    assert text_of(read_documents, r"\uc3 a{\u233?}bcd{\uc-1\u233 e}\u-4051???f") == "aébcdée\uf02df"
    assert text_of(read_documents, r"\u233\'e9\'e8") == "éè"
