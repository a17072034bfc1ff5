"""Split a WARC file into its records, and find the next record after a broken one.

fastwarc and warcio trust Content-Length, stop at damage, and accept a truncated record as complete. Here a record must
end where another record begins or the file ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from io import SEEK_END

from etl.ingest.archives.compressed import DamagedData
from etl.ingest.container import Fault
from etl.ingest.stream import READ_BYTES, Stream
from etl.settings import Settings

MAGIC = b"WARC/"
NEXT_RECORD = b"\nWARC/1."
LINE_ENDS = b"\r\n"
HEADER_ENDS = (b"\r\n\r\n", b"\n\n")
SHORT_HEADER_BYTES = 4 * 1024
MAX_HEADER_BYTES = 64 * 1024
NO_HEADER = "data that do not begin like a record of a web archive (WARC/1.0 ...)"
NO_LENGTH = "a record whose header does not say how many bytes it has (Content-Length)"
SEPARATOR_BYTES = 64  # the standard has two line ends after a record; some writers leave one, or several


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One record: its place in the decompressed stream, its headers and its bytes."""

    offset: int
    end: int
    headers: dict[str, str]  # names in lower case
    data: bytes  # headers, blank line and block; only the beginning of the block if it is too large
    block: bytes
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Header:
    fields: dict[str, str]
    size: int  # in bytes, with the blank line

    @property
    def content_length(self) -> int | None:
        value = self.fields.get("content-length", "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 19 else None


def read_frames(stream: Stream, settings: Settings) -> Iterator[Frame | Fault]:
    """Yield every record, and a fault for all bytes between that are not a record. Raises the fault of the stream."""
    while _skip_line_ends(stream):
        start = stream.offset
        header = _header(stream)
        if header is None and _breaks_off(stream):
            yield _broken_header(stream)
            continue
        length = header.content_length if header else None
        if header is None or length is None:
            yield _no_record(stream, start, NO_HEADER if header is None else NO_LENGTH)
        elif header.size + length <= settings.max_document_bytes:
            yield _frame(stream, header, length)
        elif header.size + length > _largest(stream, settings):
            yield _no_record(stream, start, f"a record that says it has {length:,} bytes, more than the file has left")
        else:
            yield _beginning(stream, header, length)


def _skip_line_ends(stream: Stream) -> bool:
    """Skip line ends; False at the end of the data."""
    while (head := stream.read_head(SEPARATOR_BYTES)) and not head.lstrip(LINE_ENDS):
        stream.skip(len(head))
    stream.skip(len(head) - len(head.lstrip(LINE_ENDS)))
    return bool(head)


def _breaks_off(stream: Stream) -> bool:
    """Whether the bytes end, or the stream has its fault, inside the header of a record."""
    head = stream.peek(MAX_HEADER_BYTES)
    is_begun = head.startswith(MAGIC) or MAGIC.startswith(head)
    has_end = any(mark in head for mark in (*HEADER_ENDS, NEXT_RECORD))
    return is_begun and not has_end and len(head) < MAX_HEADER_BYTES


def _broken_header(stream: Stream) -> Fault:
    """A fault for the rest of the bytes. Raises the fault of the stream, if it has one."""
    start = stream.offset
    return _fault(stream, start, "truncated", "the header of a record ends early", stream.read(MAX_HEADER_BYTES))


def _header(stream: Stream) -> _Header | None:
    for size in (SHORT_HEADER_BYTES, MAX_HEADER_BYTES):
        head = stream.peek(size)
        if not head.startswith(MAGIC):
            return None
        ends = [(head.find(mark), len(mark)) for mark in HEADER_ENDS if mark in head]
        if ends:
            end, mark_size = min(ends)
            return _Header(_fields(head[:end]), end + mark_size)
    return None


def _fields(header: bytes) -> dict[str, str]:
    """The named fields; of a repeated name, the first."""
    fields: dict[str, str] = {}
    name = ""
    for line in header.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and name:  # folded
            fields[name] += " " + line.strip()
            continue
        name, _, value = line.partition(":")
        name = name.strip().lower()
        fields.setdefault(name, value.strip())
    return fields


def _largest(stream: Stream, settings: Settings) -> int:
    """The largest size, in bytes, that a record here can have."""
    if stream.file is None:
        return settings.max_expanded_bytes
    place = stream.file.tell()
    size = stream.file.seek(0, SEEK_END)
    stream.file.seek(place)
    return size - stream.offset


def _frame(stream: Stream, header: _Header, length: int) -> Frame | Fault:
    start = stream.offset
    data = stream.read(header.size + length)
    next_record = data.find(NEXT_RECORD, header.size)
    if len(data) < header.size + length and next_record < 0:
        detail = f"the last {header.size + length - len(data):,} bytes of the record are missing"
        return _fault(stream, start, "truncated", detail, data)
    if not _ends_here(stream, is_complete=len(data) == header.size + length):
        if next_record >= 0:
            stream.push_back(data[next_record + 1 :])
            return _fault(stream, start, "malformed", "a record inside of which the next one begins", data)
        _skip_to_record(stream)
        return _fault(stream, start, "malformed", "a record that does not end where its header says", data)
    if isinstance(stream.fault, DamagedData) and stream.fault.since is not None and stream.fault.since < stream.offset:
        raise stream.fault  # the checksum over these bytes is wrong
    block = data[header.size :]
    return Frame(offset=start, end=stream.offset, headers=header.fields, data=data, block=block, is_whole=True)


def _ends_here(stream: Stream, is_complete: bool) -> bool:
    after = stream.peek(SEPARATOR_BYTES).lstrip(LINE_ENDS)
    return is_complete and (after.startswith(MAGIC) or MAGIC.startswith(after))


def _beginning(stream: Stream, header: _Header, length: int) -> Frame:
    start = stream.offset
    data = stream.peek(header.size + MAX_HEADER_BYTES)
    stream.skip(header.size + length)
    return Frame(
        offset=start, end=stream.offset, headers=header.fields, data=data, block=data[header.size :], is_whole=False
    )


def _no_record(stream: Stream, start: int, detail: str) -> Fault:
    head = stream.read(min(len(MAGIC), len(stream.peek(len(MAGIC))))) + stream.peek(SHORT_HEADER_BYTES)
    _skip_to_record(stream)
    return _fault(stream, start, "malformed", detail, head)


def _skip_to_record(stream: Stream) -> None:
    while window := stream.peek(READ_BYTES):
        found = window.find(NEXT_RECORD)
        if found >= 0:
            stream.skip(found + 1)
            return
        stream.skip(len(window) if len(window) < READ_BYTES else len(window) - len(NEXT_RECORD))


def _fault(stream: Stream, start: int, reason: str, detail: str, head: bytes) -> Fault:
    return Fault(
        reason=reason, detail=detail, byte_offset=start, byte_length=stream.offset - start, head=head[:READ_BYTES]
    )
