"""Rows into a table by COPY: one function cleans every string, one encodes every value."""

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from uuid import UUID

import psycopg2
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from etl.load.tables import SCHEMA, Base

Value = None | bool | int | float | str | bytes | date | datetime | UUID | Sequence[str]
Row = tuple[Value, ...]

# PostgreSQL's text holds no NUL, and UTF-8 no surrogate. One character for one: offsets stay true.
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


def copy_rows(connection: Connection, table: type[Base], rows: Iterable[Row]) -> None:
    """Append rows, in the table's own order of columns. No rows: nothing is sent.

    Raises sqlalchemy.exc.DBAPIError, as every other statement does.
    """
    lines = "".join([_line(row) for row in rows])
    if lines:
        columns = ", ".join(column.name for column in table.__table__.columns)
        statement = f"copy {SCHEMA}.{table.__tablename__} ({columns}) from stdin"
        try:
            with closing(connection.connection.cursor()) as cursor:
                cursor.copy_expert(statement, io.BytesIO(_encode(lines)))
        except psycopg2.Error as error:
            raise DBAPIError(statement, None, error) from error


def clean(text: str) -> str:
    """The text with U+FFFD for every character that PostgreSQL cannot store."""
    return NOT_STORABLE.sub("\ufffd", text)


def _encode(lines: str) -> bytes:
    """UTF-8, cleaned only where there is something to clean: that costs more than encoding."""
    if "\x00" not in lines:
        try:
            return lines.encode()
        except UnicodeEncodeError:
            pass  # a surrogate
    return clean(lines).encode()


def _line(row: Row) -> str:
    return "\t".join(["\\N" if value is None else _field(value) for value in row]) + "\n"


def _field(value: Value) -> str:
    """A value as COPY's text format wants it (PostgreSQL manual, COPY, "Text Format")."""
    if isinstance(value, str):
        return _escape(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, date):  # a datetime too
        return value.isoformat()
    if isinstance(value, float | UUID):
        return str(value)
    return _escape("{" + ",".join(_array_item(item) for item in value or ()) + "}")


def _escape(text: str) -> str:
    for plain, escaped in ESCAPES:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


def _array_item(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
