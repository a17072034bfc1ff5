"""What makes an article the same article, and a revision the same revision."""

import json
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

import regex

from etl.articles import Article, Block, DateCandidate, Section
from etl.documents import Document
from etl.enrich.urls import host_in, is_same_site, normalise_url
from etl.places import walk

NAMESPACE = uuid.UUID("6d0c1a52-7f5e-4c0b-9b0e-3f6c8f1d7a41")  # of every article's uid: it never changes

# An article's own addresses beside the canonical one, best first.
OWN_URL_KINDS = ("fetched", "feed", "amp")

# What the publisher does not say: found out by us, or said of the file. The body is hashed by its parts.
NOT_SAID = {
    "format", "parser", "source_text", "encoding_declared", "encoding", "replaced_count", "external_id",
    "canonical_url", "urls", "language_declared", "language_confidence", "wire_agency", "wire_evidence",
    "access_evidence", "extraction_agreement", "quality_issues", "body",
}  # fmt: skip

# Evidence of dates that the crawler gave, not the publisher: a second fetch is no revision.
CRAWLER_EVIDENCE = "warc"

_PAGE_PARAMETER = regex.compile(r"(?:\w+_)?(?:p|[acns]?id|article|story|news|item|doc)(?:_?id)?", regex.IGNORECASE)

# An id that names its authority or is random; a plain number is told by two sources of two articles.
_WORLDWIDE_ID = regex.compile(r"[\w.+-]+:\S+|[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}")


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """What an article is known by: `kind` is url, id or text."""

    kind: str
    value: str


def article_key(document: Document, article: Article) -> ArticleKey:
    """The identity of an article: its URL, else its id at its source, else its source text.

    The canonical URL counts before the fetched one where it can be trusted. An id without a source
    counts if it is one of a kind (urn:, tag:, UUID). The text is the decoded source with its white
    space folded, never what a parser made of it, so that a better parser finds the same article.
    """
    url = _find_url(document, article)
    if url:
        return ArticleKey("url", url)
    if article.external_id and (article.source or _WORLDWIDE_ID.fullmatch(article.external_id)):
        return ArticleKey("id", f"{article.source or ''} {article.external_id}".strip())
    return text_key(article)


def text_key(article: Article) -> ArticleKey:
    """The identity that an article has, or would have, by its text alone: the hash of its source text."""
    text = article.source_text
    if text is None:
        text = "\n".join(block.text for _, block in walk(article.body))
    return ArticleKey("text", sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest())


def article_uid(key: ArticleKey) -> uuid.UUID:
    """The same UUID for the same key, on every machine."""
    return uuid.uuid5(NAMESPACE, f"{key.kind}:{key.value}")


def host_of(key: ArticleKey) -> str | None:
    """The host that an article comes from, where its key is a URL."""
    return host_in(key.value) if key.kind == "url" else None


def content_hash(article: Article) -> bytes:
    """SHA-256 of all that the publisher says, 32 bytes: another hash is another revision.

    Where the blocks stood in the source, how they were found, the parser, the encoding and our own
    doubts are no part of it, nor are the article's addresses and the time of its fetch.
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
    """Newer fields that have a value: an article without one keeps the hash that it had before there was the field."""
    newer = [field.name for field in fields(article) if field.name not in NOT_SAID and field.name not in said]
    return {name: value for name in newer if (value := getattr(article, name)) not in (None, ())}


def _find_url(document: Document, article: Article) -> str | None:
    """The normalised URL that the article is known by."""
    own = next(_normalised(_own_urls(document, article)), None)
    canonical = next(_normalised([article.canonical_url]), None)
    return canonical if canonical and _is_trustworthy(canonical, own) else own


def _own_urls(document: Document, article: Article) -> Iterator[str | None]:
    yield document.origin.target_url
    for kind in OWN_URL_KINDS:
        yield from (url.url for url in article.urls if url.kind == kind)


def _normalised(urls: Iterable[str | None]) -> Iterator[str]:
    for url in urls:
        normalised = normalise_url(url) if url else None
        if normalised:
            yield normalised


def _is_trustworthy(canonical: str, own: str | None) -> bool:
    """Whether a canonical URL means this page: some templates give their home page, or drop the article's number."""
    if own is None:
        return not _is_home(canonical)
    if not is_same_site(canonical, own) or (_is_home(canonical) and not _is_home(own)):
        return False
    return urlsplit(canonical).path != urlsplit(own).path or _page_parameters(own) <= _page_parameters(canonical)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not (parts.path or parts.query or parts.fragment)


def _page_parameters(url: str) -> set[tuple[str, str]]:
    """The parameters of a URL that may number an article."""
    return {(name, value) for name, value in parse_qsl(urlsplit(url).query) if _PAGE_PARAMETER.fullmatch(name)}


def _text(block: Block | None) -> str | None:
    return block.text if block else None


def _texts(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in blocks]


def _section(section: Section) -> tuple[str | None, int | None, list[tuple[str, str]]]:
    return _text(section.heading), section.level, _texts(section.paragraphs)


def _date(date: DateCandidate) -> tuple[str, str, str, bool]:
    return date.kind, date.evidence, date.text, date.chosen
