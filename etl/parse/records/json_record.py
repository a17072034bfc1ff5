"""The format json: one JSON record with an article, from a scraper, a news API, an agency or a data set."""

import re
from dataclasses import replace
from textwrap import shorten

from etl.article_blocks import AnyBlock, map_blocks
from etl.articles import Article, Body, Completeness, QualityRule, Severity
from etl.decoding.decode import decode
from etl.documents import EXPORT_MEDIA_TYPE, Document
from etl.errors import EmptyArticle
from etl.parse.format import Format
from etl.parse.records.json_fields import Fields, texts
from etl.parse.records.json_metadata import add_metadata, free_to_read
from etl.parse.records.llm_answers import answered
from etl.parse.records.own_output import is_own_output, own_article
from etl.parse.records.read_json import JsonObject, read_json, values_of
from etl.parse.records.record_body import CUT, PARSER, read_body, with_facts_and_summary
from etl.parse.records.record_reading import RecordReading
from etl.parse.records.representations import with_one_representation
from etl.parse.records.text_left import text_left
from etl.settings import Settings

DUPLICATE_KEY = QualityRule("duplicate_key", Severity.WARNING)
MAX_EVIDENCE_CHARS = 200
MEDIA_TYPE = re.compile(r"application/(?:[\w.-]+\+)?json|text/json")
# Types of records that are not articles if they have only a caption or title. "object" is the type of a JSON schema.
TYPES_WITHOUT_TEXT = frozenset(
    {"picture", "image", "photo", "graphic", "video", "audio", "event", "planning", "object"}
)
# Types of JSON-LD that are or may be articles; the description of any other type is not a teaser.
LINKED_ARTICLE = re.compile(r"(?:schema:|https?://schema\.org/)?(?:\w*Article|\w*Posting|Report|CreativeWork|Review)")
_START = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')


def _recognises(document: Document) -> bool:
    if MEDIA_TYPE.fullmatch(document.media_type or "") and not document.data.lstrip().startswith(b"<"):
        return True
    return _START.match(document.data) is not None


def read_json_record(document: Document, settings: Settings) -> RecordReading:
    """Read one JSON object by the keys of the settings and of metadata_keys.tsv, or by content if they find no text.

    A line of `khabar parse` gives the article from which it was written, an answer of a language model the article in
    it. A summary that is also in the text is left out. A text of which the article lacks a sentence is an issue.

    Raises MalformedDocument, LimitExceeded, EmptyArticle if no text is found, and the same errors as decode.
    """
    decoded = decode(document.data, document.charset)
    source = read_json(decoded.text, settings.max_json_depth)
    record = source.record
    if is_own_output(record):
        article = own_article(record, format_name=FORMAT.name, parser=PARSER)
    else:
        article = _article(document, answered(record, settings.max_json_depth) or record, settings)
    if not _has_text(article.body):
        raise EmptyArticle("a line that `khabar parse` printed for a unit without text")
    if document.media_type == EXPORT_MEDIA_TYPE:
        article = _of_export(article)
    article = replace(
        article,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count + source.replaced_count,
        quality_issues=article.quality_issues
        + tuple(DUPLICATE_KEY.issue(evidence=key[:MAX_EVIDENCE_CHARS]) for key in source.duplicate_keys)
        + (() if is_own_output(record) else text_left(values_of(record), article.body)),
    )
    return RecordReading(made=article, fields=lambda: values_of(record))


def _article(document: Document, record: JsonObject, settings: Settings) -> Article:
    fields = Fields(with_one_representation(record), settings)
    article = read_body(document, fields, settings)
    has_body = _has_text(article.body)
    if _is_error(fields):
        raise EmptyArticle("the answer of an API that reports an error")
    is_guess = fields.detected_by("text").startswith("content:")  # a caption, or the terms of use
    if (is_guess or not has_body) and (kind := _kind_without_text(fields)):
        raise EmptyArticle(
            f"{kind}, but no article text: it describes something other than an article{_place(document)}"
        )
    body = with_facts_and_summary(article.body, fields)
    if not _has_text(body):
        raise EmptyArticle(_without_text(fields, document))
    article = add_metadata(replace(article, body=body), fields, document)
    return replace(article, completeness=_completeness(fields, has_body))


def _of_export(article: Article) -> Article:
    """The article with "export:title" in place of "json:title": the exports of press databases contain no JSON."""

    def name(evidence: str) -> str:
        return f"export:{evidence.removeprefix('json:')}" if evidence.startswith("json:") else evidence

    def named(_: str, block: AnyBlock) -> AnyBlock:
        return replace(block, detected_by=name(block.detected_by))

    body = map_blocks(article.body, named)
    origin = name(body.title_origin) if body.title_origin else None
    dates = tuple(replace(date, evidence=name(date.evidence)) for date in article.dates)
    return replace(article, body=replace(body, title_origin=origin), dates=dates)


def _kind_without_text(fields: Fields) -> str | None:
    """What shows that a record is an article only if it has a text: its type, its name; None for other records."""
    found = fields.found("type")
    kinds = texts(found[1]) if found else []
    if fields.is_named_thing:
        return f"data with the type {', '.join(kinds)} and a name" if kinds else "data with a name"
    is_linked = found is not None and found[0] == "@type"
    if is_linked and not any(map(LINKED_ARTICLE.fullmatch, kinds)):
        return f"data with the type {', '.join(kinds)}"
    return next((f"data with the type {kind}" for kind in kinds if kind.lower() in TYPES_WITHOUT_TEXT), None)


def _without_text(fields: Fields, document: Document) -> str:
    """What a record without text has, what it may be, and what to do if it has text after all."""
    names = shorten(", ".join(fields.paths), MAX_EVIDENCE_CHARS, placeholder=" ...")
    if not names:
        return f"a record without values{_place(document)}"
    is_file = document.media_type is None
    other = "; it may describe a page or picture in a file of the same name, and then nothing is missing"
    own = "; if a field has the text of an article, name it in the setting KHABAR_RECORD_FIELDS"
    return f"data with the fields {names}, but no article text{other if is_file else ''}{own}{_place(document)}"


def _place(document: Document) -> str:
    """What to know of a record that is one of several in its file; "" for a file or a page."""
    is_one_of_many = document.media_type is not None and document.origin.target_url is None
    return "; this concerns only this record of the file, not the others" if is_one_of_many else ""


def _is_error(fields: Fields) -> bool:
    """Whether the record reports a failed request: a status of failure, and nothing that only articles have."""
    return fields.reports_failure and not any(map(fields.found, ("title", "published", "url", "authors")))


def _has_text(body: Body) -> bool:
    return bool(body.sections or body.facts or body.summary)


def _completeness(fields: Fields, has_body: bool) -> Completeness:
    if not has_body or CUT.search(fields.text("text") or ""):
        return Completeness.TEASER
    return Completeness.PAYWALLED if free_to_read(fields) is False else Completeness.FULL


FORMAT = Format(
    name="json",
    what=(
        "a JSON object: a record of a scraper, news API, agency or data set, an answer of a language model, or a "
        "line that `khabar parse` printed"
    ),
    recognised_by="the media type; `{` and the first key",
    becomes="the article that its fields describe",
    recognises=_recognises,
    read=read_json_record,
)
