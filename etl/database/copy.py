"""Write rows into a table with COPY."""

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from functools import cache
from operator import itemgetter
from types import NoneType
from typing import Any
from uuid import UUID

import psycopg2
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from etl.database.tables import SCHEMA, Base

Value = None | bool | int | float | str | bytes | date | datetime | UUID | Sequence[str]
Row = tuple[Value, ...]

# PostgreSQL's text cannot contain NUL, and UTF-8 no surrogates. One character replaces each, so offsets stay valid.
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r"))


def copy_rows(connection: Connection, table: type[Base], rows: Iterable[Row]) -> None:
    """Append rows whose values are in the order of the table's columns. Without rows, nothing is sent.

    Raises sqlalchemy.exc.DBAPIError, like every other statement.
    """
    lines = "".join([_line(row) for row in rows])
    if lines:
        statement = _statement(table)
        try:
            with closing(connection.connection.cursor()) as cursor:
                cursor.copy_expert(statement, io.BytesIO(_encode(lines)))
        except psycopg2.Error as error:
            raise DBAPIError(statement, None, error) from error


@cache
def in_column_order(table: type[Base]) -> Callable[[Mapping[str, object]], Row]:
    """A function that turns a mapping with the table's columns as keys into a row; other keys are ignored."""
    return itemgetter(*table.__table__.columns.keys())


@cache
def _statement(table: type[Base]) -> str:
    return f"copy {SCHEMA}.{table.__tablename__} ({', '.join(table.__table__.columns.keys())}) from stdin"


def clean(text: str) -> str:
    """The text with U+FFFD in place of every character that PostgreSQL cannot store."""
    return NOT_STORABLE.sub("\ufffd", text)


def _encode(lines: str) -> bytes:
    """The text as UTF-8, cleaned only if necessary, because cleaning costs more than encoding."""
    if "\x00" not in lines:
        try:
            return lines.encode()
        except UnicodeEncodeError:
            pass  # a surrogate
    return clean(lines).encode()


def _line(row: Row) -> str:
    return "\t".join([ENCODERS[type(value)](value) for value in row]) + "\n"


def _escape(text: str) -> str:
    for plain, escaped in ESCAPES:
        if plain in text:
            text = text.replace(plain, escaped)
    return text


def _array(items: Sequence[str]) -> str:
    quoted = (item.replace("\\", "\\\\").replace('"', '\\"') for item in items)
    return _escape("{" + ",".join(f'"{item}"' for item in quoted) + "}")


class _Encoders(dict[type, Callable[[Any], str]]):
    """How a value of each type is written in COPY's text format (PostgreSQL manual, COPY, "Text Format")."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        """The encoder of the nearest base class: a StrEnum is written like a str."""
        self[kind] = next(self[base] for base in kind.__mro__ if base in self)
        return self[kind]


ENCODERS = _Encoders(
    {
        NoneType: lambda _: "\\N",
        str: _escape,
        bool: lambda value: "t" if value else "f",
        int: str,
        float: str,
        bytes: lambda value: "\\\\x" + value.hex(),
        date: date.isoformat,
        datetime: datetime.isoformat,
        UUID: str,
        list: _array,
        tuple: _array,
    }
)
