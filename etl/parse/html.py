"""HTML pages of news sites, and HTML fragments inside feeds and JSON."""

import re

from lxml import html as lxml_html

from etl.documents import Article, Block, Completeness, Document, Role
from etl.errors import EmptyArticle
from etl.parse.body import Body
from etl.parse.format import Format
from etl.parse.html_blocks import PageBlock, page_blocks
from etl.parse.html_byline import visible_authors, visible_section
from etl.parse.html_dates import date_candidates
from etl.parse.html_layout import Layout, read_layout
from etl.parse.html_notes import without_label
from etl.parse.html_page import (
    Page,
    canonical_url,
    declared_authors,
    declared_desk,
    declared_section,
    declared_topics,
    is_paywalled,
    page_urls,
    source_name,
)
from etl.parse.html_reading import read_html
from etl.parse.html_sections import build_sections, paragraph
from etl.parse.key_points import Box
from etl.settings import Settings

PARSER = "html/1"
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
NAMES = (".html", ".htm", ".xhtml", ".shtml")
MARKUP = re.compile(
    rb"(?>\s+|<!--.*?-->|<\?xml[^>]*\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MARKUP_WINDOW_BYTES = 4096
MIN_LETTERS = 20  # bytes of UTF-8, so that a Chinese sign counts three; less is a form or a menu, not an article
MAX_SHORT_CHARS = 1500  # a text behind a declared paywall that is shorter was cut off


def parse_html(document: Document, settings: Settings) -> Article:
    """The article of a page: its main text in sections, and what the page shows and declares of it.

    Key points and a visible standfirst are read from the tree and stand in `facts` and `summary` only. Of the page's
    text everything that is not the article's (navigation, related articles, comments) is left out.

    Raises EmptyArticle where no article text is found, LimitExceeded, and what decode raises.
    """
    reading = read_html(document, settings)
    decoded, page, blocks, layout = reading.decoded, reading.page, reading.blocks, reading.layout
    tree, language, languages = page.tree, reading.language, reading.languages
    body = _body(layout, blocks)
    if _letter_count(body) < MIN_LETTERS:
        raise EmptyArticle("no article text among the page's blocks")
    declared_paywall = is_paywalled(page)
    paywalled = (layout.shows_paywall or None) if declared_paywall is None else declared_paywall
    bylines = [blocks[position] for position in layout.bylines]
    return Article(
        format="html",
        parser=PARSER,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count,
        canonical_url=canonical_url(page),
        urls=page_urls(page),
        source=source_name(page),
        language_declared=language or document.language,
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
        byline=" ".join(block.text for block in bylines) or None,
        authors=declared_authors(page) or visible_authors(bylines) or declared_desk(page),
        section=declared_section(page)
        or visible_section(tree, blocks, layout.title.position if layout.title else None),
        topics=declared_topics(page),
        dates=date_candidates(page, blocks, layout, languages),
        completeness=_completeness(body, paywalled),
        paywalled=paywalled,
        corrections=tuple(without_label(blocks[position].text) for position in layout.corrections),
    )


def _letter_count(body: Body) -> int:
    """Bytes of the letters in the body, without its title."""
    paragraphs = [paragraph for section in body.sections for paragraph in section.paragraphs]
    text = "".join(block.text for block in (*body.facts, *body.summary, *paragraphs))
    return len("".join(filter(str.isalpha, text)).encode())


def parse_html_body(html: str, *, url: str | None = None) -> Body:
    """The blocks of an HTML fragment, all of them: a feed's or a JSON field's markup holds the article alone.

    Without title; key points and summaries are recognised as on a page.
    """
    if not html.strip():
        return Body()
    tree = lxml_html.document_fromstring(f"<div>{html}</div>")
    blocks = page_blocks(tree)
    page = Page(tree=tree, url=url, meta={}, json_ld={}, breadcrumb=())
    return _body(read_layout(page, blocks, list(range(len(blocks))), (), 0), blocks)


def _body(layout: Layout, blocks: list[PageBlock]) -> Body:
    standfirst = blocks[layout.standfirst] if layout.standfirst is not None else None
    summary = [paragraph(standfirst, Role.SUMMARY)] if standfirst is not None else []
    summary += _items(layout.summary, blocks, Role.SUMMARY)
    return Body(
        title=layout.title.block if layout.title else None,
        title_origin=layout.title.origin if layout.title else None,
        facts_label=_label(layout.facts, blocks),
        facts=tuple(_items(layout.facts, blocks, Role.FACT)),
        summary_label=_label(layout.summary, blocks),
        summary=tuple(summary),
        sections=build_sections(blocks[position] for position in layout.body),
        extra=_extra(layout, blocks),
        captions=tuple(paragraph(blocks[position], Role.CAPTION) for position in layout.captions),
        standfirst=standfirst.text if standfirst is not None else None,
    )


def _label(box: Box | None, blocks: list[PageBlock]) -> Block | None:
    if box is None or box.label is None:
        return None
    return Block(
        role=Role.LABEL,
        text=blocks[box.label].text.rstrip(" :：") or blocks[box.label].text,
        detected_by=box.detected_by,
    )


def _items(box: Box | None, blocks: list[PageBlock], role: Role) -> list[Block]:
    return [paragraph(blocks[position], role) for position in box.items] if box is not None else []


def _extra(layout: Layout, blocks: list[PageBlock]) -> tuple[Block, ...]:
    roles = dict.fromkeys(layout.bylines, Role.BYLINE) | dict.fromkeys(layout.datelines, Role.DATELINE)
    return tuple(paragraph(blocks[position], roles[position]) for position in sorted(roles))


def _completeness(body: Body, paywalled: bool | None) -> Completeness:
    chars = sum(len(block.text) for section in body.sections for block in section.paragraphs)
    return Completeness.PAYWALLED if paywalled and chars < MAX_SHORT_CHARS else Completeness.FULL


def _recognises(document: Document) -> bool:
    if MARKUP.match(document.data[:MARKUP_WINDOW_BYTES].lstrip(b"\xef\xbb\xbf")):
        return True
    if document.media_type is not None:
        return document.media_type.split(";")[0].strip().lower() in MEDIA_TYPES
    return document.name.lower().endswith(NAMES)


FORMAT = Format(name="html", recognises=_recognises, parse=parse_html)
