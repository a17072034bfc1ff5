"""JSON Lines (NDJSON, RFC 7464 sequences): one record per line."""

import codecs
import json
from collections.abc import Iterator

from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.stream import Stream

MEDIA_TYPE = "application/json"
SUFFIXES = (".jsonl", ".ndjson", ".jl", ".jsonlines", ".json-seq")
RECORD_SEPARATOR = b"\x1e"  # RFC 7464


def _recognises(head: bytes, name: str) -> bool:
    """Whether two of the first lines begin an object; if the name has a suffix of JSON Lines, one is enough."""
    lines = head.removeprefix(codecs.BOM_UTF8).split(b"\n")
    starts = [line.lstrip(RECORD_SEPARATOR + b" \t\r")[:1] for line in lines if line.strip()]
    if not starts or starts[0] == b"[":
        return False
    if name.lower().endswith(SUFFIXES):
        return b"{" in starts
    return starts[0] == b"{" and starts.count(b"{") > 1 and _is_object(lines[0])


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.strip(RECORD_SEPARATOR), parse_int=str), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each line that is not blank, without its newline. Lines are not checked to be JSON; parsing does that.

    A line over the limit yields the fault `document_too_large`, an incomplete last line `truncated`.
    """
    if stream.peek(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
        stream.skip(len(codecs.BOM_UTF8))
    limit = context.settings.max_document_bytes
    while stream.read_head(1):
        start = stream.offset
        line = stream.read_line(limit)
        if line is None:
            detail = f"a line of {stream.offset - start:,} bytes; at most {limit:,} are read"
            yield Fault(
                reason="document_too_large", detail=detail, byte_offset=start, byte_length=stream.offset - start
            )
        elif line.strip(RECORD_SEPARATOR + b" \t\r\n"):
            yield _record(line, start)


def _record(line: bytes, start: int) -> Record | Fault:
    lead = len(line) - len(line.lstrip(RECORD_SEPARATOR))
    data = line[lead:].rstrip(b"\r\n")
    if not line.endswith(b"\n") and data.lstrip().startswith(b"{") and not data.rstrip().endswith(b"}"):
        detail = "the last line is incomplete"
        return Fault(reason="truncated", detail=detail, byte_offset=start + lead, byte_length=len(data), head=data)
    return Record(data=data, byte_offset=start + lead, byte_length=len(data), media_type=MEDIA_TYPE)


CONTAINER = Container(
    name="json_lines",
    what="JSONL, NDJSON",
    recognised_by="two of the first lines begin an object; one is enough if the name ends with `.jsonl` or `.ndjson`",
    becomes="its lines",
    recognises=_recognises,
    read=read_json_lines,
)
