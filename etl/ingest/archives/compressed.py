"""gzip, bzip2, xz and zstd: streams of one or more compressed members."""

import bz2
import lzma
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

import zstandard

from etl.errors import RejectedDocument
from etl.ingest.container import Container, Context, Expanded, Fault, Item
from etl.ingest.expansion_limit import Budget
from etl.ingest.stream import READ_BYTES, Stream

MAX_WINDOW_BYTES = 128 * 1024 * 1024  # of zstd: the window of `zstd --long=27`; a larger one is refused
SKIPPABLE_FRAME_MAGIC = b"\x2a\x4d\x18"  # RFC 8878, 3.1.2: after a byte from 0x50 to 0x5f
SKIPPABLE_FRAME_HEADER_BYTES = 8
SHOWN_BYTES = 200  # of the bytes after compressed data
MAX_XZ_BYTES = 256 * 1024 * 1024  # memory that one xz stream may use


class DamagedData(RejectedDocument):
    """The stored bytes cannot be read to their end."""

    reason = "damaged"

    def __init__(self, detail: str, since: int | None = None) -> None:
        super().__init__(detail)
        self.since = since  # decompressed bytes from this offset on may be wrong; None: all that were read are right


class TruncatedData(DamagedData):
    """The stored bytes end before their content is complete."""

    reason = "truncated"


class CorruptData(DamagedData):
    """The stored bytes contradict themselves: a wrong checksum, an impossible code."""

    reason = "corrupt"


class TrailingData(DamagedData):
    """Complete compressed data are followed by other bytes, for example an appended note."""

    reason = "trailing_data"


class Decompressor(Protocol):
    """What the decompressors of the four libraries have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Codec:
    """One compression format."""

    name: str
    magic: bytes
    suffixes: dict[str, str]  # suffix of file names -> the suffix after decompression
    start: Callable[[], Decompressor]
    step_bytes: int  # compressed bytes per step, so that no step yields more than about 30 MB
    errors: tuple[type[Exception], ...]


GZIP = Codec(
    name="gzip",
    magic=b"\x1f\x8b\x08",
    suffixes={".gz": "", ".gzip": "", ".tgz": ".tar"},
    start=lambda: zlib.decompressobj(31),
    step_bytes=16 * 1024,
    errors=(zlib.error,),
)
BZIP2 = Codec(
    name="bzip2",
    magic=b"BZh",
    suffixes={".bz2": "", ".bz": "", ".tbz2": ".tar", ".tbz": ".tar"},
    start=bz2.BZ2Decompressor,
    step_bytes=1024,
    errors=(OSError, ValueError),
)
XZ = Codec(
    name="xz",
    magic=b"\xfd7zXZ\x00",
    suffixes={".xz": "", ".txz": ".tar"},
    start=lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, MAX_XZ_BYTES),
    step_bytes=4 * 1024,
    errors=(lzma.LZMAError,),
)
ZSTD = Codec(
    name="zstd",
    magic=b"\x28\xb5\x2f\xfd",
    suffixes={".zst": "", ".zstd": "", ".tzst": ".tar"},
    start=lambda: zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES).decompressobj(),
    step_bytes=512,
    errors=(zstandard.ZstdError,),
)
CODECS = (GZIP, BZIP2, XZ, ZSTD)


@dataclass(slots=True)
class Expansion:
    """The decompressed bytes of a stream of compressed members."""

    codec: Codec
    stored: Stream
    budget: Budget
    on_member: Callable[[int, int], None] = lambda expanded_offset, stored_offset: None  # called where a member begins
    member_offset: int = 0  # of the present member, in the stored bytes
    _member_expanded_offset: int = 0
    expanded_bytes: int = 0
    _member: Decompressor | None = None
    _has_whole_member: bool = False

    def next_bytes(self) -> bytes:
        """The next decompressed bytes, b"" at the end.

        Raises TruncatedData, CorruptData, TrailingData or LimitExceeded.
        """
        data = b""
        while not data:
            self._member = self._member or self._start_member()
            if self._member is None:
                return b""
            data = self._step(self._member)
        self.expanded_bytes += len(data)
        self.budget.spend(len(data), self.expanded_bytes, self.stored.offset)
        return data

    def find_member(self, content: bytes) -> bool:
        """Go to the next member whose content begins with these bytes, after damage; False if there is none."""
        self._member = None
        self.stored.skip(max(0, self.member_offset + 1 - self.stored.offset))
        while window := self.stored.peek(READ_BYTES):
            for match in re.finditer(re.escape(self.codec.magic), window):
                if head_expanded(window[match.start() :], self.codec).startswith(content):
                    self.stored.skip(match.start())
                    return True
            is_last = len(window) < READ_BYTES
            self.stored.skip(len(window) if is_last else len(window) // 2)
        return False

    def _start_member(self) -> Decompressor | None:
        self._skip_padding()
        self.on_member(self.expanded_bytes, self.stored.offset)
        head = self.stored.read_head(len(self.codec.magic))
        if not head:
            return None
        if not head.startswith(self.codec.magic):
            name, place = self.codec.name, self.stored.offset
            if self._has_whole_member:
                raise TrailingData(f"other data than {name} from byte {place:,} on", self.expanded_bytes)
            raise CorruptData(f"no {name} data at byte {place:,}", self.expanded_bytes)
        self.member_offset = self.stored.offset
        self._member_expanded_offset = self.expanded_bytes
        return self.codec.start()

    def _skip_padding(self) -> None:
        """Skip the zeros that tapes and block devices leave at the end, and zstd's skippable frames.

        Raises TruncatedData for a truncated skippable frame.
        """
        if self.stored.offset:
            self.stored.skip_run(b"\x00")
        while self.codec is ZSTD and self.stored.peek(4)[1:] == SKIPPABLE_FRAME_MAGIC:
            header = self.stored.peek(SKIPPABLE_FRAME_HEADER_BYTES)
            size = SKIPPABLE_FRAME_HEADER_BYTES + int.from_bytes(header[4:], "little")
            if self.stored.skip(size) < size:
                detail = f"a skippable zstd frame ends early, at byte {self.stored.offset:,}"
                raise TruncatedData(detail, self.expanded_bytes)

    def _step(self, member: Decompressor) -> bytes:
        data = self.stored.read_some(self.codec.step_bytes)
        if not data:
            detail = f"the {self.codec.name} data end early, at byte {self.stored.offset:,}"
            raise TruncatedData(detail, self._member_expanded_offset)
        try:
            expanded = member.decompress(data)
        except self.codec.errors as error:
            self.stored.push_back(data)  # another member may begin in it
            found = str(error).rpartition(": ")[2]
            detail = f"damaged {self.codec.name} data after byte {self.stored.offset:,} ({found})"
            raise CorruptData(detail, self._member_expanded_offset) from error
        if member.eof:
            self.stored.push_back(member.unused_data)
            self._member = None
            self._has_whole_member = True
        return expanded


def name_without_suffix(name: str, codec: Codec) -> str:
    """The name of a compressed file after decompression; unchanged without a suffix of the codec."""
    for suffix, inner in codec.suffixes.items():
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)] + inner
    return name


def head_expanded(head: bytes, codec: Codec) -> bytes:
    """The beginning of the decompressed bytes; b"" if nothing can be decompressed. Never raises."""
    try:
        return codec.start().decompress(head[: codec.step_bytes])
    except codec.errors:
        return b""


def rest_of(stored: Stream, fault: TrailingData) -> Fault:
    """The bytes after the compressed data as one unit; reads `stored`, which is at the first of them, to its end."""
    start = stored.offset
    head = stored.peek(SHOWN_BYTES)
    length = stored.skip(sys.maxsize)
    detail = f"{fault} ({length:,} bytes)"
    return Fault(reason=fault.reason, detail=detail, byte_offset=start, byte_length=length, head=head)


def container_of(codec: Codec) -> Container:
    """The container of a compression format."""

    def recognises(head: bytes, name: str) -> bool:
        return head.startswith(codec.magic) or (codec is ZSTD and head[1:4] == SKIPPABLE_FRAME_MAGIC)

    def read(stream: Stream, context: Context) -> Iterator[Item]:
        expansion = Expansion(codec, stream, context.budget)
        trailing: list[TrailingData] = []

        def next_bytes() -> bytes:
            try:
                return expansion.next_bytes()
            except TrailingData as fault:  # the data before it are complete
                trailing.append(fault)
                return b""

        yield Expanded(name=name_without_suffix(context.name, codec), content=Stream(next_bytes))
        for fault in trailing:
            yield rest_of(stream, fault)

    return Container(
        name=codec.name,
        what=f"a file compressed by {codec.name}; it may consist of several compressed parts in sequence",
        recognised_by="its first bytes",
        becomes="the contents, read like a file",
        recognises=recognises,
        read=read,
        nests=True,
    )
