"""The marks that a unit bears, and the units that bear one of a forgotten article."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy import Connection

from etl.documents import Origin, Outcome
from etl.enrich.identity import article_uid, text_key
from etl.enrich.urls import normalise_url
from etl.load.forgotten import Mark, article_mark, known_marks, url_mark
from etl.load.record import FORGOTTEN, Identified, Record, Refused

OF_ANOTHER = "alternate"  # the address of another article: the same in another language


def marks_of(record: Record) -> set[Mark]:
    """What a unit can be recognised by: its bytes, address, identity, content and source text."""
    marks = {Mark("bytes", record.sha256)} if record.sha256 else set()
    if record.origin.target_url:
        marks |= url_marks(record.origin.target_url)
    if isinstance(record.result, Identified):
        key = text_key(record.result.article)
        marks |= {article_mark(record.result.uid), article_mark(article_uid(key))}
        marks |= {Mark("content", record.result.content_hash), Mark("text", bytes.fromhex(key.value))}
        for kind, url in record.result.urls:
            marks |= url_marks(url) if kind != OF_ANOTHER else set()
    return marks


def url_marks(url: str) -> set[Mark]:
    """The marks of an address, as it is and in its one spelling; none of a home page, which many articles give."""
    normalised = normalise_url(url)
    parts = urlsplit(normalised) if normalised else None
    if parts and not (parts.path or parts.query or parts.fragment):
        return set()
    return {url_mark(each) for each in (url, normalised) if each}


def without_forgotten(connection: Connection, records: Sequence[Record]) -> list[Record]:
    """The records; one that bears a mark of a forgotten article is skipped, and nothing of it is kept."""
    marks = [marks_of(record) for record in records]
    known = known_marks(connection, {mark for each in marks for mark in each})
    return [_emptied(record) if each & known else record for record, each in zip(records, marks, strict=True)]


def _emptied(record: Record) -> Record:
    origin = record.origin
    return replace(
        record,
        origin=Origin(
            uri=origin.uri,
            member=None if origin.member is None else FORGOTTEN,
            member_no=origin.member_no,
            position=origin.position,
        ),
        sha256=None,
        result=Refused(stage="load", outcome=Outcome.SKIPPED, reason=FORGOTTEN, detail="", head=b""),
    )
