"""Read the text of a record, from one field, from pieces or from an HTML page in it, and its facts and summary."""

import re
from dataclasses import replace

from etl.articles import Article, Block, Body, Role, Section
from etl.documents import Document
from etl.parse.html.article import parse_html
from etl.parse.records.fragment import is_agency_xml, is_page, parse_piece, plain_text, stands_in, with_title
from etl.parse.records.json_fields import Fields, texts
from etl.parse.records.structured import is_structured, sections_of
from etl.settings import Settings
from etl.words.characters import ends_sentence
from etl.words.folding import squashed, tidied

PARSER = "json/3"
VISIBLE_SUMMARY_KEYS = ("standfirst", "subtitle", "subheadline", "dek", "trailtext")
CUT = re.compile(r"(?:(?:…|\.\.\.)\s*+)?\[\+?\d+ chars\]\s*+$")  # the end of a text that a news API has truncated
_PARAGRAPH_END = re.compile(r"\s*(?:\n\s*\n|</p\s*>|<br\s*/?>)\s*", re.IGNORECASE)


def read_body(document: Document, fields: Fields, settings: Settings) -> Article:
    """The article with the text and the title of a record, and without its other fields.

    A text in pieces (sections, blocks) is preferred to a text in one field, which is placed before the pieces if it
    differs from them. An HTML fragment is preferred to plain text, and plain text to a whole page, which also gives
    metadata.
    """
    title = fields.title()
    pieces = _in_pieces(fields, title)
    if pieces is not None:
        body = _titled(pieces, title, fields, settings)
        return Article(format="json", parser=PARSER, body=body)
    text = fields.text("fragment") or fields.text("text")
    page = fields.text("page") if text is None else text
    page = None if page is not None and is_agency_xml(page) else page
    if page is not None and is_page(page):
        inner = replace(document, data=page.encode(), charset="utf-8", media_type="text/html", name="page.html")
        article = parse_html(inner, settings)
        body = article.body if article.body.title is not None else _titled(article.body, title, fields, settings)
        return replace(article, format="json", parser=PARSER, body=body)
    body, issues = parse_piece(CUT.sub("", page or ""), url=None, title=title, settings=settings)
    if fields.found("summary") or fields.found("facts") or not body.facts:
        body = _with_plain_sections(body)
    body = _titled(body, title, fields, settings)
    return Article(format="json", parser=PARSER, body=body, quality_issues=issues)


def _titled(body: Body, title: str | None, fields: Fields, settings: Settings) -> Body:
    """The body with the title of the record."""
    return with_title(body, plain_text(title or ""), fields.detected_by("title"), settings)


def with_facts_and_summary(body: Body, fields: Fields) -> Body:
    """The body with the facts and the summary of the record that it does not have yet."""
    return _with_facts(_with_summary(body, fields), fields)


def _in_pieces(fields: Fields, title: str | None) -> Body | None:
    """The body of a text in pieces, with its opening and closing; None if the record has no such text."""
    main = next((each for each in fields.all_found("text") if is_structured(each[1])), None)
    found = main or next((each for each in fields.all_found("sections") if is_structured(each[1])), None)
    if found is None:
        return None
    pieces = sections_of(found[1], f"json:{found[0]}")
    first = pieces[0].heading if pieces else None
    if first is not None and title and squashed(first.text) == squashed(title):
        pieces = (replace(pieces[0], heading=None, level=None), *pieces[1:])
    whole = fields.found("text") if main is None else None
    opening = fields.found("opening") if whole is None or _says(pieces, texts(whole[1])) else whole
    before, after = (
        sections_of(each[1], f"json:{each[0]}") if each else () for each in (opening, fields.found("closing"))
    )
    return Body(sections=(*before, *pieces, *after))


def _says(pieces: tuple[Section, ...], whole: list[str]) -> bool:
    """Whether a text only repeats sections: it is part of their text, or contains all their paragraphs."""
    text = squashed(plain_text(" ".join(whole)))
    paragraphs = [squashed(block.text) for section in pieces for block in section.paragraphs]
    return text in "".join(paragraphs) or all(paragraph in text for paragraph in paragraphs)


def _with_plain_sections(body: Body) -> Body:
    """The body in which labels that were recognised only by their place become headings of sections.

    For texts without facts and records that have a field for the summary or the facts: in texts of scrapers, the first
    section often has the place of a summary.
    """
    sections = []
    if body.facts_label is not None and body.facts_label.detected_by == "structure":
        sections.append(_plain_section(body.facts_label, body.facts, Role.LIST_ITEM))
        body = replace(body, facts_label=None, facts=())
    if body.summary_label is not None and body.summary_label.detected_by == "structure":
        sections.append(_plain_section(body.summary_label, body.summary, Role.PARAGRAPH))
        body = replace(body, summary_label=None, summary=())
    return replace(body, sections=(*sections, *body.sections))


def _plain_section(label: Block, blocks: tuple[Block, ...], role: Role) -> Section:
    return Section(heading=replace(label, role=Role.HEADING), paragraphs=tuple(replace(b, role=role) for b in blocks))


def _with_summary(body: Body, fields: Fields) -> Body:
    for key, value in fields.all_found("summary"):
        found = [plain_text(text) for text in texts(value)]
        if not any(found) or stands_in(" ".join(found), body):
            continue
        lines = [line for text in texts(value) for line in _paragraphs(text) if line]
        blocks = tuple(Block(role=Role.SUMMARY, text=line, detected_by=f"json:{key}") for line in lines)
        standfirst = body.standfirst or (" ".join(lines) if key in VISIBLE_SUMMARY_KEYS else None)
        body = replace(body, summary=body.summary + blocks, standfirst=standfirst)
    return body


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a summary. Single line breaks separate paragraphs only if each line ends a sentence."""
    parts = [plain_text(part) for part in _PARAGRAPH_END.split(text.strip())]
    lines = [plain_text(line) for line in text.splitlines() if line.strip()]
    if len(parts) == 1 and len(lines) > 1 and all(map(ends_sentence, lines)):
        return lines
    return parts


def _with_facts(body: Body, fields: Fields) -> Body:
    """The body with the facts from a list or from a field with one fact per line, unless it has facts already."""
    found = fields.found("facts")
    if found is None or body.facts:
        return body
    lines = [tidied(line.lstrip("-*•· ")) for text in texts(found[1]) for line in _lines(text)]
    facts = tuple(Block(role=Role.FACT, text=line, detected_by=f"json:{found[0]}") for line in lines if line)
    return replace(body, facts=facts)


def _lines(text: str) -> list[str]:
    """The lines of a text, without tags and entities."""
    return [plain_text(line) for line in text.splitlines()]
