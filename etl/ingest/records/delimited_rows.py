"""Split the bytes of a delimited table into rows and cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.ingest.stream import Stream

LINE_ENDS = b"\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The format of rows, in an encoding in which bytes below 128 are ASCII."""

    separator: bytes
    quote: bytes  # around cells, doubled inside them; b"" if no quotes are used
    has_escapes: bool = False  # whether a backslash may precede a quote inside a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the file."""

    cells: tuple[bytes, ...] | None  # without quotes; None for a row over the limit
    stored: bytes  # without its line end; empty for a row over the limit
    byte_offset: int
    byte_length: int  # without its line end
    is_cut: bool  # whether the file ends inside the last cell or without a line end

    @property
    def is_blank(self) -> bool:
        """Whether all cells are empty or white space."""
        return self.cells is not None and not any(cell.strip() for cell in self.cells)


def read_rows(stream: Stream, dialect: Dialect, limit: int, columns: int = 0) -> Iterator[Row]:
    """Yield each row up to the end of the stream; quoted cells may contain line ends.

    If `columns` is given and a row has another number of cells, its quotes are read as normal characters if its first
    two lines then have the right number. A row over `limit` bytes has only its place.
    """
    while stream.read_head(1):
        yield _read_row(stream, dialect, limit, columns)


def _read_row(stream: Stream, dialect: Dialect, limit: int, columns: int) -> Row:
    start, cells, lines = stream.offset, _Cells(dialect), list[bytes]()
    size, is_too_large, is_open = 0, False, True
    while is_open and stream.read_head(1):
        line = stream.read_line(limit)
        size += len(line or b"")
        if line is None or size > limit:
            if line is not None and _literal([*lines, line], dialect, columns):
                stream.push_back(line)
                break
            is_too_large = True
            lines.clear()
        if line is None:
            is_open = False
        else:
            is_open = not cells.read(line, is_kept=not is_too_large)
            lines += [] if is_too_large else [line]
    if is_too_large:
        length = stream.offset - start
        return Row(cells=None, stored=b"", byte_offset=start, byte_length=length, is_cut=False)
    stored = b"".join(lines)
    literal = _literal(lines, dialect, columns) if is_open or len(cells.found) != columns else None
    if literal and len(lines) > 1:
        stream.push_back(stored[len(lines[0]) :])
        stored, is_open = lines[0], False
    found = literal or tuple(cells.found)
    kept = stored.rstrip(LINE_ENDS)
    is_cut = is_open or (kept == stored and not stream.peek(1))
    return Row(cells=found, stored=kept, byte_offset=start, byte_length=len(kept), is_cut=is_cut)


def _literal(lines: list[bytes], dialect: Dialect, columns: int) -> tuple[bytes, ...] | None:
    """The cells of the first line with quotes read as normal characters; None if the result is not complete rows.

    The first line and, if there is one, the second must have the right number of cells; a single line must have its
    line end.
    """
    if not columns or not lines:
        return None
    first, *others = (tuple(line.rstrip(LINE_ENDS).split(dialect.separator)) for line in lines[:2])
    is_row = len(others[0]) == columns if others else lines[0].endswith(b"\n")
    return first if is_row and len(first) == columns else None


class _Cells:
    """The cells of one row, read line by line."""

    def __init__(self, dialect: Dialect) -> None:
        self.found: list[bytes] = []
        self._separator, self._quote, self._has_escapes = dialect.separator, dialect.quote, dialect.has_escapes
        self._open: list[bytes] | None = None  # the parts read of a quoted cell; None outside such a cell

    def read(self, line: bytes, *, is_kept: bool) -> bool:
        """Read a line with its line end, and return whether the row ends with it. Cells are kept only if `is_kept`."""
        end, position = len(line.rstrip(LINE_ENDS)), 0
        while True:
            if self._open is None:
                if not self._quote or not line.startswith(self._quote, position):
                    cells, position = self._plain(line, position, end)
                    self.found += cells if is_kept else []
                    if position > end:
                        return True
                    continue
                self._open, position = [], position + 1
            closing = self._closing(line, position, end)
            self._open += [line[position : closing if closing >= 0 else len(line)]] if is_kept else []
            if closing < 0:
                return False
            self.found += [self._unquoted(b"".join(self._open))] if is_kept else []
            self._open, position = None, closing + 2
            if position > end:
                return True

    def _plain(self, line: bytes, position: int, end: int) -> tuple[list[bytes], int]:
        """The cells up to the next quoted one, and its position; `end` + 1 if there is none."""
        quoted = line.find(self._separator + self._quote, position, end) if self._quote else -1
        if quoted < 0:
            return line[position:end].split(self._separator), end + 1
        return line[position:quoted].split(self._separator), quoted + 1

    def _closing(self, line: bytes, position: int, end: int) -> int:
        """The position of the quote that ends a cell, before a separator or a line end; -1 if there is none."""
        while (found := line.find(self._quote, position, end)) >= 0:
            following = line[found + 1 : min(found + 2, end)]
            is_escaped = self._has_escapes and _is_escaped(line, found)
            if not is_escaped and following in (b"", self._separator):
                return found
            position = found + (2 if following == self._quote and not is_escaped else 1)
        return -1

    def _unquoted(self, cell: bytes) -> bytes:
        plain = cell.replace(self._quote * 2, self._quote)
        return plain.replace(b"\\" + self._quote, self._quote) if self._has_escapes else plain


def _is_escaped(line: bytes, position: int) -> bool:
    """Whether an odd number of backslashes precedes this position."""
    count = 0
    while line[position - 1 - count : position - count] == b"\\":
        count += 1
    return count % 2 == 1
