"""Detect from the first bytes of a file whether it is a table of records, and its dialect."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from etl.decoding.decode import BYTE_ORDER_MARKS, decode
from etl.errors import RejectedDocument
from etl.ingest.container import HEAD_BYTES
from etl.ingest.records.columns import column_names, hold_articles, is_header, name_articles
from etl.ingest.records.delimited_rows import Dialect, Row, read_rows
from etl.ingest.stream import Stream
from etl.recognise.delimited_tables import delimited_table
from etl.words.metadata_keys import folded_key, known_keys

CONTROL_SEPARATOR = b"\x01"  # of Hive
SEPARATORS = (b"\t", CONTROL_SEPARATOR, b";", b"|", b",")
MAX_ROWS = 100
SAME_SHARE = 0.9  # of the rows that must have the same number of cells
KNOWN_SHARE = 0.5  # instead of SAME_SHARE, if the columns have names of fields of articles
MIN_CELLS = 5  # of the only row of a table
# Multi-byte encodings in which a bar or backslash may be the second byte of a character.
WITH_ASCII_HALVES = frozenset({"gb18030", "big5hkscs", "cp932", "shift_jisx0213"})

_SEPARATOR_LINE = re.compile(rb"(?:\xef\xbb\xbf)?sep=(.)\r?\n")  # as Excel writes it
_LINE = re.compile(rb"[^\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The dialect, encoding and columns of a table of records."""

    dialect: Dialect
    encoding: str  # Python's name
    names: tuple[str, ...]  # of the columns; "column 1" for one without a name
    skipped_bytes: int  # before the first row: a byte-order mark, "sep=;"
    has_header: bool
    is_transcoded: bool  # whether it is read in UTF-8, because a separator byte may be part of a character


def find_table(head: bytes) -> Table | None:
    """The table of records at the beginning of a file; None if there is none.

    A table of records has a column of running text with a known name for the text, or for a summary if it also has a
    title; or, whatever their names, a column of running texts and one of titles, or a column of long texts. Tables of
    numbers, addresses or sentences are not tables of records.
    """
    if not any(separator in head for separator in SEPARATORS) or head[:1] in b"<{[":
        return None
    try:
        decoded = decode(_whole_lines(head).replace(CONTROL_SEPARATOR, b"\t"))
    except RejectedDocument:
        return None
    mark = next((len(mark) for mark, _ in BYTE_ORDER_MARKS if head.startswith(mark)), 0)
    is_wide = decoded.encoding.startswith(("utf-16", "utf-32"))
    has_halves = decoded.encoding in WITH_ASCII_HALVES
    encoding = "utf-8" if is_wide or has_halves else decoded.encoding  # of what the rows are cut from
    text = _in_utf8(_whole_lines(head)[mark:], decoded.encoding) if is_wide or has_halves else head[mark:]
    stated = _SEPARATOR_LINE.match(text)
    body = text[stated.end() :] if stated else text
    is_whole = len(head) < HEAD_BYTES
    separators = (stated[1],) if stated else SEPARATORS
    found = [each for separator in separators for each in _readings(body, separator, is_whole)]
    tables = [(_score(rows), _table(dialect, rows, encoding, body, is_whole)) for dialect, rows in found]
    best = max((each for each in tables if each[1] is not None), key=lambda each: each[0], default=None)
    if best is None or best[1] is None:
        return None
    dialect, names, header = best[1]
    is_transcoded = is_wide or (has_halves and (dialect.separator == b"|" or dialect.has_escapes))
    before = (0 if is_transcoded else mark) + (stated.end() if stated else 0)
    return Table(
        dialect=dialect,
        encoding=decoded.encoding,
        names=names,
        skipped_bytes=before,
        has_header=header,
        is_transcoded=is_transcoded,
    )


def _whole_lines(head: bytes) -> bytes:
    """The bytes up to the last line end if they are not the whole file, so that no character is cut."""
    end = head.rfind(b"\n")
    if len(head) < HEAD_BYTES or end <= 0:
        return head
    return head[: end - (end + 1) % 2 + 1] if b"\x00" in head[:4] else head[: end + 1]


def _in_utf8(data: bytes, encoding: str) -> bytes:
    return data.decode(encoding, "replace").encode()


def _readings(body: bytes, separator: bytes, is_whole: bool) -> Iterator[tuple[Dialect, list[Row]]]:
    """Yield each possible dialect with this separator, and its rows; nothing if the first line has no separator."""
    first = _LINE.search(body)
    if first is None or separator not in first[0]:
        return
    quotes = [b'"'] + [quote for quote in (b"'",) if separator + quote in body or body.startswith(quote)]
    dialects = [Dialect(separator=separator, quote=quote) for quote in (*quotes, b"")]
    if escaped := body.count(b'\\"'):
        place = 0 if escaped > body.count(b'""') else 1
        dialects.insert(place, Dialect(separator=separator, quote=b'"', has_escapes=True))
    for dialect in dialects:
        rows = list(islice(read_rows(_stream(body), dialect, len(body)), MAX_ROWS + 1))
        rows = rows if is_whole and len(rows) <= MAX_ROWS else rows[: max(1, len(rows) - 1)]
        yield dialect, [row for row in rows if not row.is_blank]


def _stream(data: bytes) -> Stream:
    parts = iter((data,))
    return Stream(lambda: next(parts, b""))


def _score(rows: list[Row]) -> tuple[float, int, int]:
    """The share of rows with the most common number of cells, the number of known column names, and of columns."""
    columns, count = _columns(rows)
    names = [folded_key(_text(cell, "utf-8")) for cell in rows[0].cells or ()] if rows else []
    return count / max(1, len(rows)), sum(name in known_keys() for name in names), columns


def _columns(rows: list[Row]) -> tuple[int, int]:
    """The most common number of cells, and how many rows have it."""
    return Counter(len(row.cells or ()) for row in rows).most_common(1)[0] if rows else (0, 0)


def _table(
    dialect: Dialect, rows: list[Row], encoding: str, body: bytes, is_whole: bool
) -> tuple[Dialect, tuple[str, ...], bool] | None:
    """The dialect, the names of the columns, and whether there is a header; None if the rows are not records."""
    columns, count = _columns(rows)
    if columns < 2:
        return None
    cells = [[_text(cell, encoding).strip() for cell in row.cells or ()] for row in rows]
    first, others = cells[0], [row for row in cells[1:] if len(row) == columns]
    if len(first) == columns - 1 and others:  # R leaves out the name of the first column
        first = ["", *first]
    header = len(first) == columns and is_header(first, [first, *others], columns)
    names = column_names(first if header else [""] * columns)
    values = others if header else [row for row in cells if len(row) == columns]
    is_known = header and name_articles(names, values, is_single=len(rows) == 1 and not is_whole)
    if is_known and count >= KNOWN_SHARE * len(rows):
        return dialect, names, header
    if count < SAME_SHARE * len(rows):
        return None
    is_quoted = len(rows) > 1 and all(_has_quoted_cell(row, dialect) for row in rows[1:])
    text = body.decode(encoding, "replace")
    is_table = is_quoted or (len(rows) > 1 and delimited_table(text, is_whole=is_whole) is not None)
    is_row = len(rows) == 1 and dialect.separator == b"\t" and columns >= MIN_CELLS
    return (dialect, names, header) if (is_table or is_row) and hold_articles(values) else None


def _has_quoted_cell(row: Row, dialect: Dialect) -> bool:
    """Whether a cell begins with a quote; in prose, there is a space between a comma and a quote."""
    quoted = dialect.separator + dialect.quote
    return dialect.quote != b"" and (row.stored.startswith(dialect.quote) or quoted in row.stored)


def _text(cell: bytes, encoding: str) -> str:
    return cell.decode(encoding, "replace")
