"""Split the bytes of a JSON array or object into its elements."""

import re
from collections.abc import Iterator

from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import Fault
from etl.ingest.stream import Stream

STEP_BYTES = 64 * 1024
WHITE_SPACE = b" \t\r\n"
IN_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*("?)', re.DOTALL)
_STRUCTURE = re.compile(rb'["{}\[\],]')


def read_elements(stream: Stream, limit: int) -> Iterator[bytes | Fault]:
    """Yield each element of the array that comes next, or each key with its value of an object; read no further.

    Only brackets and strings are scanned; parsing checks that it is JSON. An element over `limit` bytes is a fault, and
    so is the last one if the array does not end.
    """
    splitter = _Splitter(limit)
    while not splitter.is_over and (data := stream.read_some(STEP_BYTES)):
        yield from splitter.feed(data)
    stream.push_back(splitter.rest)
    if splitter.depth:
        cut = bytes(splitter.element).strip(WHITE_SPACE)
        detail = f"the list (JSON) has no end; its last element ends early, after {len(cut):,} bytes"
        yield Fault(reason=TruncatedData.reason, detail=detail, head=cut)


class _Splitter:
    """A splitter of an array's bytes, given in steps of any size, into its elements."""

    def __init__(self, limit: int) -> None:
        self.depth = 0
        self.element = bytearray()
        self.is_over = False
        self.rest = b""  # the bytes after the end of the array
        self._limit = limit
        self._in_string = False
        self._has_escape = False  # a step ended on a backslash
        self._is_too_large = False

    def feed(self, data: bytes) -> Iterator[bytes | Fault]:
        """Yield the elements that end in these bytes."""
        position = 0
        while position < len(data):
            if self.is_over:
                self.rest = data[position:]
                return
            if self._in_string:
                position = self._pass_string(data, position)
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
        match = IN_STRING.match(data, position)
        end = match.end() if match else position
        self._in_string = not (match and match[1])
        if self._in_string and end < len(data):  # a backslash is the last byte
            self._has_escape, end = True, len(data)
        self._keep(data[start:end])
        return end

    def _structure(self, mark: bytes) -> Iterator[bytes | Fault]:
        closes = mark in b"]}"
        if self.depth == 1 and mark in b",]}":
            yield from self._finish(is_last=closes)
        elif self.depth:
            self._keep(mark)
        self._in_string = mark == b'"'
        self.depth += (mark in b"[{") - closes
        self.is_over = closes and self.depth <= 0

    def _finish(self, is_last: bool) -> Iterator[bytes | Fault]:
        element = bytes(self.element).strip(WHITE_SPACE)
        if self._is_too_large:
            yield Fault(reason="document_too_large", detail=f"an element of more than {self._limit:,} bytes")
        elif element or not is_last:
            yield element
        self.element.clear()
        self._is_too_large = False

    def _keep(self, data: bytes) -> None:
        if not self._is_too_large:
            self.element += data
        if len(self.element) > self._limit:
            self._is_too_large = True
            self.element.clear()
