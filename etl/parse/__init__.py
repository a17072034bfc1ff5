"""Formats: one Document -> one Article."""

from etl.documents import Article, Document
from etl.errors import BinaryDocument, EmptyDocument, UnknownFormat
from etl.parse import feed_entry, html, json_record, text
from etl.parse.binary import binary_kind
from etl.parse.format import Format
from etl.settings import Settings

# Most specific first: plain text recognises almost anything, so it stays last.
FORMATS: tuple[Format, ...] = (
    feed_entry.FORMAT,
    json_record.FORMAT,
    html.FORMAT,
    text.FORMAT,
)


def parse_document(document: Document, settings: Settings) -> Article:
    """Parse a document by the first format that recognises it.

    Raises EmptyDocument, BinaryDocument, UnknownFormat, or what the format raises.
    """
    if not document.data:
        raise EmptyDocument("0 bytes")
    kind = binary_kind(document.data)
    if kind is not None:
        raise BinaryDocument(kind)
    for each in FORMATS:
        if each.recognises(document):
            return each.parse(document, settings)
    raise UnknownFormat(f"{document.media_type or 'no media type'}, beginning {document.data[:20]!r}")
