"""JSON arrays: one record per element."""

import codecs
import re
from collections.abc import Iterator

from etl.errors import MalformedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import Container, Context, Fault, Item, Record
from etl.ingest.records.json_lines import MEDIA_TYPE
from etl.ingest.records.json_lines import SUFFIXES as LINES_SUFFIXES
from etl.ingest.stream import Stream

STEP_BYTES = 64 * 1024
WHITE_SPACE = b" \t\r\n"
_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[\s*([{\]]?)")
_IN_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*("?)', re.DOTALL)
_STRUCTURE = re.compile(rb'["{}\[\],]')


def _recognises(head: bytes, name: str) -> bool:
    match = _START.match(head)
    if match is None:
        return False
    return bool(match[1]) or name.lower().endswith((".json", *LINES_SUFFIXES))


def read_json_array(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each element of the array. Only brackets and strings are scanned: whether it is JSON, parsing finds out.

    If the array does not end, the last unit is a fault with the beginning of the truncated element. Raises
    MalformedDocument if anything but white space follows the array.
    """
    if stream.peek(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8:
        stream.skip(len(codecs.BOM_UTF8))
    splitter = _Splitter(context.settings.max_document_bytes)
    while data := stream.read_some(STEP_BYTES):
        yield from splitter.feed(data)
    if splitter.depth:
        cut = bytes(splitter.element).strip(WHITE_SPACE)
        detail = f"the array does not end; its last element breaks off after {len(cut)} bytes"
        yield Fault(reason=TruncatedData.reason, detail=detail, head=cut)


class _Splitter:
    """A splitter of an array's bytes, given in steps of any size, into its elements."""

    def __init__(self, limit: int) -> None:
        self.depth = 0
        self.element = bytearray()
        self._limit = limit
        self._in_string = False
        self._has_escape = False  # a step ended on a backslash
        self._is_too_large = False
        self._is_over = False

    def feed(self, data: bytes) -> Iterator[Record | Fault]:
        """Yield the elements that end in these bytes. Raises MalformedDocument for bytes after the array."""
        position = 0
        while position < len(data):
            if self._is_over and data[position:].strip(WHITE_SPACE):
                raise MalformedDocument("bytes after the end of the array")
            if self._in_string:
                position = self._pass_string(data, position)
                continue
            match = _STRUCTURE.search(data, position)
            if match is None:
                self._keep(data[position:])
                return
            self._keep(data[position : match.start()])
            yield from self._structure(match[0])
            position = match.end()

    def _pass_string(self, data: bytes, position: int) -> int:
        start = position
        if self._has_escape:
            position, self._has_escape = position + 1, False
        match = _IN_STRING.match(data, position)
        end = match.end() if match else position
        self._in_string = not (match and match[1])
        if self._in_string and end < len(data):  # a backslash is the last byte
            self._has_escape, end = True, len(data)
        self._keep(data[start:end])
        return end

    def _structure(self, mark: bytes) -> Iterator[Record | Fault]:
        closes = mark in b"]}"
        if self.depth == 1 and mark in b",]":
            yield from self._finish(is_last=mark == b"]")
        elif self.depth:
            self._keep(mark)
        self._in_string = mark == b'"'
        self.depth += (mark in b"[{") - closes
        self._is_over = closes and self.depth == 0

    def _finish(self, is_last: bool) -> Iterator[Record | Fault]:
        element = bytes(self.element).strip(WHITE_SPACE)
        if self._is_too_large:
            yield Fault(reason="document_too_large", detail=f"an element of over {self._limit} bytes")
        elif element or not is_last:
            yield Record(data=element, media_type=MEDIA_TYPE)
        self.element.clear()
        self._is_too_large = False

    def _keep(self, data: bytes) -> None:
        if not self._is_too_large:
            self.element += data
        if len(self.element) > self._limit:
            self._is_too_large = True
            self.element.clear()


CONTAINER = Container(name="json_array", recognises=_recognises, read=read_json_array)
