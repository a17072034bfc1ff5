"""WARC files: what becomes a document, where it stood, and what damage costs."""

import gzip
import random
import zlib
from datetime import UTC, datetime
from itertools import pairwise

import brotli
import pytest
import zstandard
from fixture_types import Outcomes, Read, ReadDocuments
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from warc_records import PAGE, compressed, http_response, warc_record

from etl.documents import Document, Outcome, Refusal, StructuralSkip
from etl.ingest.archives.compressed import GZIP

OTHER = warc_record(url="https://news.example/2")


def test_a_response_is_a_document_with_what_its_headers_say(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record(url="<https://news.example/1>"), "a.warc")
    assert document.data == PAGE
    assert (document.media_type, document.charset) == ("text/html", "utf-8")
    assert document.origin.target_url == "https://news.example/1"
    assert document.origin.fetched_at == datetime(2024, 5, 6, 10, tzinfo=UTC)


def test_resources_and_conversions_are_documents_and_the_rest_is_counted(read: Read) -> None:
    records = (
        warc_record("warcinfo", b"software: x\r\n", content_type="application/warc-fields")
        + warc_record("request", b"GET / HTTP/1.1\r\n\r\n")
        + warc_record("resource", PAGE, content_type="text/html")
        + warc_record("revisit", b"")
        + warc_record("conversion", b"The ferry ran again.", content_type="text/plain")
        + warc_record("metadata", b"a: b\r\n")
        + warc_record("resource", b"log", url="metadata://crawler/log", content_type="text/plain")
    )
    units = read(records, "a.warc")
    assert [unit.data for unit in units if isinstance(unit, Document)] == [PAGE, b"The ferry ran again."]
    assert [unit.reason for unit in units if isinstance(unit, StructuralSkip)] == [
        "warc:warcinfo",
        "warc:request",
        "warc:revisit",
        "warc:metadata",
        "warc:crawl_log",
    ]


@pytest.mark.parametrize(
    "media_type", ["image/png", "text/css", "application/javascript", "video/mp4", "application/pdf"]
)
def test_media_that_hold_no_article_are_only_counted(read: Read, media_type: str) -> None:
    record = warc_record(block=http_response(b"x", f"Content-Type: {media_type}\r\n"))
    skip, refusal = read(record, "a.warc")
    assert isinstance(skip, StructuralSkip)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "no_units"


def test_a_status_other_than_200_is_skipped_with_its_address(read: Read) -> None:
    gone, document = read(warc_record(block=http_response(PAGE, status="404 Not Found")) + OTHER, "a.warc")
    assert isinstance(gone, Refusal)
    assert isinstance(document, Document)
    assert (gone.outcome, gone.reason, gone.detail) == (Outcome.SKIPPED, "http_status", "404")
    assert gone.origin.target_url == "https://news.example/1"
    assert gone.origin.byte_length is not None
    assert gone.origin.byte_offset == 0
    assert gone.origin.byte_length + len(b"\r\n\r\n") == document.origin.byte_offset
    assert (gone.origin.position, document.origin.position) == (0, 1)


@pytest.mark.parametrize(
    ("headers", "payload"),
    [
        ("Content-Encoding: gzip\r\n", gzip.compress(PAGE)),
        ("Content-Encoding: br\r\n", brotli.compress(PAGE)),
        ("Content-Encoding: zstd\r\n", zstandard.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE)),
        ("Content-Encoding: deflate\r\n", zlib.compress(PAGE, wbits=-15)),
        ("Transfer-Encoding: chunked\r\n", b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
    ],
    ids=["gzip", "brotli", "zstd", "deflate", "raw-deflate", "chunked"],
)
def test_payloads_are_decoded(outcomes: Outcomes, headers: str, payload: bytes) -> None:
    assert outcomes(warc_record(block=http_response(payload, headers)), "a.warc") == [PAGE]


@pytest.mark.parametrize(
    "header", ["Transfer-Encoding: chunked", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: none"]
)
def test_headers_that_lie_about_the_payload_are_not_believed(outcomes: Outcomes, header: str) -> None:
    assert outcomes(warc_record(block=http_response(PAGE, f"{header}\r\n")), "a.warc") == [PAGE]


def test_a_payload_that_expands_over_the_limit_costs_only_itself(outcomes: Outcomes) -> None:
    bomb = warc_record(block=http_response(gzip.compress(bytes(9_000_000)), "Content-Encoding: gzip\r\n"))
    assert outcomes(bomb + OTHER, "a.warc", max_document_bytes=1_000_000) == ["document_too_large", PAGE]


def test_a_response_without_http_header_is_malformed(outcomes: Outcomes) -> None:
    assert outcomes(warc_record(block=PAGE) + OTHER, "a.warc") == ["malformed", PAGE]


def test_what_no_address_may_hold_is_percent_encoded(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record(url="https://news.example/a b\x01\u202e"), "a.warc")
    assert document.origin.target_url == "https://news.example/a%20b%01%E2%80%AE"


def test_places_in_a_plain_file_are_those_of_the_record(read_documents: ReadDocuments) -> None:
    data = warc_record() + OTHER
    for document, record in zip(read_documents(data, "a.warc"), (warc_record(), OTHER), strict=True):
        assert data[document.origin.byte_offset :][: document.origin.byte_length] == record.removesuffix(b"\r\n\r\n")


def test_places_in_a_gzip_file_are_those_of_the_member(read_documents: ReadDocuments) -> None:
    data = compressed(warc_record(), OTHER)
    for document, record in zip(read_documents(data, "a.warc.gz"), (warc_record(), OTHER), strict=True):
        assert gzip.decompress(data[document.origin.byte_offset :][: document.origin.byte_length]) == record


@given(cuts=st.lists(st.integers(0, len(warc_record() * 3)), max_size=5))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_the_place_of_a_record_is_that_of_the_members_that_hold_it(
    read_documents: ReadDocuments, cuts: list[int]
) -> None:
    record = warc_record()
    starts = [0, *sorted(cuts), 3 * len(record)]
    members = [compressed((record * 3)[start:end]) for start, end in pairwise(starts)]
    places = [sum(map(len, members[:number])) for number in range(len(starts))]
    for number, document in enumerate(read_documents(b"".join(members), "a.warc.gz")):
        start, end = number * len(record), (number + 1) * len(record) - len(b"\r\n\r\n")
        offset = max(place for place, at in zip(places, starts, strict=True) if at <= start)
        after = min(place for place, at in zip(places, starts, strict=True) if at >= end)
        assert document.origin.byte_offset == offset
        assert document.origin.byte_length in (after - offset, None)  # None: where the last member ends was not seen


def test_records_without_line_ends_between_them_have_places_of_their_own(read_documents: ReadDocuments) -> None:
    one, two = compressed(warc_record().removesuffix(b"\r\n\r\n")), compressed(OTHER)
    assert [(unit.origin.byte_offset, unit.origin.byte_length) for unit in read_documents(one + two, "a.warc.gz")] == [
        (0, len(one)),
        (len(one), len(two)),
    ]


def test_records_of_a_member_that_goes_on_have_its_place_without_a_length(read_documents: ReadDocuments) -> None:
    large = warc_record(block=http_response(random.Random(7).randbytes(60_000)))
    one = compressed(warc_record())
    first, second, third = read_documents(one + compressed(OTHER + large), "a.warc.gz")
    assert (first.origin.byte_offset, first.origin.byte_length) == (0, len(one))
    assert (second.origin.byte_offset, second.origin.byte_length) == (len(one), None)
    assert third.origin.byte_offset == len(one)


@pytest.mark.parametrize("number", [0, 1])
def test_a_broken_record_in_a_gzip_file_has_the_place_of_its_member(read: Read, number: int) -> None:
    members = [compressed(OTHER), compressed(OTHER)]
    members.insert(number, compressed(warc_record(length=60)))
    refusal = read(b"".join(members), "a.warc.gz")[number]
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "malformed"
    assert (refusal.origin.byte_offset, refusal.origin.byte_length) == (
        len(b"".join(members[:number])),
        len(members[number]),
    )


def test_records_that_share_or_span_gzip_members_are_read(outcomes: Outcomes) -> None:
    records = warc_record() + OTHER
    assert outcomes(gzip.compress(records), "a.warc.gz") == [PAGE, PAGE]
    assert outcomes(compressed(records[:100], records[100:500], records[500:]), "a.warc.gz") == [PAGE, PAGE]


def test_a_warc_in_other_compression_is_read(outcomes: Outcomes) -> None:
    assert outcomes(zstandard.compress(warc_record()) + zstandard.compress(OTHER), "a.warc.zst") == [PAGE, PAGE]


@pytest.mark.parametrize("length", [-5, 60, 10**15, len(http_response(PAGE)) + 300], ids=str)
def test_a_wrong_length_costs_one_record(outcomes: Outcomes, length: int) -> None:
    assert outcomes(OTHER + warc_record(length=length) + OTHER, "a.warc") == [PAGE, "malformed", PAGE]
    assert outcomes(compressed(OTHER, warc_record(length=length), OTHER), "a.warc.gz") == [PAGE, "malformed", PAGE]


def test_a_record_that_breaks_off_is_truncated(outcomes: Outcomes) -> None:
    assert outcomes(OTHER + warc_record()[:-30], "a.warc") == [PAGE, "truncated"]


def test_a_last_record_without_its_line_ends_is_whole(outcomes: Outcomes) -> None:
    assert outcomes(OTHER.removesuffix(b"\r\n\r\n"), "a.warc") == [PAGE]


@pytest.mark.parametrize("size", [5, 65_537, 200_000])
def test_the_next_record_is_found_behind_any_number_of_bytes(outcomes: Outcomes, size: int) -> None:
    assert outcomes(compressed(b"x" * size + b"\n" + OTHER), "a.warc.gz") == ["malformed", PAGE]


@pytest.mark.parametrize(
    ("piece", "detail"),
    [
        (b"garbage\r\n", "data that do not begin like a record of a web archive (WARC/1.0 ...)"),
        (
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
            "a record whose header does not say how many bytes it has (Content-Length)",
        ),
    ],
)
def test_what_is_no_record_says_what_it_lacks(read: Read, piece: bytes, detail: str) -> None:
    refusal, document = read(compressed(piece + OTHER), "a.warc.gz")
    assert isinstance(refusal, Refusal)
    assert isinstance(document, Document)
    assert (refusal.reason, refusal.detail) == ("malformed", detail)


def test_a_large_record_that_just_fits_into_the_file_is_too_large_and_a_longer_one_is_none(outcomes: Outcomes) -> None:
    large, size = http_response(b"x" * 5000), len(http_response(b"x" * 5000))
    whole = OTHER + warc_record(block=large).removesuffix(b"\r\n\r\n")
    assert outcomes(whole, "a.warc", max_document_bytes=2000) == [PAGE, "document_too_large"]
    longer = warc_record(block=large, length=size + len(OTHER) + 5)
    assert outcomes(OTHER + longer + OTHER, "a.warc", max_document_bytes=2000) == [PAGE, "malformed", PAGE]


def test_a_record_that_ends_where_the_damage_begins_is_delivered(outcomes: Outcomes) -> None:
    damaged = bytearray(compressed(warc_record()))
    damaged[30:60] = b"\xff" * 30
    assert outcomes(compressed(OTHER.removesuffix(b"\r\n\r\n")) + bytes(damaged), "a.warc.gz") == [PAGE, "corrupt"]


def test_bytes_between_records_are_reported(outcomes: Outcomes) -> None:
    assert outcomes(OTHER + b"garbage\r\n" + OTHER, "a.warc") == ["malformed", PAGE]
    assert outcomes(b"\r\n\r\n" + OTHER, "a.warc.gz") == [b"\r\n\r\n" + OTHER]


@pytest.mark.parametrize("size", [3, 60])
def test_a_record_that_breaks_off_in_its_header_is_rejected_once(outcomes: Outcomes, size: int) -> None:
    piece = warc_record()[:size]
    assert outcomes(OTHER + piece, "a.warc") == [PAGE, "truncated"]
    assert outcomes(compressed(OTHER, piece), "a.warc.gz") == [PAGE, "truncated"]


def test_a_gzip_member_that_breaks_off_in_the_header_of_a_record_is_rejected_once(outcomes: Outcomes) -> None:
    assert outcomes(compressed(OTHER) + stored_as_it_is(warc_record())[:80], "a.warc.gz") == [PAGE, "truncated"]


def test_a_truncated_last_gzip_member_keeps_those_before(outcomes: Outcomes) -> None:
    assert outcomes(compressed(OTHER) + compressed(warc_record())[:-30], "a.warc.gz") == [PAGE, "truncated"]


def test_bytes_behind_and_between_gzip_members_are_one_unit_at_their_place(read: Read) -> None:
    one, other = compressed(warc_record()), compressed(OTHER)
    first, between, second, behind = read(one + b"garbage" + other + b"more garbage", "a.warc.gz")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert isinstance(between, Refusal)
    assert isinstance(behind, Refusal)
    assert (between.reason, between.origin.byte_offset, between.origin.byte_length) == ("trailing_data", len(one), 7)
    start = len(one) + 7 + len(other)
    assert (behind.reason, behind.origin.byte_offset, behind.origin.byte_length) == ("trailing_data", start, 12)


def test_members_after_a_damaged_one_are_read(outcomes: Outcomes) -> None:
    damaged = bytearray(compressed(warc_record()))
    damaged[30:60] = b"\xff" * 30
    assert outcomes(compressed(OTHER) + bytes(damaged) + compressed(OTHER, OTHER), "a.warc.gz") == [
        PAGE,
        "corrupt",
        PAGE,
        PAGE,
    ]


@pytest.mark.parametrize("size", [65_400, 65_530, 100_000, 200_000])
def test_the_next_member_is_found_far_behind_a_damaged_one(outcomes: Outcomes, size: int) -> None:
    damaged = bytearray(compressed(warc_record()))
    damaged[30:60] = b"\xff" * 30
    assert outcomes(bytes(damaged) + b"x" * size + compressed(OTHER), "a.warc.gz") == ["corrupt", PAGE]


def test_a_record_with_a_wrong_checksum_is_not_delivered(outcomes: Outcomes) -> None:
    damaged = bytearray(compressed(warc_record()))
    damaged[-8] ^= 0xFF
    assert outcomes(bytes(damaged) + compressed(OTHER), "a.warc.gz") == ["corrupt", PAGE]


def test_a_record_whose_wrong_checksum_is_read_after_it_is_not_delivered(outcomes: Outcomes) -> None:
    empty = len(stored_as_it_is(warc_record(block=http_response(b""))))
    page = b"x" * (GZIP.step_bytes - empty)  # so that a step ends inside the checksum
    member = bytearray(stored_as_it_is(warc_record(block=http_response(page))))
    assert GZIP.step_bytes < len(member) < GZIP.step_bytes + 8
    assert outcomes(bytes(member) + compressed(OTHER), "a.warc.gz") == [page, PAGE]
    member[-8] ^= 0xFF
    assert outcomes(bytes(member) + compressed(OTHER), "a.warc.gz") == ["corrupt", PAGE]


def stored_as_it_is(record: bytes) -> bytes:
    """A gzip member in which nothing is packed."""
    packer = zlib.compressobj(0, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def test_a_name_of_warc_and_bytes_of_something_else_are_refused(outcomes: Outcomes) -> None:
    assert outcomes(gzip.compress(b"hello"), "a.warc.gz") == ["malformed"]


def test_a_record_over_the_limit_is_passed_over(outcomes: Outcomes) -> None:
    large = warc_record(block=http_response(b"x" * 5000))
    image = warc_record(block=http_response(b"x" * 5000, "Content-Type: image/png\r\n"))
    assert outcomes(large + image + OTHER, "a.warc", max_document_bytes=2000) == [
        "document_too_large",
        "warc:image",
        PAGE,
    ]


@pytest.mark.parametrize("size", [1, 7, 200, 450])
def test_no_cut_of_a_file_raises_or_hides_that_it_was_cut(read: Read, size: int) -> None:
    data = compressed(OTHER, warc_record())
    units = read(data[:-size], "a.warc.gz")
    assert units
    assert all(isinstance(unit, Document | Refusal) for unit in units)
    assert sum(isinstance(unit, Refusal) for unit in units) == 1 or len(data) - size <= len(compressed(OTHER))


def test_a_resource_has_the_kind_and_the_encoding_that_its_record_declares(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record("resource", PAGE, content_type='text/html; charset="koi8-r"'), "a.warc")
    assert (document.media_type, document.charset) == ("text/html", "koi8-r")


def test_a_resource_that_holds_no_article_is_only_counted(outcomes: Outcomes) -> None:
    assert outcomes(warc_record("resource", b"x", content_type="image/png") + OTHER, "a.warc") == ["warc:image", PAGE]


def test_a_response_by_another_protocol_is_its_own_payload(outcomes: Outcomes) -> None:
    assert outcomes(warc_record("response", PAGE, content_type="text/html"), "a.warc") == [PAGE]


def test_a_response_without_a_kind_has_none(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record(block=http_response(PAGE, "")), "a.warc")
    assert (document.media_type, document.charset, document.language) == (None, None, None)


def test_a_part_of_a_segmented_record_is_refused_by_name(outcomes: Outcomes) -> None:
    assert outcomes(warc_record("continuation", b"x") + OTHER, "a.warc") == ["segmented", PAGE]


def test_a_record_of_exactly_the_limit_is_read(outcomes: Outcomes) -> None:
    limit = len(warc_record()) - len(b"\r\n\r\n")
    assert outcomes(warc_record(), "a.warc", max_document_bytes=limit) == [PAGE]
    assert outcomes(warc_record(), "a.warc", max_document_bytes=limit - 1) == ["document_too_large"]


def test_a_header_over_several_lines_is_one(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record(url="https://news.example/a\r\n b"), "a.warc")
    assert document.origin.target_url == "https://news.example/a%20b"


def test_of_a_header_that_comes_twice_the_first_counts(read_documents: ReadDocuments) -> None:
    (document,) = read_documents(warc_record(fields="WARC-Target-URI: https://news.example/2\r\n"), "a.warc")
    assert document.origin.target_url == "https://news.example/1"


def test_a_record_of_no_known_kind_is_malformed(read: Read) -> None:
    refusal, document = read(warc_record("nonsense") + OTHER, "a.warc")
    assert isinstance(refusal, Refusal)
    assert isinstance(document, Document)
    assert (refusal.reason, refusal.detail) == ("malformed", "a record of a type that WARC does not have: 'nonsense'")


@pytest.mark.parametrize(("header", "language"), [("en", "en"), ("en, fr", None), ("", None)])
def test_the_language_of_a_response_is_the_one_it_declares(
    read_documents: ReadDocuments, header: str, language: str | None
) -> None:
    (document,) = read_documents(warc_record(block=http_response(PAGE, f"Content-Language: {header}\r\n")), "a.warc")
    assert document.language == language


def test_a_record_that_reaches_into_the_next_ends_where_that_begins(read: Read) -> None:
    long = warc_record(length=len(http_response(PAGE)) + 300)
    refusal, document = read(long + OTHER, "a.warc")
    assert isinstance(refusal, Refusal)
    assert isinstance(document, Document)
    assert (refusal.origin.byte_offset, refusal.origin.byte_length) == (0, len(long))
    assert (document.origin.byte_offset, document.data) == (len(long), PAGE)


def test_a_payload_of_several_pieces_is_whole(outcomes: Outcomes) -> None:
    page = PAGE + b"x" * 1_500_000
    assert outcomes(warc_record(block=http_response(gzip.compress(page), "Content-Encoding: gzip\r\n")), "a.warc") == [
        page
    ]
