"""gzip, bzip2, xz and zstd."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pytest
import zstandard
from fixture_types import MakeSettings, Outcomes, Read
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from etl.documents import Document, Refusal
from etl.ingest.archives.compressed import BZIP2, CODECS, GZIP, XZ, ZSTD, Codec, Expansion
from etl.ingest.expansion_limit import Budget
from etl.ingest.stream import Stream, file_stream

TEXT = b"The bridge was closed for repairs.\n" * 50
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    GZIP.name: lambda data: gzip.compress(data, mtime=0),
    BZIP2.name: bz2.compress,
    XZ.name: lzma.compress,
    ZSTD.name: zstandard.ZstdCompressor(write_checksum=True).compress,
}


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
class TestEveryCodec:
    """What holds for each of the four formats."""

    def test_a_file_gives_its_content_under_its_inner_name(self, read: Read, codec: Codec) -> None:
        suffix = next(iter(codec.suffixes))
        (document,) = read(COMPRESS[codec.name](TEXT), "story.txt" + suffix)
        assert isinstance(document, Document)
        assert (document.data, document.name, document.origin.member) == (TEXT, "story.txt", None)

    def test_the_bytes_count_not_the_name(self, outcomes: Outcomes, codec: Codec) -> None:
        assert outcomes(COMPRESS[codec.name](TEXT), "story.txt") == [TEXT]
        assert outcomes(TEXT, "story" + next(iter(codec.suffixes))) == [TEXT]

    def test_members_one_after_the_other_are_one_content(self, outcomes: Outcomes, codec: Codec) -> None:
        compress = COMPRESS[codec.name]
        assert outcomes(compress(TEXT[:99]) + compress(TEXT[99:])) == [TEXT]

    def test_a_cut_file_is_truncated(self, outcomes: Outcomes, codec: Codec) -> None:
        assert outcomes(COMPRESS[codec.name](TEXT)[:-12]) == ["truncated"]

    def test_bytes_behind_the_last_member_cost_only_themselves(self, read: Read, codec: Codec) -> None:
        stored = COMPRESS[codec.name](TEXT)
        document, rest = read(stored + bytes(512) + b"<html>added later", "story.txt")
        assert isinstance(document, Document)
        assert isinstance(rest, Refusal)
        assert document.data == TEXT
        assert (rest.reason, rest.origin.byte_offset, rest.origin.byte_length) == (
            "trailing_data",
            len(stored) + 512,
            17,
        )
        assert rest.head == b"<html>added later"

    def test_bytes_behind_lines_cost_no_line(self, outcomes: Outcomes, codec: Codec) -> None:
        lines = b'{"text": "one"}\n{"text": "two"}'
        stored = COMPRESS[codec.name](lines) + b"garbage" * 20_000
        assert outcomes(stored, "dump.jsonl") == [*lines.split(b"\n"), "trailing_data"]

    def test_zeros_at_the_end_are_padding(self, outcomes: Outcomes, codec: Codec) -> None:
        assert outcomes(COMPRESS[codec.name](TEXT) + bytes(512)) == [TEXT]

    def test_lines_before_the_damage_are_kept(self, outcomes: Outcomes, codec: Codec) -> None:
        lines = b'{"text": "one"}\n{"text": "two"}\n'
        compress = COMPRESS[codec.name]
        damaged = compress(lines) + compress(TEXT)[:-12]
        assert outcomes(damaged, "dump.jsonl")[:2] == [b'{"text": "one"}', b'{"text": "two"}']
        assert outcomes(damaged, "dump.jsonl")[-1] == "truncated"

    def test_what_grows_out_of_proportion_is_refused(self, outcomes: Outcomes, codec: Codec) -> None:
        bomb = COMPRESS[codec.name](bytes(40 * 1024 * 1024))
        assert outcomes(bomb, max_document_bytes=1 << 30, max_expansion_ratio=100) == ["expansion_ratio"]

    def test_the_expanded_size_is_limited(self, outcomes: Outcomes, codec: Codec) -> None:
        assert outcomes(COMPRESS[codec.name](TEXT), max_expanded_bytes=100) == ["expanded_too_large"]


def test_a_wrong_checksum_is_corrupt(outcomes: Outcomes) -> None:
    data = gzip.compress(TEXT, mtime=0)
    assert outcomes(data[:-8] + bytes(4) + data[-4:]) == ["corrupt"]


def test_compression_inside_compression_has_an_end(outcomes: Outcomes) -> None:
    data = TEXT
    for _ in range(4):
        data = gzip.compress(data, mtime=0)
    assert outcomes(data) == ["nested_too_deep"]
    assert outcomes(data, max_nesting=4) == [TEXT]


def test_skippable_frames_of_zstd_are_skipped(outcomes: Outcomes) -> None:
    skippable = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"abcde"
    assert outcomes(skippable + COMPRESS[ZSTD.name](TEXT) + skippable) == [TEXT]


@pytest.mark.parametrize("left", [4, 6, 8, 12])
def test_a_skippable_frame_of_zstd_that_is_cut_is_truncated(outcomes: Outcomes, left: int) -> None:
    skippable = b"\x50\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"abcde"
    assert outcomes(skippable[:left]) == ["truncated"]
    lines = b'{"text": "one"}\n{"text": "two"}\n'
    assert outcomes(COMPRESS[ZSTD.name](lines) + skippable[:left]) == [*lines.splitlines(), "truncated"]


@given(parts=st.lists(st.binary(max_size=300), min_size=1, max_size=4), codec=st.sampled_from(CODECS))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_members_expand_to_their_contents(settings: MakeSettings, parts: list[bytes], codec: Codec) -> None:
    stored = b"".join(map(COMPRESS[codec.name], parts))
    expansion = Expansion(codec, file_stream(io.BytesIO(stored)), Budget(settings()))
    assert Stream(expansion.next_bytes).read_all(10_000) == b"".join(parts)
