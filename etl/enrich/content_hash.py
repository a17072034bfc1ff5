"""The content hash of a revision: what the publisher says in it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from hashlib import sha256

from etl.articles import NOT_SAID, Article, Block, DateCandidate, Section

# Evidence of dates that come from the crawler, not the publisher: a second fetch is no new revision.
CRAWLER_EVIDENCE = "warc"


def content_hash(article: Article) -> bytes:
    """The SHA-256, 32 bytes, of everything that the publisher says: another hash means another revision.

    Left out are the offsets of blocks and how they were found, the parser, the encoding, quality issues, the article's
    URLs and the time of the fetch.
    """
    body = article.body
    said: dict[str, object] = {
        "title": _text(body.title),
        "labels": [_text(body.facts_label), _text(body.summary_label)],
        "facts": _texts(body.facts),
        "summary": _texts(body.summary),
        "sections": [_section(section) for section in body.sections],
        "extra": _texts(body.extra),
        "captions": [(caption.text, caption.credit) for caption in body.captions],
        "standfirst": body.standfirst,
        "description": article.description,
        "byline": article.byline,
        "authors": article.authors,
        "source": article.source,
        "section": article.section,
        "topics": [(topic.scheme, topic.code, topic.name) for topic in article.topics],
        "dates": [_date(date) for date in article.dates if date.evidence.split(":")[0] != CRAWLER_EVIDENCE],
        "language": article.language,
        "completeness": article.completeness,
        "wire_credit": article.wire_credit,
        "ai_disclosure": article.ai_disclosure,
        "paywalled": article.paywalled,
        "corrections": article.corrections,
        "live_updates": [(update.time, update.heading, update.text) for update in article.live_updates],
    }
    return sha256(json.dumps(said | _said_since(article, said), sort_keys=True, default=asdict).encode()).digest()


def _said_since(article: Article, said: dict[str, object]) -> dict[str, object]:
    """Newer fields that have a value. An article without one keeps the hash that it had before the field existed."""
    newer = {field.name for field in fields(article)} - {"body", *NOT_SAID, *said}
    return {name: value for name in newer if (value := getattr(article, name)) not in (None, ())}


def _text(block: Block | None) -> str | None:
    return block.text if block else None


def _texts(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in blocks]


def _section(section: Section) -> tuple[str | None, int | None, list[tuple[str, str]]]:
    return _text(section.heading), section.level, _texts(section.paragraphs)


def _date(date: DateCandidate) -> tuple[str, str, str, bool]:
    return date.kind, date.evidence, date.text, date.chosen
