"""Read the rows of a sheet one by one."""

import re
from collections.abc import Iterable, Iterator, Mapping

from etl.errors import MalformedDocument
from etl.ingest.office.cell_values import date_of, number, unescaped
from etl.ingest.office.package import Package
from etl.ingest.office.workbook import Sheet, Workbook
from etl.ingest.office.xml_events import START, TEXT, Event
from etl.ingest.stream import READ_BYTES

MAX_COLUMNS = 16_384
MAX_MERGED = 1_000_000  # merged ranges of cells, which are kept in memory
RANGE_BYTES = 200  # of the element of such a range

Cells = Mapping[int, object]  # column, from 0 -> value

_RANGE = re.compile(rb'mergeCell\s[^<>]{0,100}?\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_COLUMN = re.compile(r"[A-Z]{1,3}")


def read_rows(package: Package, sheet: Sheet, workbook: Workbook, limit: int) -> Iterator[Cells]:
    """Yield each row that has values, without its empty cells.

    A formula is read as its stored value. The value of a merged cell is repeated in all its rows. A row is cut after
    slightly more than `limit` characters, so that the caller sees that it exceeds the limit.
    Raises MalformedDocument, and the errors of Package.
    """
    merged = _merged(package, sheet)
    above: dict[int, tuple[int, object]] = {}  # column -> the last row of its merged cells, their value
    for row, cells in _Rows(workbook, limit).read(package.events(sheet.part, is_streamed=True)):
        above = {column: found for column, found in above.items() if found[0] >= row}
        if cells:
            yield {column: value for column, (_, value) in above.items()} | cells
        above |= {column: (merged[row, column], value) for column, value in cells.items() if (row, column) in merged}


def _merged(package: Package, sheet: Sheet) -> dict[tuple[int, int], int]:
    """First row and column -> last row, for merged ranges over several rows; in the file they follow the rows."""
    found: dict[tuple[int, int], int] = {}
    stream = package.stream(sheet.part)
    window = b""
    while data := stream.read_some(READ_BYTES):
        window = window[-RANGE_BYTES:] + data
        for match in _RANGE.finditer(window):
            if int(match[3]) > int(match[2]):
                found[int(match[2]), _number_of(match[1].decode())] = int(match[3])
        if len(found) > MAX_MERGED:
            raise MalformedDocument(f"more than {MAX_MERGED} merged ranges")
    return found


class _Rows:
    """The state while a sheet is read."""

    def __init__(self, workbook: Workbook, limit: int) -> None:
        self._workbook = workbook
        self._limit = limit
        self._row = 0  # as the program counts, from 1
        self._column = -1
        self._cells: dict[int, object] = {}
        self._size = 0  # of the texts of the row
        self._cell: Mapping[str, str] = {}
        self._pieces: list[str] = []

    def read(self, events: Iterable[Event]) -> Iterator[tuple[int, dict[int, object]]]:
        """Yield the number of each row and its values."""
        is_value = is_aid = False
        for kind, name, attributes in events:
            if kind == TEXT:
                if is_value and not is_aid and self._size <= self._limit:
                    self._pieces.append(name)
                    self._size += len(name)
            elif name in ("v", "t"):
                is_value = kind == START
            elif name == "rPh":  # the pronunciation of a text in Chinese characters
                is_aid = kind == START
            elif name == "c":
                if kind == START:
                    self._begin_cell(attributes)
                else:
                    self._end_cell()
            elif name == "row":
                if kind == START:
                    self._begin_row(attributes.get("r", ""))
                else:
                    yield self._row, self._cells

    def _begin_row(self, place: str) -> None:
        self._row = int(place) if place.isascii() and place.isdigit() and len(place) < 10 else self._row + 1
        self._cells, self._column, self._size = {}, -1, 0

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        place = _COLUMN.match(attributes.get("r", ""))
        self._column = _number_of(place[0]) if place else self._column + 1
        if self._column >= MAX_COLUMNS:
            raise MalformedDocument(f"row {self._row} has more than {MAX_COLUMNS} columns")
        self._cell, self._pieces = attributes, []

    def _end_cell(self) -> None:
        text = "".join(self._pieces)
        value = self._value(text, self._cell.get("t", "n")) if text and self._size <= self._limit else text
        if value not in (None, ""):
            self._cells[self._column] = value

    def _value(self, text: str, kind: str) -> object:
        """The value of a cell by its type (ECMA-376, part 1, 18.18.11); None for an error such as `#N/A`."""
        if kind == "s":
            shared = self._workbook.texts.get(int(text) if text.isascii() and text.isdigit() else -1)
            self._size += len(shared)
            return shared
        if kind in ("inlineStr", "str"):
            return unescaped(text)
        if kind in ("b", "e", "d"):
            return {"b": text == "1", "e": None, "d": text}[kind]
        value = number(text)
        style = self._cell.get("s", "0")
        is_date = style.isdigit() and int(style) in self._workbook.date_styles
        day = date_of(value, is_1904=self._workbook.is_1904) if is_date and not isinstance(value, str) else None
        return day or value


def _number_of(letters: str) -> int:
    """The number of a column, from 0: "A" is 0, "AB" is 27."""
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1
