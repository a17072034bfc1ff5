"""What holds for every input file: all units counted, numbered once, the same at every reading."""

import gzip
import json
import random
from pathlib import Path

import pytest
from archives import make_tar, make_zip
from fixture_types import MakeSettings, Read, ReadDocuments
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from warc_records import compressed, warc_record

from etl.documents import Document, Refusal, StructuralSkip
from etl.errors import ChangedFile
from etl.ingest import CONTAINERS, read_file
from etl.ingest.raw import MissingUnit, read_raw
from etl.settings import Settings

LINES = b"".join(json.dumps({"text": f"Report {number}."}).encode() + b"\n" for number in range(5))
FEED = b'<rss version="2.0"><channel>' + b"<item><title>One</title></item>" * 3 + b"</channel></rss>"
WARC = compressed(warc_record(), warc_record("request", b""), warc_record(url="https://news.example/2"))
SOUND = {
    "plain": b"The bridge was closed.",
    "gzip": gzip.compress(b"The bridge was closed."),
    "lines": LINES,
    "compressed-lines": gzip.compress(LINES),
    "array": b"[" + b",".join(LINES.splitlines()) + b"]",
    "feed": FEED,
    "warc": WARC,
    "zip": make_zip([("a.jsonl", LINES), ("b.warc.gz", WARC), ("c.xml", FEED)]),
    "tar": gzip.compress(make_tar([("a.jsonl", LINES), ("b.warc.gz", WARC), ("c.zip", make_zip([("d.txt", b"D.")]))])),
}


def test_an_empty_file_is_one_unit(read: Read) -> None:
    (unit,) = read(b"", "empty.txt")
    assert isinstance(unit, Document)
    assert unit.data == b""


def test_a_file_over_the_limit_is_not_read(read: Read) -> None:
    (unit,) = read(b"abcd", max_file_bytes=3)
    assert isinstance(unit, Refusal)
    assert unit.reason == "file_too_large"
    assert isinstance(read(b"abcd", max_file_bytes=4)[0], Document)


@pytest.mark.parametrize("name", SOUND)
def test_a_second_reading_gives_the_same_units(read: Read, name: str) -> None:
    assert read(SOUND[name]) == read(SOUND[name])


@pytest.mark.parametrize("name", SOUND)
@given(data=st.data())
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_no_damage_raises_or_leaves_a_file_without_unit(read: Read, name: str, data: st.DataObject) -> None:
    """Bytes are changed and cut off; every unit still has a place of its own."""
    damaged = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(0, 3))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    units = read(bytes(damaged[: data.draw(st.integers(1, len(damaged)))]))
    places = [unit.origin.place for unit in units if not isinstance(unit, StructuralSkip)]
    assert places
    assert len(places) == len(set(places))


def test_random_bytes_are_read_as_something(read: Read) -> None:
    choose = random.Random(3)
    for head in (b"\x1f\x8b\x08", b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"WARC/1.0\r\n", b"[{"):
        assert read(head + choose.randbytes(2000))


def test_the_last_container_takes_anything() -> None:
    assert CONTAINERS[-1].recognises(b"\x00\xff", "")
    assert len({container.name for container in CONTAINERS}) == len(CONTAINERS)


@pytest.mark.parametrize("name", SOUND)
def test_the_bytes_of_every_unit_can_be_printed(tmp_path: Path, settings: MakeSettings, read: Read, name: str) -> None:
    for unit in read(SOUND[name], "input"):
        if isinstance(unit, Document):
            raw = raw_of(tmp_path / "input", unit, settings())
            assert unit.data in raw or (unit.media_type or "").endswith("feed-entry+xml")


def test_raw_bytes_of_a_record_are_the_record_with_its_headers(
    tmp_path: Path, settings: MakeSettings, read: Read
) -> None:
    for stored in (WARC, gzip.compress(gzip.decompress(WARC)), gzip.decompress(WARC)):
        units = read(stored, "a.warc")
        documents = [unit for unit in units if isinstance(unit, Document)]
        assert raw_of(tmp_path / "a.warc", documents[1], settings()) + b"\r\n\r\n" == warc_record(
            url="https://news.example/2"
        )


def test_raw_bytes_of_an_entry_are_its_feed(
    tmp_path: Path, settings: MakeSettings, read_documents: ReadDocuments
) -> None:
    assert raw_of(tmp_path / "input", read_documents(FEED)[1], settings()) == FEED


def test_raw_bytes_are_refused_when_the_file_has_changed(tmp_path: Path, settings: MakeSettings) -> None:
    (tmp_path / "a").write_bytes(LINES)
    with pytest.raises(MissingUnit):
        read_raw(
            tmp_path / "a", sha256=b"x", byte_offset=0, byte_length=3, member_no=0, position=0, settings=settings()
        )
    with pytest.raises(MissingUnit):
        read_raw(tmp_path / "a", byte_offset=None, byte_length=None, member_no=4, position=0, settings=settings())


def raw_of(path: Path, document: Document, settings: Settings) -> bytes:
    return read_raw(
        path,
        byte_offset=document.origin.byte_offset,
        byte_length=document.origin.byte_length,
        member_no=document.origin.member_no,
        position=document.origin.position,
        settings=settings,
    )


def test_what_one_million_lines_need_is_one_line(tmp_path: Path, settings: MakeSettings) -> None:
    """Units come one at a time: the first is there before the last is read."""
    (tmp_path / "dump.jsonl").write_bytes(LINES * 50_000)
    units = read_file(tmp_path / "dump.jsonl", "dump.jsonl", settings())
    first = next(units)
    (tmp_path / "dump.jsonl").write_bytes(b"")
    assert isinstance(first, Document)
    assert first.origin.position == 0
    with pytest.raises(ChangedFile):
        next(units)


def test_a_refusal_names_the_container_that_is_broken(read: Read) -> None:
    (large,) = read(b"abcd", max_document_bytes=3)
    assert isinstance(large, Refusal)
    cut = read(gzip.compress(b"The bridge was closed." * 99)[:-12], "a.txt.gz")[-1]
    assert isinstance(cut, Refusal)
    assert (large.format, cut.format) == ("plain", "gzip")
