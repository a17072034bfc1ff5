"""A plain text, or a piece of HTML, that a record or feed entry carries -> Body."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from etl.articles import Article, Block, Role, Section
from etl.errors import EmptyArticle
from etl.parse.body import Body
from etl.parse.html.article import parse_html_body
from etl.parse.html.tree import folded, squashed
from etl.parse.text.article import parse_text_body
from etl.settings import Settings

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


def parse_piece(text: str, *, url: str | None, title: str | None, settings: Settings) -> Body:
    """Parse plain text, or HTML that is nothing but the article: all of it is kept. No text gives an empty Body."""
    if _TAG.search(text):
        return parse_html_body(text, settings, url=url)
    plain = html.unescape(text) if _ENTITY.search(text) else text
    try:
        return _without_offsets(parse_text_body(plain, known_title=title, max_title_chars=settings.max_title_chars))
    except EmptyArticle:
        return Body()


def plain_text(text: str) -> str:
    """Return the text of a line that may carry tags and entities, in NFC and with its white space folded."""
    if _TAG.search(text):
        text = _TAG.sub(" ", text)
    return folded(html.unescape(text) if _ENTITY.search(text) else text)


def with_body(article: Article, body: Body) -> Article:
    """Return the article with the blocks of a body."""
    return replace(
        article,
        title=body.title,
        title_origin=body.title_origin,
        facts_label=body.facts_label,
        facts=body.facts,
        summary_label=body.summary_label,
        summary=body.summary,
        sections=body.sections,
        extra=body.extra,
        captions=body.captions,
        standfirst=body.standfirst,
        quality_issues=article.quality_issues + body.quality_issues,
    )


def with_title(article: Article, title: str, origin: str, settings: Settings) -> Article:
    """Return the article with the title that its record gives; one that is too long stays in the text."""
    if not title:
        return article
    if len(title) > settings.max_title_chars:
        paragraph = Block(role=Role.PARAGRAPH, text=title, detected_by=origin)
        return replace(article, sections=(Section(paragraphs=(paragraph,)), *article.sections))
    return replace(article, title=Block(role=Role.TITLE, text=title, detected_by=origin), title_origin=origin)


def stands_in(text: str, article: Article) -> bool:
    """Tell whether the article says this text too, whatever its punctuation; an ellipsis at the end does not count."""
    return squashed(text.rstrip(ELLIPSES)) in squashed(" ".join(_texts(article)))


def _texts(article: Article) -> Iterator[str]:
    blocks = [article.title, *article.facts, *article.summary]
    for section in article.sections:
        blocks += [section.heading, *section.paragraphs]
    return (block.text for block in (*blocks, *article.captions, *article.extra) if block is not None)


def _without_offsets(body: Body) -> Body:
    """Return the body without offsets: they count from the start of a field, not of the source."""
    return replace(
        body,
        title=_bare(body.title),
        facts_label=_bare(body.facts_label),
        facts=_all_bare(body.facts),
        summary_label=_bare(body.summary_label),
        summary=_all_bare(body.summary),
        sections=tuple(
            Section(heading=_bare(each.heading), level=each.level, paragraphs=_all_bare(each.paragraphs))
            for each in body.sections
        ),
        extra=_all_bare(body.extra),
        captions=tuple(replace(caption, start=None, end=None) for caption in body.captions),
    )


def _bare(block: Block | None) -> Block | None:
    return None if block is None else replace(block, start=None, end=None)


def _all_bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, start=None, end=None) for block in blocks)
