"""What a workbook says of its sheets and cells: names, shared texts, and which styles show dates."""

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from etl.errors import MalformedDocument, UnknownFormat
from etl.ingest.office.cell_values import DATE_FORMATS, is_date_format, unescaped
from etl.ingest.office.package import Package
from etl.ingest.office.xml_events import END, START, TEXT, Event
from etl.ingest.seekable import SPOOLED_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    part: str  # its name in the package
    is_hidden: bool


class SharedTexts:
    """The texts that cells share, by their numbers, in a file of their own: there may be more than fits in memory."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(SPOOLED_BYTES)  # noqa: SIM115  # closed with the workbook
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """Add the next text."""
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def get(self, number: int) -> str:
        """The text with this number, which counts from 0. Raises MalformedDocument if there is none."""
        if not 0 <= number < len(self._ends) - 1:
            raise MalformedDocument(f"a cell refers to shared text {number}, but there are only {len(self._ends) - 1}")
        start, end = self._ends[number : number + 2]
        self._file.seek(start)
        return self._file.read(end - start).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Remove the file."""
        self._file.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What is needed to read the sheets of a workbook."""

    sheets: tuple[Sheet, ...]
    is_1904: bool  # whether days are counted from 1904
    date_styles: frozenset[int]
    texts: SharedTexts


@contextmanager
def open_workbook(package: Package) -> Iterator[Workbook]:
    """All but the cells. Raises UnknownFormat for a binary workbook (XLSB), and the errors of Package."""
    with closing(SharedTexts()) as texts:
        yield _read_workbook(package, texts)


def _read_workbook(package: Package, texts: SharedTexts) -> Workbook:
    part = package.main_part()
    if part.endswith(".bin"):
        raise UnknownFormat("a binary Excel workbook (XLSB): save it as XLSX or CSV")
    relations = package.relations(part)
    sheets: list[Sheet] = []
    is_1904 = False
    for kind, name, attributes in package.events(part):
        if kind == START and name == "workbookPr":
            is_1904 = attributes.get("date1904") in ("1", "true")
        elif kind == START and name == "sheet":
            relation = relations.get(attributes.get("id", ""))
            if relation is not None and relation.kind == "worksheet":
                is_hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(name=attributes.get("name", ""), part=relation.target, is_hidden=is_hidden))
    parts = {relation.kind: relation.target for relation in relations.values()}
    if "sharedStrings" in parts:
        _add_texts(package.events(parts["sharedStrings"], is_streamed=True), texts, package.limit)
    return Workbook(
        sheets=tuple(sheets),
        is_1904=is_1904,
        date_styles=_date_styles(package, parts["styles"]) if "styles" in parts else frozenset(),
        texts=texts,
    )


def _date_styles(package: Package, part: str) -> frozenset[int]:
    """The numbers of the styles of cells that show a date or a time."""
    formats: set[int] = set(DATE_FORMATS)
    found: set[int] = set()
    count, is_style_of_cells = 0, False
    for kind, name, attributes in package.events(part):
        if name == "cellXfs":
            is_style_of_cells = kind == START
        elif kind == START and name == "numFmt" and is_date_format(attributes.get("formatCode", "")):
            formats.add(_count(attributes.get("numFmtId")))
        elif kind == START and name == "xf" and is_style_of_cells:
            if _count(attributes.get("numFmtId")) in formats:
                found.add(count)
            count += 1
    return frozenset(found)


def _add_texts(events: Iterable[Event], texts: SharedTexts, limit: int) -> None:
    """Add the shared texts; the pieces of a text with several fonts are joined, its reading aids are left out.

    The end of a text with more than `limit` characters is left out too: its row is over the limit anyway.
    """
    pieces: list[str] = []
    size = 0
    is_text = is_aid = False
    for kind, name, _ in events:
        if kind == TEXT:
            if is_text and not is_aid and size <= limit:
                pieces.append(name)
                size += len(name)
        elif name == "t":
            is_text = kind == START
        elif name == "rPh":
            is_aid = kind == START
        elif name == "si" and kind == END:
            texts.add(unescaped("".join(pieces)))
            pieces.clear()
            size = 0


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
