"""Turn the text of a record or feed entry, plain or HTML, into a Body."""

import html
import re
from dataclasses import replace

from etl.article_blocks import AnyBlock, map_blocks, walk
from etl.articles import Block, Body, QualityIssue, Role, Section
from etl.errors import EmptyArticle
from etl.parse.html.article import parse_html_body
from etl.parse.text.article import read_text
from etl.settings import Settings
from etl.words.folding import squashed, tidied

ELLIPSES = " .…[]"
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|br|hr|ul|ol|li|dl|article|section|figure|img|table|blockquote|span|a|b|i|em|strong)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
# Tags inside words ("H<sub>2</sub>O"): in a line of plain text nothing takes their place.
_INNER_TAG = re.compile(r"</?(?:sup|sub|small|mark|ins|del|abbr|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
# A document in the XML of agencies (NITF, NewsML) as the value of a field.
_AGENCY_XML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*(?:<!DOCTYPE[^>]*>\s*)?<(?!html|body|div|p\b|article|section)[a-z]"
    r"|<(?:nitf|newsItem|newsMessage|NewsML)[\s>])",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]+\d*);")


def is_page(text: str) -> bool:
    """Whether a text is a whole HTML page, not a fragment."""
    return _PAGE.search(text) is not None


def is_agency_xml(text: str) -> bool:
    """Whether a text is a document in the XML of an agency, which is not read."""
    return _AGENCY_XML.match(text) is not None


def parse_piece(
    text: str, *, url: str | None, title: str | None, settings: Settings
) -> tuple[Body, tuple[QualityIssue, ...]]:
    """The body of a plain text or an HTML fragment. All text is kept, except what the issues report.

    A text without visible characters gives an empty Body. Raises LimitExceeded.
    """
    if _TAG.search(text) or _INNER_TAG.search(text):
        return parse_html_body(text, settings, url=url)
    plain = html.unescape(text) if _ENTITY.search(text) else text
    try:
        body = read_text(plain, known_title=title, max_title_chars=settings.max_title_chars).body
    except EmptyArticle:
        return Body(), ()
    return map_blocks(body, _without_offsets), ()


def plain_text(text: str) -> str:
    """The text of a line without tags and entities, in NFC, with white space folded."""
    if "<" in text:
        text = _TAG.sub(" ", _INNER_TAG.sub("", text))
    return tidied(html.unescape(text) if _ENTITY.search(text) else text)


def with_title(body: Body, title: str, origin: str, settings: Settings) -> Body:
    """The body with the title of its record; a title that is too long becomes the first paragraph."""
    if not title:
        return body
    if len(title) > settings.max_title_chars:
        paragraph = Block(role=Role.PARAGRAPH, text=title, detected_by=origin)
        return replace(body, sections=(Section(paragraphs=(paragraph,)), *body.sections))
    return replace(body, title=Block(role=Role.TITLE, text=title, detected_by=origin), title_origin=origin)


def stands_in(text: str, body: Body) -> bool:
    """Whether the body contains this text, ignoring punctuation and an ellipsis at the end."""
    said = " ".join(block.text for _, block in walk(body) if block.role is not Role.LABEL)
    return squashed(text.rstrip(ELLIPSES)) in squashed(said)


def _without_offsets(_: str, block: AnyBlock) -> AnyBlock:
    """The block without offsets, which would count from the start of a field, not of the source."""
    return replace(block, start=None, end=None)
