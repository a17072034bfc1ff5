"""Restore a backup in one transaction: a restore that fails or is killed has changed nothing."""

import re
import tempfile
from dataclasses import dataclass
from typing import IO

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from etl.database.locks import be_alone
from etl.database.schema_version import VIEW_SCHEMA, is_current
from etl.database.tables import SCHEMA
from etl.database.upgrade import drop_schema, lock_schema, rebuild
from etl.errors import DatabaseError
from etl.load import remove_forgotten
from etl.load.backup_file import Backup, reading
from etl.load.incomplete_schema import missing_parts
from etl.load.tombstones import Tombstone, tombstones
from etl.postgres.error_messages import said
from etl.settings import Settings

LOCK_SECONDS = 10  # wait for a session that became active after the check
END_OF_ROWS = b"\\.\n"
COPY_ROWS = re.compile(rb"COPY .+ FROM stdin;\n")
# Commands that only psql understands; a setting that servers before version 17 do not have; and a property of columns
# that some builds of PostgreSQL 15 set by themselves and others refuse.
LEFT_OUT = re.compile(
    rb"\\(?:un)?restrict \w+\n|SET transaction_timeout\b|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);"
)
OTHERS = text("""
    select s.pid, coalesce(s.usename, '') as role, coalesce(nullif(s.application_name, ''), 'a session') as program
    from pg_stat_activity as s
    where
        s.datname = current_database()
        and s.usesysid is not null
        and s.pid <> pg_backend_pid()
        and s.state is distinct from 'idle'
    order by s.pid""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The result of a restore."""

    version: str  # of the schema in the backup
    articles: int
    forgotten_units: int  # units of the backup that match a tombstone, and were removed again
    left_out: tuple[str, ...]


def restore(engine: Engine, settings: Settings, backup: Backup, *, replace: bool) -> Restored:
    """Replace all articles and runs of the database by those of a backup; views and functions come from this code.

    Articles that were forgotten, according to the replaced database or the data folder, are not restored.
    Raises DatabaseError, and changes nothing, if other sessions use the database, if it contains articles and
    `replace` is false, or if the file cannot be read completely.
    """
    try:
        with engine.begin() as connection:
            lock_schema(connection)
            be_alone(connection, "nothing can be restored")
            _refuse_others(connection)
            stones = _tombstones(connection, replace)
            connection.execute(text(f"set local lock_timeout = '{LOCK_SECONDS}s'"))
            drop_schema(connection, VIEW_SCHEMA)
            drop_schema(connection, SCHEMA)
            connection.exec_driver_sql(f"create schema {SCHEMA}")
            _put_back(connection, settings, backup)
            connection.exec_driver_sql("reset all")  # settings that the file made
            _rebuild(connection, backup)
            removal = remove_forgotten.remove_marked(connection, settings, stones)
            articles = connection.execute(text("select count(*) from corpus.article")).scalar_one()
    finally:
        engine.dispose()  # a connection whose settings the file has changed is not used again
    remove_forgotten.vacuum(engine)
    return Restored(
        version=backup.version, articles=articles, forgotten_units=len(removal.units), left_out=backup.left_out
    )


def _refuse_others(connection: Connection) -> None:
    """Raise DatabaseError if another session is active. If its state is not visible, it counts as active."""
    others = [f"{program} of {role} (process {pid})" for pid, role, program in connection.execute(OTHERS)]
    if others:
        raise DatabaseError(f"other sessions use the database: {', '.join(others)}; end them, and repeat the command")


def _tombstones(connection: Connection, replace: bool) -> list[Tombstone]:
    """The tombstones of a database that is to be replaced."""
    if connection.execute(text("select to_regclass('corpus.article')")).scalar() is None:
        return []
    is_current(connection)  # raises if this code does not know the schema
    articles = connection.execute(text("select count(*) from corpus.article")).scalar_one()
    if articles and not replace:
        raise DatabaseError(f"the database contains {articles} articles: add --replace to replace them")
    if connection.execute(text("select to_regclass('corpus.forgotten')")).scalar() is None:
        return []
    return tombstones(connection)


def _put_back(connection: Connection, settings: Settings, backup: Backup) -> None:
    """Execute the file's own statements and copy its rows."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".list") as listed:
        listed.write("\n".join(backup.entries))
        listed.flush()
        options = (f"--use-list={listed.name}", "--no-owner", "--no-privileges", "--file=-")
        with reading(settings, backup.path, *options) as script:
            try:
                _execute(connection, script)
            except psycopg2.Error as error:
                raise DatabaseError(f"{backup.path} cannot be restored: {said(error)}") from error


def _rebuild(connection: Connection, backup: Backup) -> None:
    """Migrate the tables to this version. Raises DatabaseError if a table, or a part of one, was not in the backup."""
    try:
        rebuild(connection)
    except (ProgrammingError, DatabaseError) as error:
        if not isinstance(error.__cause__, psycopg2.ProgrammingError):
            raise
        reason = said(error.__cause__)
        raise DatabaseError(f"{backup.path} does not contain all of Khabar's tables: {reason}") from error
    missing = missing_parts(connection)
    if missing:
        raise DatabaseError(f"{backup.path} does not contain all of Khabar's tables: it lacks {', '.join(missing)}")


def _execute(connection: Connection, script: IO[bytes]) -> None:
    cursor: Cursor = connection.connection.cursor()  # type: ignore[assignment]  # psycopg2's own
    statements: list[bytes] = []
    for line in script:
        if COPY_ROWS.fullmatch(line):
            _execute_all(cursor, statements)
            statements.clear()
            cursor.copy_expert(line.decode(), _Rows(script))  # type: ignore[arg-type]  # it only reads
        elif not LEFT_OUT.match(line):
            statements.append(line)
    _execute_all(cursor, statements)


def _execute_all(cursor: Cursor, lines: list[bytes]) -> None:
    """Execute these lines inside a block, where they cannot end the transaction. Comments alone are an error."""
    if any(line.strip() and not line.startswith(b"--") for line in lines):
        statements = sql.Literal(b"".join(lines).decode()).as_string(cursor)
        cursor.execute(sql.SQL("do {}").format(sql.Literal(f"begin execute {statements}; end")))


class _Rows:
    """The rows after a COPY statement, up to the line that ends them, as a file to read."""

    def __init__(self, script: IO[bytes]) -> None:
        self._script = script
        self._is_over = False

    def read(self, size: int) -> bytes:
        """Whole lines, at least this many bytes unless the rows end before."""
        lines, length = [], 0
        while not self._is_over and length < size:
            line = self._script.readline()
            self._is_over = line in (END_OF_ROWS, b"")
            if not self._is_over:
                lines.append(line)
                length += len(line)
        return b"".join(lines)
