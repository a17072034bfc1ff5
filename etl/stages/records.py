"""From a converted unit to a record that the load stage takes."""

from hashlib import sha256

from etl.articles import Article
from etl.documents import Document, Refusal
from etl.enrich.identity import article_key, article_uid, content_hash, host_of
from etl.enrich.urls import host_in, normalise_url
from etl.load.records import FileKey, Identified, Record, Refused


def article_record(file: FileKey, document: Document, article: Article) -> Record:
    """The record of a parsed document."""
    key = article_key(document, article)
    urls = {(url.kind, url.url) for url in article.urls}
    if article.canonical_url:
        urls.add(("canonical", article.canonical_url))
    if document.target_url:
        urls.add(("fetched", document.target_url))
    return Record(
        file=file,
        member=document.member,
        member_no=document.member_no,
        position=document.position,
        byte_offset=document.byte_offset,
        byte_length=document.byte_length,
        sha256=sha256(document.data).digest(),
        target_url=document.target_url,
        fetched_at=document.fetched_at,
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
    """The record of a unit that is no article."""
    return Record(
        file=file,
        member=refusal.member,
        member_no=refusal.member_no,
        position=refusal.position,
        byte_offset=refusal.byte_offset,
        byte_length=refusal.byte_length,
        sha256=refusal.sha256,
        target_url=refusal.target_url,
        fetched_at=refusal.fetched_at,
        result=Refused(
            stage=stage,
            outcome=refusal.outcome,
            reason=refusal.reason,
            detail=refusal.detail,
            head=refusal.head,
            format=refusal.format,
            source=_host(refusal.target_url),
        ),
    )


def _host(target_url: str | None) -> str | None:
    url = normalise_url(target_url) if target_url else None
    return host_in(url) if url else None
