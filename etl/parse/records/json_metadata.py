"""Read the metadata of a JSON record."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from etl.article_blocks import walk
from etl.articles import UNKNOWN_KEY, Article, ArticleUrl, DateCandidate, DateKind, Topic
from etl.documents import Document
from etl.parse.credits.authors import names_of_field
from etl.parse.credits.inverted_names import authors_of_field
from etl.parse.dates.date_lines import settled_order, stated_date
from etl.parse.records.field_limits import (
    MAX_BYLINE_CHARS,
    MAX_DATE_CHARS,
    MAX_ID_CHARS,
    MAX_LANGUAGE_CHARS,
    MAX_NAME_CHARS,
    MAX_SOURCE_CHARS,
    MAX_URL_CHARS,
    FieldLimits,
)
from etl.parse.records.fragment import plain_text
from etl.parse.records.json_fields import Fields, texts
from etl.words.metadata_keys import keys_of, says_published

CRAWL_DATE_KEY = "timestamp"
_LIST = re.compile(r"\s*(?:\[.{0,5000}\]|\{['\"].{0,5000}['\"]\}|\(['\"].{0,5000}\)|\{\})\s*", re.DOTALL)
_SEPARATOR = re.compile(r"[,;，；、،؛]")
# A key that only numbers the fields: "column 3", "fld_a", "k1", "x".
_WITHOUT_NAME = re.compile(
    r"(?:[^\W\d_]{0,3}|column|feature|field|unnamed|value)(?:[\W_]*\d+|[\W_]+[^\W\d_])|[^\W\d_]", re.IGNORECASE
)
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def add_metadata(article: Article, fields: Fields, document: Document) -> Article:
    """The article with the metadata of the record; fields that the record does not give stay unchanged.

    A value that is too long for its field is left out and reported as an issue.
    """
    limits = FieldLimits()
    url = _web_address(fields, limits)
    language = _language(fields, limits) or article.language_declared or document.language
    byline, authors = _authors(fields, language, limits)
    is_free = free_to_read(fields)
    described = replace(
        article,
        external_id=_external_id(fields, limits) or article.external_id,
        canonical_url=url or article.canonical_url,
        urls=article.urls or ((ArticleUrl(kind="fetched", url=url),) if url else ()),
        source=_source(fields, limits) or article.source,
        language_declared=language,
        byline=byline or article.byline,
        authors=authors or article.authors,
        section=_section(fields, limits) or article.section,
        topics=_topics(fields, limits) or article.topics,
        dates=(*_settled(_dates(fields, language, limits), article, language), *article.dates),
        paywalled=article.paywalled if is_free is None else not is_free,
    )
    return replace(described, quality_issues=article.quality_issues + limits.issues)


def free_to_read(fields: Fields) -> bool | None:
    """Whether the record says that its article is free to read; None if it does not say."""
    paywalled = fields.flag("paywalled")
    return fields.flag("free") if paywalled is None else not paywalled


def _web_address(fields: Fields, limits: FieldLimits) -> str | None:
    for key, value in fields.all_found("url") + fields.all_found("source"):
        for text in map(str.strip, texts(value)):
            if _WEB_ADDRESS.fullmatch(text) and limits.fits(key, text, MAX_URL_CHARS) and _is_of_page(key, text):
                return text
    return None


def _is_of_page(key: str, url: str) -> bool:
    """Whether a URL is that of a page; under the key of a source, it must have a path, or it is that of an outlet."""
    return key not in keys_of("source") or len(url.split("/", 3)[-1].strip("/")) > 0 < url.count("/") - 2


def _language(fields: Fields, limits: FieldLimits) -> str | None:
    language = fields.text("language")
    return language if language and limits.fits("language", language, MAX_LANGUAGE_CHARS) else None


def _external_id(fields: Fields, limits: FieldLimits) -> str | None:
    """The record's own id: a text or a whole number, but not a URL."""
    for key, value in fields.all_found("id"):
        numbers = [str(value)] if isinstance(value, int) and not isinstance(value, bool) else []
        for text in map(str.strip, numbers + texts(value)):
            if text and _WEB_ADDRESS.match(text) is None and limits.fits(key, text, MAX_ID_CHARS):
                return text
    return None


def _source(fields: Fields, limits: FieldLimits) -> str | None:
    """The name of the outlet; of a URL, its host."""
    for key, value in fields.all_found("source"):
        for text in texts(value):
            name = re.sub(r"^https?://([^/\s]+).*$", r"\1", plain_text(text), flags=re.IGNORECASE)
            if name and limits.fits(key, name, MAX_SOURCE_CHARS):
                return name
    return None


def _authors(fields: Fields, language: str | None, limits: FieldLimits) -> tuple[str | None, tuple[str, ...]]:
    """The byline as printed, None without one, and the names."""
    found = fields.found("authors")
    if found is None:
        return None, ()
    key, value = found[0], _listed(found[1])
    if isinstance(value, str):
        byline = plain_text(value)
        if not limits.fits(key, byline, MAX_BYLINE_CHARS):
            return None, ()
        return byline or None, authors_of_field("\n".join(map(plain_text, value.splitlines())), language)
    names = _names(key, texts(value), limits)
    return None, tuple(dict.fromkeys(name for field in names for name in names_of_field(field, language)))


def _section(fields: Fields, limits: FieldLimits) -> str | None:
    text = fields.text("section")
    section = plain_text(text.splitlines()[0]) if text else None
    return section if section and limits.fits("section", section, MAX_NAME_CHARS) else None


def _topics(fields: Fields, limits: FieldLimits) -> tuple[Topic, ...]:
    found = fields.found("topics")
    if found is None:
        return ()
    key, value = found[0], _listed(found[1])
    names = _SEPARATOR.split(plain_text(value)) if isinstance(value, str) else texts(value)
    return tuple(Topic(scheme=key, code=name, name=name) for name in _names(key, names, limits))


def _listed(value: object) -> object:
    """The texts of a list that Python wrote as a string into a CSV file, "['Ann Lee', 'Bob Ray']"; else the value."""
    if not isinstance(value, str) or _LIST.fullmatch(value) is None:
        return value
    try:
        items = ast.literal_eval(value.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return value
    return [item for item in items if isinstance(item, str)]


def _names(key: str, found: list[str], limits: FieldLimits) -> tuple[str, ...]:
    """The names without tags, each once, without those that are too long."""
    clean = dict.fromkeys(plain_text(name) for name in found)
    return tuple(name for name in clean if name and limits.fits(key, name, MAX_NAME_CHARS))


def _settled(candidates: Iterable[DateCandidate], article: Article, language: str | None) -> Iterator[DateCandidate]:
    """The candidates; if no language is declared, the text settles which number of 05.03.2026 is the day.

    Not of 05-03-2026: programs also write the month first in records of any language, but never with dots.
    """
    for candidate in candidates:
        moment = candidate.moment
        if moment is None and language is None and "." in candidate.text:
            moment = settled_order(candidate.text, " ".join(block.text for _, block in walk(article.body)))
        yield replace(candidate, moment=moment)


def _dates(fields: Fields, language: str | None, limits: FieldLimits) -> Iterator[DateCandidate]:
    fetched = {text for _, value in fields.all_found("fetched") for text in _date_texts(value)}
    for kind, field in ((DateKind.PUBLISHED, "published"), (DateKind.MODIFIED, "modified")):
        for key, value in fields.all_found(field):
            if key == CRAWL_DATE_KEY and fields.is_crawl_record:
                continue
            for text in _date_texts(value)[:1]:
                if text in fetched or not limits.fits(key, text, MAX_DATE_CHARS):
                    continue
                moment = stated_date(text, language)
                yield DateCandidate(kind=kind, evidence=f"json:{key}", text=text, moment=moment)
    if fields.found("published") is None:
        yield from _unknown_dates(fields, language, fetched)


def _unknown_dates(fields: Fields, language: str | None, fetched: set[str]) -> Iterator[DateCandidate]:
    """The dates under unknown keys: of publication if the key says so, or if it is the only one and has no name.

    Any other one may be the date of anything (a visit, a picture, an event), so it is never chosen.
    """
    found = [(key, value) for key, value in fields.unknown_dates() if value not in fetched]
    for key, value in found:
        is_sure = says_published(key.rpartition(".")[2]) or (
            len(found) == 1 and _WITHOUT_NAME.fullmatch(key) is not None
        )
        evidence = f"json:{key}" if is_sure else f"{UNKNOWN_KEY}:{key}"
        moment = stated_date(value, language)
        yield DateCandidate(kind=DateKind.PUBLISHED, evidence=evidence, text=value, moment=moment)


def _date_texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _date_texts(inner)]
    return [text.strip() for text in texts(value) if text.strip()]
