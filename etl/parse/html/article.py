"""HTML pages of news sites, and HTML fragments inside feeds and JSON."""

import re
from dataclasses import replace

from etl.articles import Article, Block, Completeness, LiveUpdate, Role, Section
from etl.documents import Document
from etl.errors import EmptyArticle
from etl.parse.body import Body
from etl.parse.credits.agencies import WireCredit
from etl.parse.format import Format
from etl.parse.html.blocks import PageBlock, page_blocks
from etl.parse.html.dates import date_candidates
from etl.parse.html.declared.metadata import (
    Page,
    declared_access,
    declared_authors,
    declared_credit,
    declared_desk,
    declared_section,
    declared_topics,
    description,
    page_urls,
    source_name,
)
from etl.parse.html.layout import Layout, read_layout
from etl.parse.html.parts.byline import marked_authors, visible_authors, visible_section
from etl.parse.html.parts.captions import read_captions
from etl.parse.html.parts.credits import picture_credit
from etl.parse.html.parts.key_points import Box
from etl.parse.html.parts.live import Entry
from etl.parse.html.parts.notes import corrects_by_title, without_label
from etl.parse.html.parts.sections import build_sections, heading_level, paragraph, styled_headings
from etl.parse.html.reading import read_html
from etl.parse.html.tree import read_tree
from etl.settings import Settings

PARSER = "html/2"
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
    language, languages = reading.language, reading.languages
    body = _body(layout, blocks)
    if _letter_count(body) < MIN_LETTERS:
        raise EmptyArticle("no article text among the page's blocks")
    paywalled, access_evidence = _access(page, layout)
    bylines = [blocks[position] for position in layout.bylines]
    credit, credit_evidence = _credit(page, layout, body)
    return Article(
        format="html",
        parser=PARSER,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count,
        canonical_url=page.canonical_url,
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
        description=description(page),
        byline=" ".join(block.text for block in bylines) or None,
        authors=_authors(page, bylines, layout),
        section=declared_section(page)
        or visible_section(blocks, layout.names, layout.title.position if layout.title else None),
        topics=declared_topics(page),
        dates=date_candidates(page, blocks, layout, languages),
        completeness=_completeness(body, paywalled),
        wire_credit=credit.text if credit else None,
        wire_agency=credit.agency if credit else None,
        wire_evidence=credit_evidence if credit else None,
        ai_disclosure=" ".join(dict.fromkeys(blocks[position].text for position in layout.ai_notes)) or None,
        paywalled=paywalled,
        access_evidence=access_evidence,
        corrections=_corrections(layout, body, blocks),
        live_updates=tuple(_live_update(entry, blocks) for entry in layout.live),
        extraction_agreement=reading.choice.agreement,
        quality_issues=reading.left_out,
    )


def _letter_count(body: Body) -> int:
    """Bytes of the letters in the body, without its title."""
    paragraphs = [paragraph for section in body.sections for paragraph in section.paragraphs]
    text = "".join(block.text for block in (*body.facts, *body.summary, *paragraphs))
    return len("".join(filter(str.isalpha, text)).encode())


def parse_html_body(html: str, settings: Settings, *, url: str | None = None) -> Body:
    """The blocks of an HTML fragment, all of them: a feed's or a JSON field's markup holds the article alone.

    Without title; key points and summaries are recognised as on a page. Raises LimitExceeded.
    """
    if not html.strip():
        return Body()
    tree, left_out = read_tree(f"<div>{html}</div>", settings)
    blocks = page_blocks(tree)
    page = Page(tree=tree, elements=tuple(tree.iter()), url=url, meta={}, json_ld={}, breadcrumb=())
    body = _body(read_layout(page, blocks, list(range(len(blocks))), (), 0), blocks)
    return replace(body, quality_issues=left_out)


def _body(layout: Layout, blocks: list[PageBlock]) -> Body:
    summary = [paragraph(blocks[position], Role.SUMMARY) for position in layout.standfirst]
    return Body(
        title=layout.title.block if layout.title else None,
        title_origin=layout.title.origin if layout.title else None,
        facts_label=_label(layout.facts, blocks),
        facts=tuple(_items(layout.facts, layout, blocks, Role.FACT)),
        summary_label=_label(layout.summary, blocks),
        summary=(*summary, *_items(layout.summary, layout, blocks, Role.SUMMARY)),
        sections=_sections(layout, blocks),
        extra=_extra(layout, blocks),
        captions=read_captions(layout.captions, blocks, layout.names),
        standfirst=" ".join(blocks[position].text for position in layout.standfirst) or None,
    )


def _label(box: Box | None, blocks: list[PageBlock]) -> Block | None:
    if box is None or (box.label is None and not box.run_in):
        return None
    text = blocks[box.label].text if box.label is not None else blocks[box.items[0]].text[: box.run_in]
    return Block(role=Role.LABEL, text=text.rstrip(" :：") or text, detected_by=box.detected_by)


def _items(box: Box | None, layout: Layout, blocks: list[PageBlock], role: Role) -> list[Block]:
    if box is None:
        return []
    items = [paragraph(blocks[position], role) for position in box.items if position not in layout.ai_notes]
    if box.run_in:
        items[0] = replace(items[0], text=items[0].text[box.run_in :].strip())
    return items


def _sections(layout: Layout, blocks: list[PageBlock]) -> tuple[Section, ...]:
    """The sections of the text; of a live blog those before its updates, one for each update, and those after."""
    styled = styled_headings([blocks[position] for position in layout.body])
    first = min((position for entry in layout.live for position in entry.text), default=len(blocks))
    before = [blocks[position] for position in layout.body if position < first]
    after = [blocks[position] for position in layout.body if position >= first]
    updates = (_update_section(entry, blocks) for entry in layout.live)
    return (*build_sections(before, styled), *updates, *build_sections(after, styled))


def _update_section(entry: Entry, blocks: list[PageBlock]) -> Section:
    heading = level = None
    if entry.heading is not None and entry.heading_position is not None:
        heading = Block(role=Role.HEADING, text=entry.heading, detected_by="html:live")
        level = heading_level(blocks[entry.heading_position])
    return Section(heading=heading, level=level, paragraphs=tuple(paragraph(blocks[p]) for p in entry.text))


def _live_update(entry: Entry, blocks: list[PageBlock]) -> LiveUpdate:
    text = "\n".join(blocks[position].text for position in entry.text)
    return LiveUpdate(time=entry.time, heading=entry.heading, text=text)


def _corrections(layout: Layout, body: Body, blocks: list[PageBlock]) -> tuple[str, ...]:
    """The corrections beside the text; of an article whose title is labelled one, its first paragraph."""
    found = tuple(without_label(blocks[position].text) for position in layout.corrections)
    if found or body.title is None or not corrects_by_title(body.title.text):
        return found
    return tuple(block.text for section in body.sections[:1] for block in section.paragraphs[:1])


def _extra(layout: Layout, blocks: list[PageBlock]) -> tuple[Block, ...]:
    roles = dict.fromkeys(layout.bylines, Role.BYLINE) | dict.fromkeys(layout.datelines, Role.DATELINE)
    roles |= dict.fromkeys(layout.ai_notes, Role.OTHER)
    if layout.credit is not None and layout.credit.is_own_line:
        roles[layout.credit.position] = Role.SOURCE
    return tuple(paragraph(blocks[position], roles[position]) for position in sorted(roles))


def _authors(page: Page, bylines: list[PageBlock], layout: Layout) -> tuple[str, ...]:
    """Those the page declares, or shows where it shows these and more; else the agency or desk that signs it."""
    declared, marked = declared_authors(page), marked_authors(bylines)
    if persons := (marked if declared and set(declared) < set(marked) else declared or visible_authors(bylines)):
        return persons
    signed = layout.credit is not None and layout.credit.position in layout.bylines
    return (layout.credit.credit.text,) if layout.credit and signed else declared_desk(page)


def _credit(page: Page, layout: Layout, body: Body) -> tuple[WireCredit | None, str]:
    """The wire agency and where it is credited: what the page shows counts before what it declares."""
    if layout.credit is not None:
        return layout.credit.credit, layout.credit.evidence
    declared = declared_credit(page)
    return (declared, "declared") if declared is not None else (picture_credit(body.captions), "picture")


def _access(page: Page, layout: Layout) -> tuple[bool | None, str | None]:
    """Whether the page asks for payment, and what says so: what it declares counts before what it shows."""
    declared, evidence = declared_access(page)
    if declared is not None:
        return declared, evidence
    return (True, layout.paywall) if layout.paywall else (None, None)


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
