"""ARC files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fixture_types import MakeSettings, Outcomes, Read
from warc_records import PAGE, http_response

from etl.documents import Document, StructuralSkip
from etl.ingest.raw import read_raw

DESCRIPTION = b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 16\n1 0 Some crawler\n"


def arc_record(url: bytes = b"https://news.example/1", block: bytes | None = None, extra: bytes = b"") -> bytes:
    block = http_response(PAGE) if block is None else block
    return b"\n%b 192.0.2.1 20140216050221 text/html %b%d\n%b" % (url, extra, len(block), block)


@pytest.mark.parametrize("extra", [b"", b"200 checksum - 77 a.arc "], ids=["version-1", "version-2"])
def test_a_record_is_a_document_with_its_address_and_time(read: Read, extra: bytes) -> None:
    skip, document = read(DESCRIPTION + arc_record(b"https://news.example/a b", extra=extra), "a.arc")
    assert skip == StructuralSkip(reason="arc:filedesc")
    assert isinstance(document, Document)
    assert (document.data, document.media_type) == (PAGE, "text/html")
    assert document.origin.target_url == "https://news.example/a%20b"
    assert document.origin.fetched_at == datetime(2014, 2, 16, 5, 2, 21, tzinfo=UTC)


def test_bytes_of_an_address_that_are_not_utf8_are_replaced(read: Read) -> None:
    _, document = read(DESCRIPTION + arc_record(b"https://news.example/caf\xe9"), "a.arc")
    assert isinstance(document, Document)
    assert document.origin.target_url == "https://news.example/caf\ufffd"


def test_other_statuses_are_skipped_and_crawler_records_counted(outcomes: Outcomes) -> None:
    gone = arc_record(block=http_response(PAGE, status="404 Not Found"))
    assert outcomes(DESCRIPTION + gone + arc_record(b"dns:news.example", b"20140216 A 192.0.2.1\n") + arc_record()) == [
        "arc:filedesc",
        "http_status",
        "warc:crawl_log",
        PAGE,
    ]


@pytest.mark.parametrize(
    ("tail", "reason"),
    [
        (arc_record()[:-9], "truncated"),
        (b"\nhttps://news.example/1 192.0.2.1 20140216050221 text/html -1\n", "malformed"),
        (b"\n192.0.2.1 20140216050221 text/html 3\nabc", "malformed"),
    ],
)
def test_damage_keeps_the_records_before_it(outcomes: Outcomes, tail: bytes, reason: str) -> None:
    assert outcomes(DESCRIPTION + arc_record() + tail) == ["arc:filedesc", PAGE, reason]


def test_raw_bytes_are_those_of_the_record(tmp_path: Path, read: Read, settings: MakeSettings) -> None:
    _, document = read(DESCRIPTION + arc_record(), "a.arc")
    assert isinstance(document, Document)
    raw = read_raw(
        tmp_path / "a.arc",
        byte_offset=document.origin.byte_offset,
        byte_length=document.origin.byte_length,
        member_no=0,
        position=0,
        settings=settings(),
    )
    assert raw == arc_record().removeprefix(b"\n")


def test_a_record_of_exactly_the_limit_is_read(outcomes: Outcomes) -> None:
    limit = len(http_response(PAGE))
    assert outcomes(DESCRIPTION + arc_record(), max_document_bytes=limit) == ["arc:filedesc", PAGE]
    assert outcomes(DESCRIPTION + arc_record(), max_document_bytes=limit - 1) == ["arc:filedesc", "document_too_large"]
