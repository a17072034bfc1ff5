"""The identity of an article: its URL, else its id, else its text."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

import regex

from etl.article_blocks import walk
from etl.articles import Article
from etl.documents import Document
from etl.enrich.urls import host_in, is_same_site, normalise_url

NAMESPACE = uuid.UUID("6d0c1a52-7f5e-4c0b-9b0e-3f6c8f1d7a41")  # of every article's uid: must never change

# Kinds of an article's own URLs besides the canonical one, best first.
OWN_URL_KINDS = ("fetched", "feed", "amp")

_PAGE_PARAMETER = regex.compile(r"(?:\w+_)?(?:p|[acns]?id|article|story|news|item|doc)(?:_?id)?", regex.IGNORECASE)

# An id that names its authority or is random; two sources may give the same plain number to different articles.
_WORLDWIDE_ID = regex.compile(r"[\w.+-]+:\S+|[0-9A-Fa-f]{8}(?:-?[0-9A-Fa-f]{4}){3}-?[0-9A-Fa-f]{12}")


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """The key by which an article is recognised: `kind` is url, id or text."""

    kind: str
    value: str


def article_key(document: Document, article: Article) -> ArticleKey:
    """The identity of an article: its URL, else its id at its source, else its source text.

    A trustworthy canonical URL comes before the fetched one. An id without a source counts only if it is
    globally unique (urn:, tag:, UUID). The text is the decoded source with white space folded, not the parsed
    blocks, so that a better parser finds the same article.
    """
    url = _find_url(document, article)
    if url:
        return ArticleKey("url", url)
    if article.external_id and (article.source or _WORLDWIDE_ID.fullmatch(article.external_id)):
        return ArticleKey("id", f"{article.source or ''} {article.external_id}".strip())
    return text_key(article)


def text_key(article: Article) -> ArticleKey:
    """The key of an article by its source text alone, even if it has a URL or id."""
    text = article.source_text
    if text is None:
        text = "\n".join(block.text for _, block in walk(article.body))
    return ArticleKey("text", sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest())


def article_uid(key: ArticleKey) -> uuid.UUID:
    """The UUID (version 5) of a key, the same on every machine."""
    return uuid.uuid5(NAMESPACE, f"{key.kind}:{key.value}")


def host_of(key: ArticleKey) -> str | None:
    """The host of an article whose key is a URL, else None."""
    return host_in(key.value) if key.kind == "url" else None


def _find_url(document: Document, article: Article) -> str | None:
    """The normalised URL by which the article is recognised, None without one."""
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
    """Whether a canonical URL means this page: some templates name the home page, or drop the article's number."""
    if own is None:
        return not _is_home(canonical)
    if not is_same_site(canonical, own) or (_is_home(canonical) and not _is_home(own)):
        return False
    return urlsplit(canonical).path != urlsplit(own).path or _page_parameters(own) <= _page_parameters(canonical)


def _is_home(url: str) -> bool:
    parts = urlsplit(url)
    return not (parts.path or parts.query or parts.fragment)


def _page_parameters(url: str) -> set[tuple[str, str]]:
    """The query parameters of a URL that may be an article's number."""
    return {(name, value) for name, value in parse_qsl(urlsplit(url).query) if _PAGE_PARAMETER.fullmatch(name)}
