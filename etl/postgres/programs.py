"""PostgreSQL's own programs: psql, pg_dump and pg_restore."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url

from etl.atomic_file import draft_of
from etl.errors import DatabaseError
from etl.postgres.passwords import FILE as PASSWORD_FILE
from etl.postgres.roles import LoginRole
from etl.postgres.server import url
from etl.postgres.user import wheel_binaries
from etl.settings import Settings

TLS_MODES = ("require", "verify-ca", "verify-full")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCommand:
    """A command to run. The password is only in its environment, or in a file to which that refers."""

    arguments: list[str]
    environment: dict[str, str] = field(repr=False)


def psql_command(settings: Settings, role: LoginRole) -> ClientCommand:
    """The command that opens psql on the database, as this role unless the URL in the settings names another."""
    return _command(settings, "psql", role)


def backup(settings: Settings, target: Path) -> None:
    """Write the whole database to one file, for pg_restore; an older file is replaced once the new one is complete.

    Large objects are left out: Khabar has none, and those of another role would make pg_dump fail.
    Raises ConfigError if the file cannot be written, DatabaseError with pg_dump's message if it fails.
    """
    command = _command(settings, "pg_dump", LoginRole.OWNER)
    with draft_of(target, mode=0o600) as draft:
        result = subprocess.run(
            [*command.arguments, "--format=custom", "--no-blobs", f"--file={draft}"],
            env=command.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode != 0:
            raise DatabaseError(f"the backup failed: {' '.join(result.stderr.split())}")


def restore_command(settings: Settings) -> list[str]:
    """The command that reads a file with pg_restore; it connects to no server."""
    return [_find("pg_restore", make_url(url(settings)))]


def _command(settings: Settings, program: str, role: LoginRole) -> ClientCommand:
    address = make_url(url(settings, role)).set(drivername="postgresql")
    environment = dict(os.environ)
    if settings.database_url is None:
        environment.pop("PGPASSWORD", None)  # it would win over the file
        environment["PGPASSFILE"] = str(settings.data_dir.resolve() / PASSWORD_FILE)
    elif address.password is not None:
        environment["PGPASSWORD"] = str(address.password)
    # So that a database named by the user ("-d NAME") is one of the same server.
    where = {"PGHOST": address.host, "PGPORT": address.port, "PGUSER": address.username}
    environment |= {name: str(value) for name, value in where.items() if value is not None}
    location = address._replace(password=None).render_as_string()
    return ClientCommand(arguments=[_find(program, address), f"--dbname={location}"], environment=environment)


def _find(program: str, address: URL) -> str:
    """The program of the embedded server; if the URL asks for TLS, which that lacks, the machine's own.

    pg_dump refuses a server that is newer than itself, and the embedded one is the newest.
    """
    installed = shutil.which(program) if address.query.get("sslmode") in TLS_MODES else None
    return installed or str(wheel_binaries() / program)
