"""Which format reads which bytes."""

import contextlib
import re

import pytest
from fixture_types import MakeSettings

from etl.documents import Document, Origin
from etl.errors import BinaryDocument, EmptyArticle, EmptyDocument, RejectedDocument, UnknownFormat
from etl.parse import FORMATS, parse_document

PARAGRAPHS = "".join(
    f"<p>The bridge was closed on day {number}, and the ferries ran all night.</p>" for number in range(5)
)


def document(data: bytes, name: str = "input", media_type: str | None = None) -> Document:
    return Document(origin=Origin(uri=name), name=name, data=data, media_type=media_type)


@pytest.mark.parametrize(
    ("data", "name", "media_type", "expected"),
    [
        (b'{"text": "The bridge was closed."}', "a.txt", None, "json"),
        (f"<!doctype html><html><body>{PARAGRAPHS}</body></html>".encode(), "a.txt", None, "html"),
        (f"<html><body>{PARAGRAPHS}</body></html>".encode(), "a", "application/json", "html"),
        (b"The bridge was closed.\n", "a.json", None, "text"),
        ("أغلق الجسر يوم الاثنين.".encode("utf-16"), "a.txt", None, "text"),
        (b"{{template}} The bridge was closed.", "a.txt", None, "text"),
    ],
)
def test_bytes_go_before_names(
    settings: MakeSettings, data: bytes, name: str, media_type: str | None, expected: str
) -> None:
    assert parse_document(document(data, name, media_type), settings()).format == expected


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0"?><timetable><p>The bridge was closed.</p></timetable>',
        b'<!DOCTYPE plan SYSTEM "http://127.0.0.1:9/plan.dtd"><plan><p>The bridge was closed.</p></plan>',
        b"<!-- a --><groupSet><p>The bridge was closed.</p></groupSet>\n",
        b'<note xmlns="urn:x"><p>The bridge was closed.</p></note>',
        '<?xml version="1.0"?><note>The bridge was closed.</note>'.encode("utf-16"),
    ],
)
def test_xml_that_no_format_reads_is_refused(settings: MakeSettings, data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        parse_document(document(data), settings())


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (
            '<?xml version="1.0"?><newsItem guid="a"><p>A bridge.</p></newsItem>',
            "NewsML-G2, a format of news agencies, which Khabar does not read (XML, root element newsItem)",
        ),
        (
            '<tei:TEI xmlns:tei="http://www.tei-c.org/ns/1.0"><tei:p>A bridge.</tei:p></tei:TEI>',
            "TEI, a format for texts in research, which Khabar does not read (XML, root element tei:TEI)",
        ),
        ("<doc><main><p>A bridge.</p></main></doc>", "XML of a kind that Khabar does not read (root element doc)"),
        (
            "<!-- <doc> --><pages><p>A bridge.</p></pages>",
            "XML of a kind that Khabar does not read (root element pages)",
        ),
        (
            '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS><BODY>A bridge.</BODY></REUTERS>\n<REUTERS></REUTERS>',
            "the corpus Reuters-21578, which Khabar does not read (SGML or XML, first element REUTERS)",
        ),
        (
            "<NEWS><P>A bridge.</P></NEWS>\n<NEWS><P>A ferry.</P></NEWS>",
            "markup, which Khabar does not read (SGML or XML, first element NEWS)",
        ),
        (
            '<text id="1">\n<s>\n' + "bridge\tNN\tbridge\n" * 12 + "</s>\n</text>\n",
            "looks like a language corpus with one word per line (VRT), which Khabar does not read",
        ),
    ],
)
def test_the_kind_of_xml_and_its_first_element_are_named(settings: MakeSettings, data: str, detail: str) -> None:
    with pytest.raises(UnknownFormat, match=f"^{re.escape(detail)}$"):
        parse_document(document(data.encode()), settings())


def test_a_sitemap_is_named_and_has_no_article(settings: MakeSettings) -> None:
    sitemap = b'<?xml version="1.0"?><urlset><url><loc>https://a.example/1</loc></url></urlset>'
    detail = "a sitemap, which has no article text (XML, root element urlset)"

    with pytest.raises(EmptyArticle, match=f"^{re.escape(detail)}$"):
        parse_document(document(sitemap), settings())


def test_nothing_and_binary_are_refused_by_name(settings: MakeSettings) -> None:
    with pytest.raises(EmptyDocument):
        parse_document(document(b""), settings())
    for data in (bytes(4096), b"%PDF-1.4\n" + bytes(99), b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9):
        with pytest.raises(BinaryDocument):
            parse_document(document(data), settings())


@pytest.mark.parametrize("data", [b"<a:b " * 20_000, b"<!-- -->" * 20_000, b"{" * 20_000, b'{"' * 20_000])
def test_long_runs_of_markup_take_no_long_time(settings: MakeSettings, data: bytes) -> None:
    with contextlib.suppress(RejectedDocument):
        assert parse_document(document(data), settings()).body.sections


def test_formats_have_names_of_their_own_and_text_is_last() -> None:
    names = [each.name for each in FORMATS]
    assert len(set(names)) == len(names)
    assert names[-1] == "text"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<div class="story"><h1>A bridge</h1><p>All <a href="/t">who waited</a> came on board.</p></div>', "html"),
        ("<p>It opened on <b>Monday</b>.</p>\n<p>All <i>came</i>.</p>\n", "html"),
        ("<h1>A bridge</h1>\n<p>It opened on Monday.</p>\n<p>All came.</p>", "text"),  # each line one element
        (
            "<div align='center'><b>A bridge</b></div>\n\n# A bridge\n\nIt opened on <i>Monday</i>.",
            "text",
        ),
    ],
)
def test_pieces_of_pages_are_read_like_pages_whatever_their_name(settings: MakeSettings, text: str, name: str) -> None:
    document = Document(origin=Origin(uri="a.txt"), name="a.txt", data=text.encode())
    article = parse_document(document, settings())

    assert article.format == name
    assert not any("<" in block.text for block in article.body.paragraphs if name == "html")
