"""SQLite databases of articles: one record per row of each table that contains articles."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from urllib.parse import quote

from etl.documents import StructuralSkip
from etl.errors import MalformedDocument, UnknownFormat
from etl.ingest.container import Container, Context, Fault, Item
from etl.ingest.records.rows import Row, articles_in, record_of
from etl.ingest.stream import Stream

MAGIC = b"SQLite format 3\x00"
# Tables of the database itself and views are left out: a view may compute without end. The tables in which a
# full-text index keeps its copy of the texts come last.
TABLES = """
select t.name, exists (
    select 1 from sqlite_master as v
    where v.sql like 'create virtual table%' and t.name in (v.name || '_content', v.name || '_data')
) as is_of_index
from sqlite_master as t
where t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\' and t.sql like 'create table%'
order by is_of_index, t.name"""
# A column that is computed when it is read may compute without end, like a view: only the others are read.
COLUMNS = "select name, hidden from pragma_table_xinfo(?)"
STORED = (0, 3)
MIN_LIMIT = 1_000_000  # of a value: the definitions of tables are values, too
TOO_LARGE: Row = {}
TOO_LARGE_ROW = Fault(reason="document_too_large", detail="a row with a value over the limit of a document")


def _recognises(head: bytes, name: str) -> bool:
    return head.startswith(MAGIC)


def read_sqlite(stream: Stream, context: Context) -> Iterator[Item]:
    """Yield each row of the tables that contain articles as an object: column -> value; other tables are counted.

    The copy in a full-text index is only read if no table contains articles.
    Only the database file is read, without a write-ahead log beside it. A database in an archive may have at most
    max_document_bytes. Raises UnknownFormat if no table contains articles, and MalformedDocument.
    """
    limit = context.settings.max_document_bytes
    names: list[str] = []
    found = False
    try:
        with closing(_connection(stream, limit)) as connection:
            tables = list(connection.execute(TABLES))
            names = [name for name, _ in tables]
            for name, is_of_index in tables:
                rows = None if is_of_index and found else articles_in(_rows(connection, name, limit))
                if rows is None:
                    yield StructuralSkip(reason="sqlite:table")
                    continue
                found = True
                for row in rows:
                    yield record_of(row, limit) if row is not TOO_LARGE else TOO_LARGE_ROW
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise MalformedDocument(f"not a valid SQLite database: {error}") from error
    if not found:
        raise UnknownFormat(
            f"an SQLite database without a table that looks like articles (its tables: {', '.join(names) or 'none'})"
        )


def _connection(stream: Stream, limit: int) -> sqlite3.Connection:
    """A read-only connection; functions and virtual tables that the schema names are not trusted."""
    if stream.file is None or isinstance(stream.file, BytesIO):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(stream.read_all(limit))
    else:
        path = os.path.realpath(f"/dev/fd/{stream.file.fileno()}")
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro&immutable=1", uri=True)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma query_only = on")
    return connection


def _rows(connection: sqlite3.Connection, table: str, limit: int) -> Iterator[Row]:
    """Yield the stored values of each row, and TOO_LARGE for a row with a value over the limit."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(limit, MIN_LIMIT))
    names = [name for name, hidden in connection.execute(COLUMNS, (table,)) if hidden in STORED]
    query = f"select {', '.join(map(_quoted, names))} from {_quoted(table)} limit -1 offset ?"
    position = 0
    while True:
        try:
            for row in connection.execute(query, (position,)):
                position += 1
                yield dict(zip(names, row, strict=True))
            return
        except sqlite3.DataError:
            position += 1
            yield TOO_LARGE


def _quoted(name: str) -> str:
    return '"{}"'.format(name.replace('"', '""'))


CONTAINER = Container(
    name="sqlite",
    what="an SQLite database with a table of articles",
    recognised_by="the signature `SQLite format 3`; the first rows of a table must be articles",
    becomes="the rows of such tables, each a record; other tables are only counted",
    recognises=_recognises,
    read=read_sqlite,
)
