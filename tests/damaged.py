"""Bytes for hypothesis: any at all, and valid inputs with the damage that disks, networks and programs do."""

from collections.abc import Sequence

from hypothesis import HealthCheck
from hypothesis import settings as limits
from hypothesis import strategies as st

MAX_CHANGES = 4
FEW = limits(max_examples=12, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
MANY = limits(max_examples=500, print_blob=True, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def damaged(draw: st.DrawFn, valid: Sequence[bytes], all_valid: Sequence[bytes]) -> bytes:
    """One of the valid inputs, changed up to four times; what is put in comes from any of all inputs."""
    data = draw(st.sampled_from(valid))
    for _ in range(draw(st.integers(1, MAX_CHANGES))):
        change = draw(st.sampled_from([_flip, _cut, _splice, _duplicate, _insert]))
        data = change(draw, data, draw(st.sampled_from(all_valid)))
    return data


def any_bytes(heads: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Any bytes; or any bytes behind the beginning of a valid input, so that they are taken for one."""
    rest = st.binary(max_size=400)
    return rest | st.tuples(st.sampled_from([head[:64] for head in heads]), rest).map(b"".join)


def _flip(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    place = draw(st.integers(0, max(0, len(data) - 1)))
    return data[:place] + bytes([draw(st.integers(0, 255))]) + data[place + 1 :]


def _cut(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    start, end = _span(draw, data)
    return data[:start] + data[end:]


def _splice(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    return data[: _place(draw, data)] + other[_place(draw, other) :]


def _duplicate(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    start, end = _span(draw, data)
    return data[:end] + data[start:end] + data[end:]


def _insert(draw: st.DrawFn, data: bytes, other: bytes) -> bytes:
    place, (start, end) = _place(draw, data), _span(draw, other)
    return data[:place] + other[start:end] + data[place:]


def _place(draw: st.DrawFn, data: bytes) -> int:
    return draw(st.integers(0, len(data)))


def _span(draw: st.DrawFn, data: bytes) -> tuple[int, int]:
    start = _place(draw, data)
    return start, draw(st.integers(start, len(data)))
