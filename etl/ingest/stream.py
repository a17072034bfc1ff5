"""A stream of bytes that is read once, from front to back, with lookahead."""

from collections.abc import Callable
from typing import BinaryIO

from etl.errors import LimitExceeded, RejectedDocument

READ_BYTES = 64 * 1024


class Stream:
    """A buffered stream over a function that returns the next bytes, and b"" at the end.

    If that function raises a RejectedDocument (the stored bytes are damaged, or exceed a limit), the bytes before that
    can still be read. Reading beyond them raises that exception, always the same object: the `fault`.
    """

    def __init__(self, next_bytes: Callable[[], bytes], file: BinaryIO | None = None, offset: int = 0) -> None:
        self.file = file  # the file under the stream, if it is seekable
        self._next_bytes = next_bytes
        self._buffer = bytearray()
        self._ended = False
        self.fault: RejectedDocument | None = None
        self.offset = offset  # of the next byte

    def peek(self, size: int) -> bytes:
        """Up to `size` of the next bytes, without reading them: fewer only before the end or a fault, never raised."""
        self._fill(size)
        return bytes(self._buffer[:size])

    def read(self, size: int) -> bytes:
        """Read the next `size` bytes, fewer only at the end. Raises the fault if it comes before that."""
        self._fill(size)
        if self.fault is not None and len(self._buffer) < size:
            raise self.fault
        return self._take(min(size, len(self._buffer)))

    def read_some(self, size: int) -> bytes:
        """Read at most `size` of the next bytes, b"" at the end. Raises the fault if it comes next."""
        data = self.read_head(size)
        return self._take(len(data))

    def read_head(self, size: int) -> bytes:
        """Like peek, but raises the fault if it comes next."""
        self._fill(1)
        if self.fault is not None and not self._buffer:
            raise self.fault
        return self.peek(size)

    def read_all(self, limit: int, reason: str = "document_too_large") -> bytes:
        """Read everything up to the end. Raises LimitExceeded for more than `limit` bytes."""
        data = self.read(limit + 1)
        if len(data) > limit:
            raise LimitExceeded(reason, f"more than {limit:,} bytes")
        return data

    def read_line(self, limit: int) -> bytes | None:
        """Read the next line with its newline, if it has one; a line longer than `limit` bytes is skipped: None."""
        end = self._find_newline(limit)
        if end < 0 and len(self._buffer) > limit:
            self._skip_line()
            return None
        if end < 0 and self.fault is not None:
            raise self.fault
        return self._take(end + 1 if end >= 0 else len(self._buffer))

    def skip(self, size: int) -> int:
        """Skip up to `size` bytes and return their number, which is smaller before the end or a fault."""
        start = self.offset
        while (left := size - (self.offset - start)) > 0 and self.peek(1):
            self._take(min(left, len(self._buffer)))
        return self.offset - start

    def skip_run(self, kinds: bytes) -> None:
        """Skip all next bytes that are one of these, by whole windows: a sparse file has billions of zeros."""
        while not self.peek(1).strip(kinds) and (window := self.peek(READ_BYTES)):
            self.skip(len(window) - len(window.lstrip(kinds)))

    def push_back(self, data: bytes) -> None:
        """Put the last bytes that were read back in front."""
        self._buffer[:0] = data
        self.offset -= len(data)

    def _find_newline(self, limit: int) -> int:
        start = 0
        while (end := self._buffer.find(b"\n", start, limit + 1)) < 0:
            start = len(self._buffer)
            if start > limit or not self._grow():
                return -1
        return end

    def _skip_line(self) -> None:
        while (end := self._buffer.find(b"\n")) < 0:
            self._take(len(self._buffer))
            if not self._grow():
                return
        self._take(end + 1)

    def _fill(self, size: int) -> None:
        while len(self._buffer) < size and self._grow():
            pass

    def _grow(self) -> bool:
        if self._ended or self.fault is not None:
            return False
        try:
            data = self._next_bytes()
        except RejectedDocument as fault:
            self.fault = fault
            return False
        self._ended = not data
        self._buffer += data
        return not self._ended

    def _take(self, size: int) -> bytes:
        data = bytes(self._buffer[:size])
        del self._buffer[:size]
        self.offset += size
        return data


def file_stream(file: BinaryIO) -> Stream:
    """The stream of an open file, from its present position."""
    return Stream(lambda: file.read(READ_BYTES), file)
