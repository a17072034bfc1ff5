"""The members of a tar file.

The tarfile module parses only the headers. Its own iteration ends silently at a broken header and if the end of the
archive is missing.
"""

import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass

from etl.documents import Outcome, StructuralSkip
from etl.errors import LimitExceeded, RejectedDocument
from etl.ingest.archives.compressed import CorruptData, TruncatedData
from etl.ingest.archives.member_names import is_sidecar, is_unsafe
from etl.ingest.container import Container, Context, Fault, Item, Member
from etl.ingest.inputs.file_names import text_of_name
from etl.ingest.stream import READ_BYTES, Stream

MAX_HEADER_BYTES = 1024 * 1024  # of a long name or of extended headers
MAX_DIGITS = 20  # of a length or size
# Old GNU format: offsets of the bytes, in the header and in such a block, that announce a block with the map of holes.
HEADER_GOES_ON, MAP_GOES_ON = 482, 504
LINK_TYPES = (tarfile.LNKTYPE, tarfile.SYMTYPE)
SPECIAL_TYPES = (tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
SKIPPED_HEADER_TYPES = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK)
_EXTENDED_RECORD = re.compile(rb"\d+ ([^=\n]+)=")


def _recognises(head: bytes, name: str) -> bool:
    """Whether the first block is a header with the right checksum (older formats have no magic number)."""
    block = head[: tarfile.BLOCKSIZE]
    if name.lower().endswith(".tar") and len(block) == tarfile.BLOCKSIZE and not block.strip(b"\0"):
        return True  # an archive without members
    try:
        _header(block)
    except CorruptData:
        return False
    return True


def read_tar(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the members in stored order; concatenated archives are read as one.

    Raises TruncatedData if the archive ends early, CorruptData for a broken header, LimitExceeded for one that is too
    large.
    """
    extended = _Extended()
    links: set[str] = set()
    has_end = False
    while block := stream.read(tarfile.BLOCKSIZE):
        has_end = not block.strip(b"\0")
        if has_end:
            continue
        entry = _header(block)
        if entry.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME):
            extended.read(entry, _content_of_header(stream, entry))
        elif entry.type in SKIPPED_HEADER_TYPES:
            _content_of_header(stream, entry)
        else:
            if entry.type == tarfile.GNUTYPE_SPARSE:
                extended.is_sparse = True
                _skip_map_of_holes(stream, block)
            yield from _read_member(stream, entry, extended, links)
            extended = _Extended()
    if not has_end:
        raise TruncatedData("the end-of-archive marker is missing")


def _header(block: bytes) -> tarfile.TarInfo:
    try:
        entry = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError) as error:
        raise CorruptData(f"a member's header: {error}") from error
    if entry.size < 0:
        raise CorruptData(f"a member with an impossible size: {entry.size} bytes")
    return entry


def _content_of_header(stream: Stream, entry: tarfile.TarInfo) -> bytes:
    if entry.size > MAX_HEADER_BYTES:
        raise LimitExceeded("header_too_large", f"a header of {entry.size:,} bytes")
    return stream.read(_in_blocks(entry.size))[: entry.size]


def _skip_map_of_holes(stream: Stream, header: bytes) -> None:
    """Skip the blocks between the header of a sparse member and its content."""
    goes_on = header[HEADER_GOES_ON]
    while goes_on:
        block = stream.read(tarfile.BLOCKSIZE)
        goes_on = len(block) == tarfile.BLOCKSIZE and block[MAP_GOES_ON]


def _number(digits: bytes) -> int:
    """The value of decimal digits. Raises CorruptData for more than MAX_DIGITS; int() fails at some thousand digits."""
    if len(digits) > MAX_DIGITS:
        raise CorruptData(f"an extended header with a number of {len(digits)} digits")
    return int(digits)


def _in_blocks(size: int) -> int:
    return -(-size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE


@dataclass(slots=True)
class _Extended:
    """Facts about a member from the extended headers before its own."""

    name: bytes | None = None
    size: int | None = None
    is_sparse: bool = False

    def read(self, entry: tarfile.TarInfo, content: bytes) -> None:
        """Read a long name (GNU) or extended records (POSIX: length, space, key=value, newline)."""
        if entry.type == tarfile.GNUTYPE_LONGNAME:
            self.name = content.rstrip(b"\0")
            return
        start = 0
        while (match := _EXTENDED_RECORD.match(content, start)) is not None:
            length = _number(content[start : content.index(b" ", start)])
            if length <= match.end() - start:
                raise CorruptData("an extended header without a valid length")
            self._take(match[1], content[match.end() : start + length - 1])
            start += length

    def _take(self, key: bytes, value: bytes) -> None:
        if key == b"path":
            self.name = value
        elif key == b"size" and value.isdigit():
            self.size = _number(value)
        elif key.startswith(b"GNU.sparse."):
            self.is_sparse = True


def _read_member(stream: Stream, entry: tarfile.TarInfo, extended: _Extended, links: set[str]) -> Iterator[Item]:
    name = text_of_name(extended.name or entry.name.encode("utf-8", "surrogateescape"))
    size = entry.size if extended.size is None else extended.size
    if entry.type in LINK_TYPES + SPECIAL_TYPES + (tarfile.DIRTYPE,):
        size = 0
    content = _Content(stream, size)
    if is_unsafe(name) or _is_below(name, links):
        detail = "the name of the member leads out of the archive or through a link, or is not a valid name"
        yield Member(name=name, content=Fault(reason="unsafe_name", detail=detail))
    else:
        yield _item(name, entry, content, extended.is_sparse)
    if entry.type in LINK_TYPES:
        links.add(name)
    if content.fault is not None:
        raise content.fault
    stream.skip(content.left + _in_blocks(size) - size)


def _is_below(name: str, links: set[str]) -> bool:
    steps = name.split("/")
    return bool(links) and any("/".join(steps[:count]) in links for count in range(1, len(steps)))


@dataclass(slots=True)
class _Content:
    """The bytes of one member."""

    stream: Stream
    left: int
    fault: RejectedDocument | None = None

    def next_bytes(self) -> bytes:
        """The next bytes, b"" at the member's end. Raises TruncatedData if the archive ends before that."""
        data = self.stream.read_some(min(self.left, READ_BYTES)) if self.left else b""
        self.left -= len(data)
        if self.left and not data:
            self.fault = TruncatedData(f"{self.left} bytes of the member are missing")
            raise self.fault
        return data


def _item(name: str, entry: tarfile.TarInfo, content: _Content, is_sparse: bool) -> Item:
    if entry.isdir():
        return StructuralSkip(reason="tar:folder")
    if is_sidecar(name):
        return StructuralSkip(reason="tar:sidecar")
    if entry.type in LINK_TYPES:
        return Member(name=name, content=Fault(outcome=Outcome.SKIPPED, reason="link", detail="a link"))
    if entry.type in SPECIAL_TYPES:
        return Member(name=name, content=Fault(outcome=Outcome.SKIPPED, reason="not_regular", detail="a device"))
    if is_sparse:
        return Member(name=name, content=Fault(reason="unsupported_compression", detail="a sparse file"))
    if content.left == 0:
        return StructuralSkip(reason="tar:empty_member")
    return Member(name=name, content=Stream(content.next_bytes))


CONTAINER = Container(
    name="tar",
    what="a tar archive, nested up to `KHABAR_MAX_NESTING`",
    recognised_by="the checksum of its first header",
    becomes="its members; links and devices are skipped, members with unsafe names are rejected",
    recognises=_recognises,
    read=read_tar,
    nests=True,
)
