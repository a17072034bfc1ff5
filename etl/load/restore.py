"""Put a backup back, in one transaction: a restore that fails or is killed has changed nothing."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg2
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine.interfaces import DBAPICursor

from etl.errors import ConfigError, DatabaseError
from etl.load import forget, schema
from etl.load.client import restore_command
from etl.load.forgotten import Tombstone, tombstones
from etl.load.locks import be_alone
from etl.load.said import said
from etl.load.tables import SCHEMA
from etl.settings import Settings

LOCK_SECONDS = 10  # for a session that began to work since we looked
MAGIC = b"PGDMP"  # begins what pg_dump writes in its own format
END_OF_ROWS = b"\\.\n"
COPY_ROWS = re.compile(rb"COPY .+ FROM stdin;\n")
# What psql alone understands, a setting that servers before version 17 do not have, and a mark that some builds of
# PostgreSQL 15 set on every column by themselves and others refuse.
LEFT_OUT = re.compile(rb"\\|SET transaction_timeout\b|ALTER TABLE ONLY \S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);")
ENTRY = re.compile(r"\d+; \d+ \d+ (?P<kind>[A-Z ]+) (?P<schema>\S+) (?P<name>.+)")
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
class Backup:
    """A file that `khabar db backup` wrote, and what is in it."""

    path: Path
    version: str  # of the schema
    entries: tuple[str, ...]  # of its table of contents, those that are put back
    left_out: tuple[str, ...]  # tables of other schemas than Khabar's


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore came to."""

    version: str  # of the schema in the backup
    articles: int
    forgotten_units: int  # that the backup held, although they are to be forgotten
    left_out: tuple[str, ...]


def read_backup(settings: Settings, path: Path) -> Backup:
    """What is in a backup; nothing is written.

    Raises ConfigError if there is no such file, DatabaseError if it is no backup of Khabar's, or of a newer schema.
    """
    if not path.is_file():
        raise ConfigError(f"{path}: there is no such file")
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise DatabaseError(f"{path} is no backup: `khabar db restore` reads what `khabar db backup` wrote")
    listed = [(line, ENTRY.match(line)) for line in _output(settings, path, "--list").splitlines()]
    entries = [(line, found) for line, found in listed if found]
    version = re.search(
        r"^COPY .*;\n(\w+)$", _output(settings, path, "--data-only", "--table=alembic_version", "--file=-"), re.M
    )
    if version is None:
        raise DatabaseError(f"{path} is no backup of Khabar's: it has no table {SCHEMA}.alembic_version")
    schema.check_version(version[1])
    return Backup(
        path=path,
        version=version[1],
        entries=tuple(line for line, found in entries if _is_put_back(found)),
        left_out=tuple(
            f"{found['schema']}.{found['name'].split()[0]}"
            for _, found in entries
            if found["kind"] == "TABLE" and found["schema"] not in (SCHEMA, schema.VIEW_SCHEMA)
        ),
    )


def restore(engine: Engine, settings: Settings, backup: Backup, *, replace: bool) -> Restored:
    """Put a backup in place of all articles and runs of the database; views and functions are those of this code.

    What is to be forgotten, by the database as it was or by the data folder, is not brought back.
    Raises DatabaseError, and leaves all as it was, if others work in the database, if it holds articles and
    `replace` is false, or if the file cannot be read to its end.
    """
    try:
        with engine.begin() as connection:
            schema.lock_schema(connection)
            be_alone(connection, "nothing can be restored")
            _refuse_others(connection)
            stones = _tombstones(connection, replace)
            connection.execute(text(f"set local lock_timeout = '{LOCK_SECONDS}s'"))
            schema.drop_schema(connection, schema.VIEW_SCHEMA)
            schema.drop_schema(connection, SCHEMA)
            connection.exec_driver_sql(f"create schema {SCHEMA}")
            _put_back(connection, settings, backup)
            connection.exec_driver_sql("reset all")  # what the file has set for itself
            schema.rebuild(connection)
            removal = forget.remove_marked(connection, settings, stones)
            articles = connection.execute(text("select count(*) from corpus.article")).scalar_one()
    finally:
        engine.dispose()  # a connection whose settings the file has changed is not used again
    forget.vacuum(engine)
    return Restored(
        version=backup.version, articles=articles, forgotten_units=len(removal.units), left_out=backup.left_out
    )


def _is_put_back(entry: re.Match[str]) -> bool:
    """Whether an entry of the table of contents is a table of ours or belongs to one: the rest is made by this code."""
    is_function = entry["kind"] == "FUNCTION" or entry["name"].startswith("FUNCTION ")
    return entry["schema"] == SCHEMA and entry["kind"] != "ACL" and not is_function


def _refuse_others(connection: Connection) -> None:
    """Raise DatabaseError if somebody works in the database. Who may not see what others do takes them for working."""
    others = [f"{program} of {role} (process {pid})" for pid, role, program in connection.execute(OTHERS)]
    if others:
        raise DatabaseError(f"others work in the database: {', '.join(others)}; end them, and call this again")


def _tombstones(connection: Connection, replace: bool) -> list[Tombstone]:
    """The tombstones of a database that is to be replaced."""
    if connection.execute(text("select to_regclass('corpus.article')")).scalar() is None:
        return []
    schema.is_current(connection)  # raises if this code does not know the schema
    articles = connection.execute(text("select count(*) from corpus.article")).scalar_one()
    if articles and not replace:
        raise DatabaseError(f"the database holds {articles} articles, which a restore replaces: add --replace")
    if connection.execute(text("select to_regclass('corpus.forgotten')")).scalar() is None:
        return []
    return tombstones(connection)


def _put_back(connection: Connection, settings: Settings, backup: Backup) -> None:
    """Execute the file's own statements and copy its rows."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".list") as listed:
        listed.write("\n".join(backup.entries))
        listed.flush()
        options = (f"--use-list={listed.name}", "--no-owner", "--no-privileges", "--file=-")
        with _reading(settings, backup.path, *options) as script:
            try:
                _execute(connection, script)
            except psycopg2.Error as error:
                raise DatabaseError(f"{backup.path} cannot be put back: {said(error)}") from error


def _execute(connection: Connection, script: IO[bytes]) -> None:
    cursor = connection.connection.cursor()
    statements: list[bytes] = []
    for line in script:
        if COPY_ROWS.fullmatch(line):
            _execute_all(cursor, statements)
            statements.clear()
            cursor.copy_expert(line.decode(), _Rows(script))
        elif not LEFT_OUT.match(line):
            statements.append(line)
    _execute_all(cursor, statements)


def _execute_all(cursor: DBAPICursor, lines: list[bytes]) -> None:
    """Execute what the lines say; comments alone would be an error."""
    if any(line.strip() and not line.startswith(b"--") for line in lines):
        cursor.execute(b"".join(lines))


class _Rows:
    """The rows behind a COPY, up to the line that ends them, as a file to read."""

    def __init__(self, script: IO[bytes]) -> None:
        self._script = script
        self._is_over = False

    def read(self, size: int) -> bytes:
        """Whole lines, of at least this many bytes unless they end before."""
        lines, length = [], 0
        while not self._is_over and length < size:
            line = self._script.readline()
            self._is_over = line in (END_OF_ROWS, b"")
            if not self._is_over:
                lines.append(line)
                length += len(line)
        return b"".join(lines)


def _output(settings: Settings, path: Path, *options: str) -> str:
    with _reading(settings, path, *options) as script:
        return script.read().decode()


@contextmanager
def _reading(settings: Settings, path: Path, *options: str) -> Iterator[IO[bytes]]:
    """What pg_restore makes of a backup. Raises DatabaseError with its own words if it cannot read all of it."""
    with tempfile.TemporaryFile() as faults:
        command = [*restore_command(settings), *options, str(path.resolve())]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=faults) as process:
            assert process.stdout is not None  # a pipe was asked for
            try:
                yield process.stdout
            except BaseException:
                process.kill()
                raise
        if process.returncode != 0:
            faults.seek(0)
            words = " ".join(faults.read().decode(errors="replace").split())
            raise DatabaseError(f"{path} cannot be read to its end, it may be cut short: {words}")
