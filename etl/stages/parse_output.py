"""An article as the JSON object of `khabar parse`; its form is docs/parse-output.schema.json."""

from typing import Any

from etl.articles import Article, Block, DateCandidate, DateKind
from etl.documents import Document, Refusal
from etl.places import walk


def article_object(document: Document, article: Article) -> dict[str, Any]:
    """The object of a parsed unit: absent fields are null or []."""
    published = article.date(DateKind.PUBLISHED)
    modified = article.date(DateKind.MODIFIED)
    return _empty_object() | {
        "uri": document.origin.uri,
        "member": document.origin.member,
        "position": document.origin.position,
        "format": article.format,
        "outcome": "parsed",
        "external_id": article.external_id,
        "title": _text(article.body.title),
        "title_origin": article.body.title_origin,
        "language": article.language,
        "language_confidence": article.language_confidence,
        "source": article.source,
        "canonical_url": article.canonical_url,
        "authors": list(article.authors),
        "published_on": _day(published),
        "published_at": _iso(published),
        "published_precision": published.moment.precision if published and published.moment else None,
        "published_evidence": published.evidence if published else None,
        "modified_at": _iso(modified),
        "section": article.section,
        "topics": [topic.name or topic.code for topic in article.topics],
        "completeness": article.completeness,
        "labels": {"facts": _text(article.body.facts_label), "summary": _text(article.body.summary_label)},
        "facts": _texts(article.body.facts),
        "summary": _texts(article.body.summary),
        "sections": [
            {"heading": _text(section.heading), "level": section.level, "paragraphs": _texts(section.paragraphs)}
            for section in article.body.sections
        ],
        "extra": [{"role": block.role, "text": block.text} for block in article.body.extra],
        "captions": _texts(article.body.captions),
        "caption_credits": [caption.credit for caption in article.body.captions],
        "standfirst": article.body.standfirst,
        "description": article.description,
        "urls": [{"kind": url.kind, "url": url.url} for url in article.urls],
        "wire_credit": article.wire_credit,
        "wire_agency": article.wire_agency,
        "wire_evidence": article.wire_evidence,
        "ai_disclosure": article.ai_disclosure,
        "paywalled": article.paywalled,
        "access_evidence": article.access_evidence,
        "extraction_agreement": article.extraction_agreement,
        "corrections": list(article.corrections),
        "live_updates": [
            {"time": update.time, "heading": update.heading, "text": update.text} for update in article.live_updates
        ],
        "block_languages": [
            {"place": place, "language": block.language, "confidence": block.language_confidence}
            for place, block in walk(article.body)
            if block.language and block.language != article.language
        ],
        "quality_issues": [
            {
                "rule": issue.rule,
                "severity": issue.severity,
                "place": issue.place,
                "start": issue.start,
                "end": issue.end,
                "evidence": issue.evidence,
            }
            for issue in article.quality_issues
        ],
        "parser": article.parser,
    }


def refusal_object(refusal: Refusal) -> dict[str, Any]:
    """The object of a unit that is no article."""
    return _empty_object() | {
        "uri": refusal.origin.uri,
        "member": refusal.origin.member,
        "position": refusal.origin.position,
        "outcome": refusal.outcome,
        "reason": refusal.reason,
        "detail": refusal.detail,
    }


def _empty_object() -> dict[str, Any]:
    return {
        "uri": None,
        "member": None,
        "position": None,
        "format": None,
        "outcome": None,
        "reason": None,
        "detail": None,
        "external_id": None,
        "title": None,
        "title_origin": None,
        "language": None,
        "language_confidence": None,
        "source": None,
        "canonical_url": None,
        "authors": [],
        "published_on": None,
        "published_at": None,
        "published_precision": None,
        "published_evidence": None,
        "modified_at": None,
        "section": None,
        "topics": [],
        "completeness": None,
        "labels": {"facts": None, "summary": None},
        "facts": [],
        "summary": [],
        "sections": [],
        "extra": [],
        "captions": [],
        "caption_credits": [],
        "standfirst": None,
        "description": None,
        "urls": [],
        "wire_credit": None,
        "wire_agency": None,
        "wire_evidence": None,
        "ai_disclosure": None,
        "paywalled": None,
        "access_evidence": None,
        "extraction_agreement": None,
        "corrections": [],
        "live_updates": [],
        "block_languages": [],
        "quality_issues": [],
        "parser": None,
    }


def _day(date: DateCandidate | None) -> str | None:
    return date.moment.on.isoformat() if date and date.moment and date.moment.on else None


def _iso(date: DateCandidate | None) -> str | None:
    return date.moment.iso() if date and date.moment else None


def _text(block: Block | None) -> str | None:
    return block.text if block else None


def _texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]
