"""The format json: one JSON record, an article from a scraper, a news API, an agency or a data set."""

import re
from dataclasses import replace

from etl.articles import Article, Block, Body, Completeness, QualityRule, Role, Severity
from etl.decoding.decode import decode
from etl.documents import Document
from etl.errors import EmptyArticle
from etl.parse.format import Format
from etl.parse.html.article import parse_html
from etl.parse.records.fragment import is_page, parse_piece, plain_text, stands_in, with_title
from etl.parse.records.json_fields import Fields, texts
from etl.parse.records.json_metadata import add_metadata, free_to_read
from etl.parse.records.json_source import read_json, values_of
from etl.parse.records.reading import RecordReading
from etl.settings import Settings
from etl.words.folding import folded

PARSER = "json/1"
DUPLICATE_KEY = QualityRule("duplicate_key", Severity.WARNING)
MAX_EVIDENCE_CHARS = 200
MEDIA_TYPE = re.compile(r"application/(?:[\w.-]+\+)?json|text/json")
# Types of records that are no articles if they have only a caption or title. "object" is the type of a JSON schema.
TYPES_WITHOUT_TEXT = frozenset(
    {"picture", "image", "photo", "graphic", "video", "audio", "event", "planning", "object"}
)
# What JSON-LD calls an article, or may; of other things a description is no teaser.
LINKED_ARTICLE = re.compile(r"(?:schema:|https?://schema\.org/)?(?:\w*Article|\w*Posting|Report|CreativeWork|Review)")
VISIBLE_SUMMARY_KEYS = ("standfirst", "subtitle", "subheadline", "dek", "trailtext")
_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')
_CUT = re.compile(r"(?:(?:…|\.\.\.)\s*+)?\[\+?\d+ chars\]\s*+$")  # the end of a text that a news API has truncated


def _recognises(document: Document) -> bool:
    if MEDIA_TYPE.fullmatch(document.media_type or "") and not document.data.lstrip().startswith(b"<"):
        return True
    return _START.match(document.data) is not None


def read_json_record(document: Document, settings: Settings) -> RecordReading:
    """Read one JSON object by the keys of the settings and those of json_fields.

    An HTML fragment is preferred to plain text, and that to a whole page. A page also gives metadata that the record
    does not have. A summary that is also in the text is left out.

    Raises MalformedDocument, LimitExceeded, EmptyArticle if no text is found, and the same errors as decode.
    """
    decoded = decode(document.data, document.charset)
    source = read_json(decoded.text, settings.max_json_depth)
    fields = Fields(source.record, settings)
    article = _with_text(document, fields, settings)
    has_body = _has_text(article.body)
    if not has_body and (kind := _kind_without_text(fields)):
        raise EmptyArticle(f"a record of type {kind} without text")
    body = _with_facts(_with_summary(article.body, fields), fields)
    if not _has_text(body):
        raise EmptyArticle(f"no text in the fields {', '.join(fields.names)[:200]}")
    article = add_metadata(replace(article, body=body), fields, document)
    article = replace(
        article,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count + source.replaced_count,
        completeness=_completeness(fields, has_body),
        quality_issues=article.quality_issues
        + tuple(DUPLICATE_KEY.issue(evidence=key[:MAX_EVIDENCE_CHARS]) for key in source.duplicate_keys),
    )
    return RecordReading(made=article, fields=lambda: values_of(source.record))


def _kind_without_text(fields: Fields) -> str | None:
    """Return the type of a record that is no article unless it has a text."""
    found = fields.found("type")
    kinds = texts(found[1]) if found else []
    is_linked = found is not None and found[0] == "@type"
    if is_linked and not any(map(LINKED_ARTICLE.fullmatch, kinds)):
        return ", ".join(kinds)
    return next((kind for kind in kinds if kind.lower() in TYPES_WITHOUT_TEXT), None)


def _with_text(document: Document, fields: Fields, settings: Settings) -> Article:
    text = fields.text("fragment") or fields.text("text")
    page = fields.text("page") if text is None else text
    if page is not None and is_page(page):
        inner = replace(document, data=page.encode(), charset="utf-8", media_type="text/html", name="page.html")
        return replace(parse_html(inner, settings), format="json", parser=PARSER)
    title = fields.text("title")
    body, issues = parse_piece(_CUT.sub("", page or ""), url=None, title=title, settings=settings)
    body = with_title(body, plain_text(title or ""), "json:title", settings)
    return Article(format="json", parser=PARSER, body=body, quality_issues=issues)


def _with_summary(body: Body, fields: Fields) -> Body:
    for key, value in fields.all_found("summary"):
        text = plain_text(" ".join(texts(value)))
        if text and not stands_in(text, body):
            block = Block(role=Role.SUMMARY, text=text, detected_by=f"json:{key}")
            standfirst = body.standfirst or (text if key in VISIBLE_SUMMARY_KEYS else None)
            body = replace(body, summary=(*body.summary, block), standfirst=standfirst)
    return body


def _with_facts(body: Body, fields: Fields) -> Body:
    """The body with the facts of a list, or of a field with one fact per line, unless its text has facts."""
    found = fields.found("facts")
    if found is None or body.facts:
        return body
    lines = [folded(line.lstrip("-*•· ")) for text in texts(found[1]) for line in _lines(text)]
    facts = tuple(Block(role=Role.FACT, text=line, detected_by=f"json:{found[0]}") for line in lines if line)
    return replace(body, facts=facts)


def _lines(text: str) -> list[str]:
    """The lines of a text, without tags and entities."""
    return [plain_text(line) for line in text.splitlines()]


def _has_text(body: Body) -> bool:
    return bool(body.sections or body.facts or body.summary)


def _completeness(fields: Fields, has_body: bool) -> Completeness:
    if not has_body or _CUT.search(fields.text("text") or ""):
        return Completeness.TEASER
    return Completeness.PAYWALLED if free_to_read(fields) is False else Completeness.FULL


FORMAT = Format(name="json", recognises=_recognises, read=read_json_record)
