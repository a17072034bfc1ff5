"""The format HTML: how pages are recognised and read."""

import re
from functools import cached_property

from lxml.html import defs

from etl.article_blocks import walk
from etl.articles import Article
from etl.documents import Document
from etl.parse.document_lines import SourceLine
from etl.parse.format import Format
from etl.parse.html.article import article_of
from etl.parse.html.block_reasons import choice_reason, page_lines, page_reasons
from etl.parse.html.read_page import read_html
from etl.parse.reading import WHOLE, BlockReason
from etl.settings import Settings

HTML_TAGS = defs.tags | {"main", "picture", "dialog", "wbr", "hgroup", "search"}
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
NAMES = (".html", ".htm", ".xhtml", ".shtml")
MARKUP = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MARKUP_WINDOW_BYTES = 4096
PIECE_WINDOW_BYTES = 64 * 1024
MIN_CLOSED = 3  # elements of a piece of a page
# A piece of a page: an element that holds others, to its end.
PIECE = re.compile(
    rb"\s*+<(?:div|article|section|main|header|table|ul|ol|dl|p|h[1-6]|blockquote|figure|center|span|font)\b[^<>]*+>",
    re.IGNORECASE,
)
TAG = re.compile(rb"<(/?)([A-Za-z][\w:-]*+)[^<>]*+>")
# A line that is one element with text: the text format reads it, with text lines beside it.
SIMPLE_LINE = re.compile(rb"(?:[^<>]*|(?:\s*<[A-Za-z][^<>]*>)+[^<>]*(?:</[A-Za-z]\w*>\s*)+|(?:\s*<[^<>]*>)*\s*)")


class HtmlReading:
    """A page and its article; the source is shown block by block."""

    def __init__(self, document: Document, settings: Settings) -> None:
        """Read the page. Raises the same errors as read_html and article_of."""
        self._page = read_html(document, settings)
        self._article = article_of(self._page)
        self._placed = tuple(walk(self._article.body))

    def article(self) -> Article:
        """The article of the page."""
        return self._article

    def lines(self) -> list[SourceLine]:
        """The blocks of the page in reading order, each with the reason why it was kept or left out."""
        return self._lines

    def reasons(self) -> dict[str, BlockReason]:
        """The reasons for each block of the article, and for the choice of the main text."""
        return page_reasons(self._lines, self._placed) | {WHOLE: choice_reason(self._page.choice)}

    @cached_property
    def _lines(self) -> list[SourceLine]:
        return page_lines(self._page, self._placed)


def _recognises(document: Document) -> bool:
    if MARKUP.match(document.data[:MARKUP_WINDOW_BYTES].lstrip(b"\xef\xbb\xbf")):
        return True
    if document.media_type is None and _is_piece(document.data):
        return True
    if document.media_type is not None:
        return document.media_type.split(";")[0].strip().lower() in MEDIA_TYPES
    return document.name.lower().endswith(NAMES)


def _is_piece(data: bytes) -> bool:
    """Whether the bytes are elements of HTML from their beginning to their end, and not only one in each line."""
    head = data[:PIECE_WINDOW_BYTES]
    if PIECE.match(head) is None or not data.rstrip().endswith(b">"):
        return False
    tags = [(closing, name.lower().decode()) for closing, name in TAG.findall(head)]
    if sum(bool(closing) for closing, _ in tags) < MIN_CLOSED or not all(name in HTML_TAGS for _, name in tags):
        return False
    return not all(SIMPLE_LINE.fullmatch(line) for line in head.splitlines())


FORMAT = Format(
    name="html",
    what="a web page",
    recognised_by="tags of HTML at its beginning; the media type; the name, such as `.html`",
    becomes="the main text of the page, and what the page declares",
    recognises=_recognises,
    read=HtmlReading,
)
