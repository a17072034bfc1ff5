"""An article as the JSON object that `khabar parse` prints; docs/parse-output.schema.json describes it.

Each field of Article appears under its own name and unchanged, unless FORMS names another form for it.
"""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

from etl.article_blocks import walk
from etl.articles import Article, Block, DateCandidate, DateKind
from etl.documents import Document, Origin, Refusal

FIRST = (
    *("uri", "member", "position", "format", "outcome", "reason", "detail"),
    *("external_id", "title", "title_origin"),
)
HEAD = "head"  # detected_by of the metadata above a text
NOT_SHOWN = frozenset({"source_text", "encoding_declared", "encoding", "replaced_count", "language_declared", "byline"})


def article_object(document: Document, article: Article) -> dict[str, Any]:
    """The object of a parsed unit; absent fields are null or []."""
    return dict.fromkeys(FIRST) | _article_fields(article) | _place(document.origin) | {"outcome": "parsed"}


def refusal_object(refusal: Refusal) -> dict[str, Any]:
    """The object of a rejected or skipped unit, with the same fields as that of an article."""
    of_article = _article_fields(Article(format="", parser=""))
    absent = {name: value if isinstance(value, list | dict) else None for name, value in of_article.items()}
    ended = {"outcome": refusal.outcome, "reason": refusal.reason, "detail": refusal.detail}
    return dict.fromkeys(FIRST) | absent | _place(refusal.origin) | ended


def _place(origin: Origin) -> dict[str, Any]:
    return {"uri": origin.uri, "member": origin.member, "position": origin.position}


def _article_fields(article: Article) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields(article):
        if field.name in FORMS:
            found |= FORMS[field.name](article)
        elif field.name not in NOT_SHOWN:
            found[field.name] = _plain(getattr(article, field.name))
    return found


def _dates(article: Article) -> dict[str, Any]:
    published = article.date(DateKind.PUBLISHED)
    return {
        "published_on": _day(published),
        "published_at": _iso(published),
        "published_precision": published.moment.precision if published and published.moment else None,
        "published_evidence": published.evidence if published else None,
        "modified_at": _iso(article.date(DateKind.MODIFIED)),
    }


def _topics(article: Article) -> dict[str, Any]:
    return {"topics": [topic.name or topic.code for topic in article.topics]}


def _body(article: Article) -> dict[str, Any]:
    body = article.body
    return {
        "title": _plain(body.title),
        "title_origin": body.title_origin,
        "labels": {"facts": _plain(body.facts_label), "summary": _plain(body.summary_label)},
        "facts": _plain(body.facts),
        "summary": _plain(body.summary),
        "sections": _plain(body.sections),
        "extra": [{"role": block.role, "text": block.text} for block in body.extra if block.detected_by != HEAD],
        "head": [block.text for block in body.extra if block.detected_by == HEAD],
        "captions": _plain(body.captions),
        "caption_credits": [caption.credit for caption in body.captions],
        "standfirst": body.standfirst,
    }


def _remarks(article: Article) -> dict[str, Any]:
    """Statements about single places of the text: blocks in another language, and quality issues."""
    languages = [
        {"place": place, "language": block.language, "confidence": block.language_confidence}
        for place, block in walk(article.body)
        if block.language and block.language != article.language
    ]
    return {"block_languages": languages, "quality_issues": _plain(article.quality_issues)}


FORMS: dict[str, Callable[[Article], dict[str, Any]]] = {
    "dates": _dates,
    "topics": _topics,
    "body": _body,
    "quality_issues": _remarks,
}


def _plain(value: object) -> Any:
    """A value as JSON: a block becomes its text, any other dataclass an object with its fields."""
    if isinstance(value, Block):
        return value.text
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _day(date: DateCandidate | None) -> str | None:
    return date.moment.on.isoformat() if date and date.moment and date.moment.on else None


def _iso(date: DateCandidate | None) -> str | None:
    return date.moment.iso() if date and date.moment else None
