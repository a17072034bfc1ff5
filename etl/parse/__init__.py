"""Formats: each turns one Document into one Article."""

from dataclasses import replace

from etl.articles import Article
from etl.decoding.decode import decode
from etl.documents import Document
from etl.errors import EmptyDocument, UnknownFormat
from etl.parse.agency import nitf, other_xml
from etl.parse.file_name import add_file_name
from etl.parse.format import Format
from etl.parse.html import format as html
from etl.parse.mail import article as mail
from etl.parse.mail import saved_page
from etl.parse.reading import Reading
from etl.parse.records import feed_entry, headed_text, json_record
from etl.parse.text import format as text
from etl.settings import Settings

HEAD_BYTES = 64 * 1024  # by which the format of a rejected document is determined
# Most specific first: the last one, plain text, accepts almost anything.
FORMATS: tuple[Format, ...] = (
    feed_entry.FORMAT,
    saved_page.FORMAT,
    mail.FORMAT,
    headed_text.FORMAT,
    json_record.FORMAT,
    nitf.FORMAT,
    html.FORMAT,
    other_xml.FORMAT,
    text.FORMAT,
)


def format_of(document: Document) -> str | None:
    """The name of the first format that recognises the beginning of a document; None if none does."""
    head = replace(document, data=document.data[:HEAD_BYTES])
    return next((each.name for each in FORMATS if each.recognises(head)), None)


def parse_document(document: Document, settings: Settings) -> Article:
    """The article of a document, with what its file name says. Raises the same errors as read_document."""
    return add_file_name(read_document(document, settings).article(), document, settings)


def read_document(document: Document, settings: Settings) -> Reading:
    """Read a document with the first format that recognises it.

    Raises EmptyDocument; the errors of that format; if there is none, UnknownFormat or the errors of decode.
    """
    if not document.data:
        raise EmptyDocument("0 bytes")
    for each in FORMATS:
        if each.recognises(document):
            return each.read(document, settings)
    decode(document.data, document.charset)
    raise UnknownFormat(f"{document.media_type or 'no media type'}, first bytes {document.data[:20]!r}")
