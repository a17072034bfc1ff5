"""Make the records that the load stage saves from converted units."""

from hashlib import sha256

from etl.articles import Article
from etl.documents import Document, Refusal
from etl.enrich.content_hash import content_hash
from etl.enrich.identity import article_key, article_uid, host_of
from etl.enrich.urls import host_in, normalise_url
from etl.load.input_record import FileKey, Identified, Record, Refused


def article_record(file: FileKey, document: Document, article: Article) -> Record:
    """The record of an article, with its identity, hashes and all its URLs."""
    key = article_key(document, article)
    urls = {(url.kind, url.url) for url in article.urls}
    if article.canonical_url:
        urls.add(("canonical", article.canonical_url))
    if document.origin.target_url:
        urls.add(("fetched", document.origin.target_url))
    return Record(
        file=file,
        origin=document.origin,
        sha256=sha256(document.data).digest(),
        result=Identified(
            article=article,
            uid=article_uid(key),
            identity=key.kind,
            content_hash=content_hash(article),
            source=host_of(key) or article.source,
            urls=tuple(sorted(urls)),
        ),
    )


def refused_record(file: FileKey, refusal: Refusal, stage: str) -> Record:
    """The record of a unit that this stage rejected or skipped."""
    return Record(
        file=file,
        origin=refusal.origin,
        sha256=refusal.sha256,
        result=Refused(
            stage=stage,
            outcome=refusal.outcome,
            reason=refusal.reason,
            detail=refusal.detail,
            head=refusal.head,
            format=refusal.format,
            source=_host(refusal.origin.target_url),
        ),
    )


def _host(target_url: str | None) -> str | None:
    url = normalise_url(target_url) if target_url else None
    return host_in(url) if url else None
