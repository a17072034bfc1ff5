"""A file that `khabar db backup` wrote: what it contains, and which part of that is restored."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from etl.database.schema_version import VIEW_SCHEMA, check_version
from etl.database.tables import SCHEMA
from etl.errors import ConfigError, DatabaseError
from etl.postgres.programs import restore_command
from etl.settings import Settings

MAGIC = b"PGDMP"  # the first bytes of a file in pg_dump's own format
VERSION_ROWS = ("--data-only", f"--schema={SCHEMA}", "--table=alembic_version", "--file=-")
ENTRY = re.compile(r"\d+; \d+ \d+ (?P<kind>[A-Z ]+) (?P<schema>\S+) (?P<name>.+)")
# The parts of tables. Other objects in the schema (triggers, rules, policies, types, operators) are not restored: they
# would stay after an upgrade, run at every change of a row, or hide rows.
TABLE_KINDS = {
    "TABLE",
    "TABLE ATTACH",
    "TABLE DATA",
    "SEQUENCE",
    "SEQUENCE OWNED BY",
    "SEQUENCE SET",
    "DEFAULT",
    "CONSTRAINT",
    "CHECK CONSTRAINT",
    "FK CONSTRAINT",
    "INDEX",
    "INDEX ATTACH",
}
MADE_ANEW = {"FUNCTION", "COMMENT", "ACL"}
COMMENTED = ("TABLE ", "COLUMN ", "SEQUENCE ", "CONSTRAINT ", "INDEX ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A file that `khabar db backup` wrote, and what it contains."""

    path: Path
    version: str  # of the schema
    entries: tuple[str, ...]  # the entries of its table of contents that are restored
    left_out: tuple[str, ...]  # tables of other schemas, and objects that others created in Khabar's schema


def read_backup(settings: Settings, path: Path) -> Backup:
    """The contents of a backup; nothing is written.

    Raises ConfigError if there is no such file, DatabaseError if it is not a backup of Khabar or has a newer
    schema.
    """
    if not path.is_file():
        raise ConfigError(f"no such file: {path}")
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            raise DatabaseError(
                f"{path} is not a backup: `khabar db restore` reads only files that `khabar db backup` wrote"
            )
    listed = [(line, ENTRY.match(line)) for line in _output(settings, path, "--list").splitlines()]
    entries = [(line, found) for line, found in listed if found]
    version = re.search(r"^COPY .*;\n(\w+)\n\\\.$", _output(settings, path, *VERSION_ROWS), re.M)
    if version is None:
        raise DatabaseError(f"{path} is not a backup of Khabar: it has no version in {SCHEMA}.alembic_version")
    check_version(version[1])
    return Backup(
        path=path,
        version=version[1],
        entries=tuple(line for line, found in entries if _is_put_back(found)),
        left_out=tuple(name for _, found in entries for name in _left_out(found)),
    )


@contextmanager
def reading(settings: Settings, path: Path, *options: str) -> Iterator[IO[bytes]]:
    """The output of pg_restore for a backup. Raises DatabaseError, with its message, if it cannot read all of it."""
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
            raise DatabaseError(f"{path} cannot be read completely and may be truncated: {words}")


def _output(settings: Settings, path: Path, *options: str) -> str:
    with reading(settings, path, *options) as script:
        return script.read().decode()


def _is_put_back(entry: re.Match[str]) -> bool:
    """Whether an entry of the table of contents is restored: only Khabar's tables and their parts are."""
    is_comment = entry["kind"] == "COMMENT" and entry["name"].startswith(COMMENTED)
    return entry["schema"] == SCHEMA and (entry["kind"] in TABLE_KINDS or is_comment)


def _left_out(entry: re.Match[str]) -> list[str]:
    """The entries that are reported as left out: tables of other schemas, and objects of others in Khabar's schema."""
    kind, name = entry["kind"], f"{entry['schema']}.{entry['name'].rpartition(' ')[0]}"
    if entry["schema"] == SCHEMA:
        return [] if _is_put_back(entry) or kind in MADE_ANEW else [f"{kind.lower()} {name}"]
    return [name] if kind == "TABLE" and entry["schema"] != VIEW_SCHEMA else []
