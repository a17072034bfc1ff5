"""Which format reads which bytes."""

import contextlib

import pytest
from fixture_types import MakeSettings

from etl.documents import Document, Origin
from etl.errors import BinaryDocument, EmptyDocument, RejectedDocument, UnknownFormat
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
def test_xml_that_no_format_reads_is_refused_by_name(settings: MakeSettings, data: bytes) -> None:
    with pytest.raises(UnknownFormat):
        parse_document(document(data), settings())


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
