"""What a JSON record says about its article, beside the text."""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.documents import Article, ArticleUrl, DateCandidate, DateKind, Document, Moment, Topic
from etl.parse.dates import parse_date, parse_epoch
from etl.parse.json_fields import Fields, texts
from etl.parse.names import split_authors
from etl.parse.piece import plain_text

MAX_ID_CHARS = 1000
MAX_NAME_CHARS = 200
CRAWL_DATE_KEY = "timestamp"
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def add_metadata(article: Article, fields: Fields, document: Document) -> Article:
    """Return the article with what the record gives; what it does not give stays as it is."""
    url = _web_address(fields)
    language = fields.text("language") or article.language_declared or document.language
    byline, authors = _authors(fields)
    is_free = free_to_read(fields)
    return replace(
        article,
        external_id=_external_id(fields) or article.external_id,
        canonical_url=url or article.canonical_url,
        urls=article.urls or ((ArticleUrl(kind="fetched", url=url),) if url else ()),
        source=_source(fields) or article.source,
        language_declared=language,
        byline=byline or article.byline,
        authors=authors or article.authors,
        section=_first_line(fields.text("section")) or article.section,
        topics=_topics(fields) or article.topics,
        dates=(*_dates(fields, language), *article.dates),
        paywalled=article.paywalled if is_free is None else not is_free,
    )


def free_to_read(fields: Fields) -> bool | None:
    """Return whether the record says that its article is free to read; None if it does not say."""
    paywalled = fields.flag("paywalled")
    return fields.flag("free") if paywalled is None else not paywalled


def _web_address(fields: Fields) -> str | None:
    for _, value in fields.all_found("url"):
        for text in texts(value):
            if _WEB_ADDRESS.fullmatch(text.strip()):
                return text.strip()
    return None


def _external_id(fields: Fields) -> str | None:
    """Return the record's own id: a text or a whole number, but no web address."""
    for _, value in fields.all_found("id"):
        numbers = [str(value)] if isinstance(value, int) and not isinstance(value, bool) else []
        for text in numbers + texts(value):
            if text.strip() and len(text) <= MAX_ID_CHARS and _WEB_ADDRESS.match(text) is None:
                return text.strip()
    return None


def _source(fields: Fields) -> str | None:
    """Return the outlet's name or host; of an address the host."""
    for _, value in fields.all_found("source"):
        for text in texts(value):
            name = re.sub(r"^https?://([^/\s]+).*$", r"\1", plain_text(text), flags=re.IGNORECASE)
            if name and len(name) <= MAX_NAME_CHARS:
                return name
    return None


def _authors(fields: Fields) -> tuple[str | None, tuple[str, ...]]:
    """Return the byline as printed, where there is one, and the names."""
    found = fields.found("authors")
    if found is None:
        return None, ()
    named = [plain_text(text) for text in texts(found[1])]
    if isinstance(found[1], str):
        return named[0] or None, split_authors(named[0])
    return None, tuple(dict.fromkeys(name for name in named if name and len(name) <= MAX_NAME_CHARS))


def _first_line(text: str | None) -> str | None:
    return plain_text(text.splitlines()[0])[:MAX_NAME_CHARS] or None if text else None


def _topics(fields: Fields) -> tuple[Topic, ...]:
    found = fields.found("topics")
    if found is None:
        return ()
    key, value = found
    names = value.split(",") if isinstance(value, str) else texts(value)
    clean = dict.fromkeys(plain_text(name) for name in names)
    return tuple(Topic(scheme=key, code=name, name=name) for name in clean if name and len(name) <= MAX_NAME_CHARS)


def _dates(fields: Fields, language: str | None) -> Iterator[DateCandidate]:
    for kind, field in ((DateKind.PUBLISHED, "published"), (DateKind.MODIFIED, "modified")):
        for key, value in fields.all_found(field):
            if key == CRAWL_DATE_KEY and fields.is_crawl_record:
                continue
            for text in _date_texts(value)[:1]:
                moment = _moment(text, (language,) if language else ())
                yield DateCandidate(kind=kind, evidence=f"json:{key}", text=text[:MAX_NAME_CHARS], moment=moment)


def _date_texts(value: object) -> list[str]:
    if isinstance(value, bool):
        return []
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _date_texts(inner)]
    return [text.strip() for text in texts(value) if text.strip()]


def _moment(text: str, languages: tuple[str, ...]) -> Moment | None:
    return parse_epoch(text) or parse_date(text, languages)
