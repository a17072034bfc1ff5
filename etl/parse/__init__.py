"""Formats: one Document -> one Article."""

from etl.documents import Article, Document
from etl.errors import UnknownFormat
from etl.parse import html, text
from etl.parse.format import Format
from etl.settings import Settings

# Most specific first: plain text recognises almost anything, so it stays last.
FORMATS: tuple[Format, ...] = (
    html.FORMAT,
    text.FORMAT,
)


def parse_document(document: Document, settings: Settings) -> Article:
    """Parse a document by the first format that recognises it.

    Raises a RejectedDocument: UnknownFormat if no format does, or what the format raises.
    """
    for known in FORMATS:
        if known.recognises(document):
            return known.parse(document, settings)
    raise UnknownFormat(f"{len(document.data)} bytes that no format recognises")
