"""The marks by which a unit is recognised, and the units that belong to a forgotten article."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy import Connection

from etl.documents import Origin, Outcome
from etl.enrich.identity import article_uid, text_key
from etl.enrich.urls import normalise_url
from etl.load.input_record import FORGOTTEN, Identified, Record, Refused
from etl.load.tombstones import Mark, article_mark, known_marks, url_mark

OF_ANOTHER = "alternate"  # the kind of URL that leads to a translation, which is another article


def marks_of(record: Record) -> set[Mark]:
    """The marks of a unit: its bytes, URLs, identity, content and source text."""
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
    """The marks of a URL, as written and normalised; none for a home page, because many articles name it."""
    normalised = normalise_url(url)
    parts = urlsplit(normalised) if normalised else None
    if parts and not (parts.path or parts.query or parts.fragment):
        return set()
    return {url_mark(each) for each in (url, normalised) if each}


def without_forgotten(connection: Connection, records: Sequence[Record]) -> list[Record]:
    """The records in order; one that has a mark of a forgotten article is replaced by an empty, skipped one."""
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
