"""Streams: nothing before a fault is lost, and the fault is always the same."""

import gzip
import sys
from collections.abc import Callable, Iterator

import pytest
from fixture_types import Outcomes
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import LimitExceeded, MalformedDocument
from etl.ingest.stream import Stream

CHUNKS = st.lists(st.binary(min_size=1, max_size=20), max_size=8)


def stream_of(chunks: list[bytes], fault: Exception | None = None) -> Stream:
    pieces: Iterator[bytes] = iter(chunks)

    def next_bytes() -> bytes:
        piece = next(pieces, None)
        if piece is None and fault is not None:
            raise fault
        return piece or b""

    return Stream(next_bytes)


@given(CHUNKS, st.integers(min_value=1, max_value=30))
def test_reading_in_steps_of_any_size_gives_all_bytes_once(chunks: list[bytes], size: int) -> None:
    stream = stream_of(chunks)
    data = b""
    while piece := stream.read(size):
        data += piece
    assert data == b"".join(chunks)
    assert stream.offset == len(data)


@given(CHUNKS)
def test_lines_are_those_of_the_whole(chunks: list[bytes]) -> None:
    stream = stream_of(chunks)
    lines: list[bytes] = []
    while stream.read_head(1):
        lines.append(stream.read_line(1000) or b"")
    assert b"".join(lines) == b"".join(chunks)
    assert all(line.endswith(b"\n") for line in lines[:-1])
    assert all(b"\n" not in line[:-1] for line in lines)


@given(CHUNKS, st.integers(min_value=0, max_value=30))
def test_bytes_put_back_are_read_again(chunks: list[bytes], size: int) -> None:
    stream = stream_of(chunks)
    stream.push_back(stream.read(size))
    assert stream.offset == 0
    assert stream.read_all(1000) == b"".join(chunks)


def test_a_line_over_the_limit_is_passed_over_and_the_next_one_read() -> None:
    stream = stream_of([b"x" * 50, b"x" * 50, b"\nnext\n"])
    assert stream.read_line(60) is None
    assert stream.read_line(60) == b"next\n"


def test_what_stands_before_a_fault_can_be_read() -> None:
    fault = MalformedDocument("broken")
    stream = stream_of([b"abc", b"def"], fault)
    assert stream.peek(100) == b"abcdef"
    assert stream.read(6) == b"abcdef"
    assert _raised(lambda: stream.read(1)) is fault
    assert _raised(lambda: stream.read_some(1)) is fault


def test_a_fault_before_the_wanted_bytes_end_is_raised_and_takes_nothing() -> None:
    stream = stream_of([b"abc"], MalformedDocument("broken"))
    _raised(lambda: stream.read(4))
    assert stream.read(3) == b"abc"


def test_reading_all_stops_at_the_limit() -> None:
    with pytest.raises(LimitExceeded) as caught:
        stream_of([b"abcd"]).read_all(3)
    assert caught.value.reason == "document_too_large"


def _raised(call: Callable[[], object]) -> Exception:
    with pytest.raises(MalformedDocument) as caught:
        call()
    return caught.value


def test_a_line_of_exactly_the_limit_is_read_also_without_its_end() -> None:
    for data in (b"abcd", b"abcd\n"):
        assert Stream(iter([data, b""]).__next__).read_line(4) == data
    for data in (b"abcde", b"abcde\n"):
        assert Stream(iter([data, b""]).__next__).read_line(4) is None


def test_an_empty_line_is_a_line_before_a_long_one_and_before_a_fault() -> None:
    assert Stream(iter([b"\nabcdefgh", b""]).__next__).read_line(4) == b"\n"
    stream = stream_of([b"\na"], MalformedDocument("damaged"))
    assert stream.peek(9) == b"\na"
    assert stream.read_line(4) == b"\n"
    with pytest.raises(MalformedDocument):
        stream.read_line(4)


@given(CHUNKS, st.binary(min_size=1, max_size=3))
def test_a_run_is_passed_over_to_its_last_byte(chunks: list[bytes], kinds: bytes) -> None:
    stream = stream_of(chunks)
    stream.skip_run(kinds)
    assert stream.read(1000) == b"".join(chunks).lstrip(kinds)


@pytest.mark.parametrize("name", ["long.gz", "long.arc"])
def test_a_long_run_of_padding_takes_few_steps(outcomes: Outcomes, name: str) -> None:
    padded = {
        "long.gz": gzip.compress(b"A boat.") + bytes(1 << 20),
        "long.arc": b"filedesc://a.arc 127.0.0.1 20140216050221 text/plain 0\n" + b"\n" * (1 << 20),
    }
    assert outcomes(padded[name], name)  # the first reading opens the tables of words
    calls = 0

    def count(_frame: object, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        outcomes(padded[name], name)
    finally:
        sys.setprofile(None)
    assert calls < 50_000
