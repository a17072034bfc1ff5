"""The text that a record or feed entry carries, plain or HTML -> Body."""

import html
import re
from dataclasses import replace

from etl.articles import Block, Body, QualityIssue, Role, Section
from etl.errors import EmptyArticle
from etl.parse.html.article import parse_html_body
from etl.parse.text.article import read_text
from etl.places import AnyBlock, map_blocks, walk
from etl.settings import Settings
from etl.words.folding import folded, squashed

ELLIPSES = " .…[]"
_TAG = re.compile(
    r"</?(?:p|div|h[1-6]|br|hr|ul|ol|li|dl|article|section|figure|img|table|blockquote|span|a|b|i|em|strong)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z]+\d*);")


def is_page(text: str) -> bool:
    """Tell whether a text is a whole HTML page, not a piece of one."""
    return _PAGE.search(text) is not None


def parse_piece(
    text: str, *, url: str | None, title: str | None, settings: Settings
) -> tuple[Body, tuple[QualityIssue, ...]]:
    """Parse plain text, or HTML that is nothing but the article: all of it is kept, but for what the issues name.

    No text gives an empty Body.
    """
    if _TAG.search(text):
        return parse_html_body(text, settings, url=url)
    plain = html.unescape(text) if _ENTITY.search(text) else text
    try:
        body = read_text(plain, known_title=title, max_title_chars=settings.max_title_chars).body
    except EmptyArticle:
        return Body(), ()
    return map_blocks(body, _without_offsets), ()


def plain_text(text: str) -> str:
    """Return the text of a line that may carry tags and entities, in NFC and with its white space folded."""
    if _TAG.search(text):
        text = _TAG.sub(" ", text)
    return folded(html.unescape(text) if _ENTITY.search(text) else text)


def with_title(body: Body, title: str, origin: str, settings: Settings) -> Body:
    """Return the body with the title that its record gives; one that is too long stays in the text."""
    if not title:
        return body
    if len(title) > settings.max_title_chars:
        paragraph = Block(role=Role.PARAGRAPH, text=title, detected_by=origin)
        return replace(body, sections=(Section(paragraphs=(paragraph,)), *body.sections))
    return replace(body, title=Block(role=Role.TITLE, text=title, detected_by=origin), title_origin=origin)


def stands_in(text: str, body: Body) -> bool:
    """Tell whether the body says this text too, whatever its punctuation; an ellipsis at the end does not count."""
    said = " ".join(block.text for _, block in walk(body) if block.role is not Role.LABEL)
    return squashed(text.rstrip(ELLIPSES)) in squashed(said)


def _without_offsets(_: str, block: AnyBlock) -> AnyBlock:
    """Return the block without offsets: they count from the start of a field, not of the source."""
    return replace(block, start=None, end=None)
