"""Excel workbooks: one record per row of each sheet that holds articles."""

from collections.abc import Iterator
from itertools import chain, islice

from etl.documents import StructuralSkip
from etl.errors import UnknownFormat
from etl.ingest.container import Container, Context, Item
from etl.ingest.office.package import is_package, open_package
from etl.ingest.office.sheet_rows import Cells, read_rows
from etl.ingest.office.workbook import open_workbook
from etl.ingest.records.columns import column_names, is_header
from etl.ingest.records.rows import SAMPLE_ROWS, Row, articles_in, record_of
from etl.ingest.stream import Stream

SUFFIXES = (".xlsx", ".xlsm", ".xltx")


def _recognises(head: bytes, name: str) -> bool:
    return is_package(head, name, b"xl", SUFFIXES)


def read_xlsx(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each row of the sheets that hold articles as an object: column -> value; other sheets are counted.

    A hidden sheet is not read. Raises UnknownFormat without a sheet of articles, MalformedDocument, and the errors of
    open_package.
    """
    limit = context.settings.max_document_bytes
    with open_package(stream, context) as package, open_workbook(package) as workbook:
        found = False
        for sheet in workbook.sheets:
            rows = None if sheet.is_hidden else articles_in(_records(read_rows(package, sheet, workbook, limit)))
            if rows is None:
                yield StructuralSkip(reason="xlsx:hidden_sheet" if sheet.is_hidden else "xlsx:sheet")
                continue
            found = True
            for row in rows:
                yield record_of(row, limit)
        if not found:
            shown = ", ".join(f"{sheet.name}{' (hidden)' if sheet.is_hidden else ''}" for sheet in workbook.sheets)
            raise UnknownFormat(
                f"an Excel workbook without a sheet that looks like articles (its sheets: {shown or 'none'})"
            )


def _records(rows: Iterator[Cells]) -> Iterator[Row]:
    """Each row with the names of the columns; lines above the table, which have a single cell, are left out."""
    sample = list(islice(rows, SAMPLE_ROWS))
    start = next((number for number, cells in enumerate(sample) if len(cells) > 1), 0)
    sample = sample[start:]
    names = _names_in(sample)
    columns = {column: names.get(column, f"column {column + 1}") for cells in sample for column in cells}
    for cells in chain(sample[1:] if names else sample, rows):
        others = {f"column {column + 1}": value for column, value in cells.items() if column not in columns}
        yield {name: cells.get(column) for column, name in sorted(columns.items())} | others


def _names_in(sample: list[Cells]) -> dict[int, str]:
    """Column -> its name in the first row; empty if that is no header."""
    columns = sorted(sample[0]) if sample else []
    texts = [[_text(cells.get(column)) for column in columns] for cells in sample]
    if not texts or not is_header(texts[0], texts, len(columns)):
        return {}
    return dict(zip(columns, column_names(texts[0]), strict=True))


def _text(value: object) -> str:
    return "" if value is None else str(value)


CONTAINER = Container(
    name="xlsx",
    what="Excel workbooks (XLSX, XLSM) with a sheet of articles",
    recognised_by="the signature `PK` and the names of the first parts; the first rows of a sheet must be articles",
    becomes="the rows of such sheets, each a record; other sheets and hidden ones are only counted",
    recognises=_recognises,
    read=read_xlsx,
)
