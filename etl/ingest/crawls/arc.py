"""ARC files, the predecessor of WARC: documents are read like WARC response records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from etl.documents import StructuralSkip
from etl.errors import LimitExceeded, MalformedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import Container, Context, Item
from etl.ingest.crawls.warc import item_of
from etl.ingest.crawls.warc_frame import LINE_ENDS, Frame
from etl.ingest.stream import Stream

MAGIC = b"filedesc://"
MAX_HEADER_BYTES = 16 * 1024
# Number of fields after the URL (which may contain spaces): IP address, time, media type, length; version 2 has five
# more before the length.
FIELDS_AFTER_URL = (4, 9)
_TIME = re.compile(rb"\d{14}")


@dataclass(frozen=True, slots=True)
class _Header:
    url: str
    time: str  # YYYYMMDDhhmmss
    length: int


def _recognises(head: bytes, name: str) -> bool:
    return head.startswith(MAGIC)


def read_arc(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield the documents; records that describe the file are only counted.

    Raises MalformedDocument for an invalid header line, TruncatedData for an incomplete record, LimitExceeded for one
    that is too large. Nothing is read after that, because only a record's length says where the next one begins.
    """
    limit = context.settings.max_document_bytes
    while _skip_line_ends(stream):
        start = stream.offset
        header = _header(stream.read_line(MAX_HEADER_BYTES) or b"")
        if header is None:
            raise MalformedDocument(f"no header of a record at byte {start:,}, where one must begin (ARC)")
        if header.length > limit:
            raise LimitExceeded(
                "document_too_large",
                f"a record of {header.length:,} bytes, at byte {start:,}; at most {limit:,} are read",
            )
        block = stream.read(header.length)
        if len(block) < header.length:
            raise TruncatedData(
                f"the last {header.length - len(block):,} bytes of the record at byte {start:,} are missing"
            )
        if header.url.startswith(MAGIC.decode()):
            yield StructuralSkip(reason="arc:filedesc")
        else:
            yield item_of(_frame(header, block, start, stream.offset), (start, stream.offset - start), context.settings)


def _skip_line_ends(stream: Stream) -> bool:
    """Skip the line ends between records; False at the end of the data. Raises the stream's fault if it comes next."""
    stream.skip_run(LINE_ENDS)
    return bool(stream.read_head(1))


def _header(line: bytes) -> _Header | None:
    fields = line.rstrip(LINE_ENDS).split(b" ")
    for count in FIELDS_AFTER_URL:
        if len(fields) > count and _TIME.fullmatch(fields[1 - count]) and fields[-1].isdigit() and len(fields[-1]) < 19:
            url = b" ".join(fields[:-count]).decode("utf-8", "replace")
            return _Header(url, fields[1 - count].decode(), int(fields[-1]))
    return None


def _frame(header: _Header, block: bytes, start: int, end: int) -> Frame:
    """The record as a WARC response record."""
    record = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
    return Frame(
        offset=start,
        end=end,
        headers={
            "warc-type": "response",
            "warc-target-uri": header.url,
            "warc-date": f"{header.time[:8]}T{header.time[8:]}Z",
            "content-type": "application/http",
        },
        data=record % len(block) + block,
        block=block,
        is_whole=True,
    )


CONTAINER = Container(
    name="arc",
    what="ARC, plain or gzip",
    recognised_by="its first line, `filedesc:`",
    becomes="records with status 200",
    recognises=_recognises,
    read=read_arc,
)
