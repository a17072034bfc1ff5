"""CSV, TSV and other delimited tables: one record per row."""

import codecs
import json
from collections.abc import Iterator

from etl.decoding.decode import decode
from etl.errors import MalformedDocument, RejectedDocument
from etl.ingest.archives.compressed import TruncatedData
from etl.ingest.container import HEAD_BYTES, Container, Context, Fault, Item, Record
from etl.ingest.records.delimited_dialect import Table, find_table
from etl.ingest.records.delimited_rows import Row, read_rows
from etl.ingest.records.json_lines import MEDIA_TYPE
from etl.ingest.stream import READ_BYTES, Stream

# Values that programs write into empty cells: pandas, Python, MySQL, PostgreSQL, trafilatura.
NO_VALUES = frozenset({"null", "NULL", "None", "nan", "NaN", "\\N", "<NA>"})
SHOWN_BYTES = 200


def _recognises(head: bytes, name: str) -> bool:
    return find_table(head) is not None


def read_delimited(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each row as a JSON object: column -> cell, in the order of the columns, without empty cells.

    A row yields a fault if it has more or fewer cells than there are columns, is over max_document_bytes or in an
    unknown encoding, or is an incomplete last row (`truncated`). Blank rows are skipped. Rows that are read from
    decoded text, as in UTF-16 and UTF-32, have no byte offset.
    """
    table = find_table(stream.peek(HEAD_BYTES))
    if table is None:  # recognised by the same bytes
        raise MalformedDocument("no table of records")
    if table.is_transcoded:
        stream = _transcoded(stream, table.encoding)
    stream.skip(table.skipped_bytes)
    rows = read_rows(stream, table.dialect, context.settings.max_document_bytes, len(table.names))
    if table.has_header:
        next((row for row in rows if not row.is_blank), None)
    for row in rows:
        if not row.is_blank:
            yield _item(row, table)


def _item(row: Row, table: Table) -> Record | Fault:
    if row.cells is None:
        return _fault(row, table, "document_too_large", f"a row of {row.byte_length:,} bytes")
    cells = row.cells
    while len(cells) > len(table.names) and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) == len(table.names):
        return _record(row, cells, table)
    if row.is_cut:
        detail = f"the last row ends early: it has {len(cells)} of {len(table.names)} cells"
        return _fault(row, table, TruncatedData.reason, detail)
    detail = f"a row of {len(cells)} cells, where the table has {len(table.names)} columns"
    return _fault(row, table, MalformedDocument.reason, detail)


def _record(row: Row, cells: tuple[bytes, ...], table: Table) -> Record | Fault:
    encoding = "utf-8" if table.is_transcoded else table.encoding
    try:
        texts = [_text(cell, encoding) for cell in cells]
    except RejectedDocument as fault:
        return _fault(row, table, fault.reason, str(fault))
    found = {name: text for name, text in zip(table.names, texts, strict=True) if _is_value(text)}
    return Record(
        data=json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        stored=row.stored,
        byte_offset=None if table.is_transcoded else row.byte_offset,
        byte_length=None if table.is_transcoded else row.byte_length,
        media_type=MEDIA_TYPE,
    )


def _fault(row: Row, table: Table, reason: str, detail: str) -> Fault:
    return Fault(
        reason=reason,
        detail=detail,
        byte_offset=None if table.is_transcoded else row.byte_offset,
        byte_length=None if table.is_transcoded else row.byte_length,
        head=row.stored[:SHOWN_BYTES],
    )


def _is_value(text: str) -> bool:
    return text.strip() not in NO_VALUES and text.strip() != ""


def _text(cell: bytes, encoding: str) -> str:
    """The text of a cell, decoded in the encoding of the first rows or, if that fails, in the encoding of its bytes.

    Raises the same errors as decode.
    """
    try:
        return cell.decode(encoding)
    except UnicodeDecodeError:
        return decode(cell, encoding).text


def _transcoded(stream: Stream, encoding: str) -> Stream:
    """The stream converted to UTF-8, without its byte-order mark."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    is_first = True

    def next_bytes() -> bytes:
        nonlocal is_first
        while data := stream.read_some(READ_BYTES):
            text = decoder.decode(data)
            if is_first and text:
                text, is_first = text.removeprefix("\ufeff"), False
            if text:
                return text.encode("utf-8", "replace")
        return decoder.decode(b"", final=True).encode("utf-8", "replace")

    return Stream(next_bytes)


CONTAINER = Container(
    name="delimited",
    what="CSV, TSV and similar tables of articles, in any encoding, with or without a header row",
    recognised_by=(
        "the same number of cells in most rows, separated by commas, semicolons, tabs, vertical bars or U+0001, with "
        "any quoting; a column of texts, and known column names or a column of titles"
    ),
    becomes="its rows, each a record",
    recognises=_recognises,
    read=read_delimited,
)
