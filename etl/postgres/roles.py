"""The roles of a server that only Khabar uses; its bootstrap role creates them and is used for nothing else."""

import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import cursor as Cursor
from psycopg2.extensions import encrypt_password
from sqlalchemy import URL

from etl.errors import ConfigError, DatabaseError
from etl.postgres import old_owner
from etl.postgres.error_messages import said
from etl.postgres.old_owner import hand_over, rename_bootstrap
from etl.sql_files import SQL_FOLDER

FILES = SQL_FOLDER / "roles"
ROLES_FILE = FILES / "10_roles.sql"
DATABASE_FILE = FILES / "20_database.sql"
LOCK_SECONDS = 60
PASSWORD_BYTES = 32
# Settings of the bootstrap role's sessions. They have precedence over those that the owner of a database made for this
# role: a search_path could run the owner's code as superuser, and the others could prevent the creation of roles.
SESSION = {
    "timezone": "UTC",
    "search_path": "pg_catalog,pg_temp",
    "role": "none",
    "default_transaction_read_only": "off",
    "statement_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "local_preload_libraries": "",
}


class LoginRole(StrEnum):
    """A role that logs in with a password that Khabar generated."""

    BOOTSTRAP = "khabar_bootstrap"  # superuser: makes roles and databases
    OWNER = "khabar"  # owns the tables: upgrades
    LOADER = "khabar_loader"  # loads and queries
    AIRFLOW = "airflow"  # owns Airflow's own database


# Both are called as the role that owns them.
DATABASES = {LoginRole.OWNER: "khabar", LoginRole.AIRFLOW: "airflow"}


def new_passwords() -> dict[LoginRole, str]:
    """A new password for each role."""
    return {role: secrets.token_urlsafe(PASSWORD_BYTES) for role in LoginRole}


def version() -> str:
    """A text that changes whenever make_roles changes."""
    sources = [ROLES_FILE, DATABASE_FILE, Path(__file__), Path(old_owner.__file__)]
    return sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()


def bootstrap_url(server: str, password: str) -> URL:
    """The URL with which make_roles logs in to HOST:PORT. Raises ConfigError if the address has another form."""
    host, _, port = server.rpartition(":")
    if not host or not port.isdigit():
        raise ConfigError(f"a server must be given as HOST:PORT, not as {server!r}")
    return URL.create("postgresql", LoginRole.BOOTSTRAP, password, host, int(port), DATABASES[LoginRole.OWNER])


def make_roles(bootstrap: URL, passwords: Mapping[LoginRole, str]) -> None:
    """Create the roles, or reset them, in one transaction; it may be repeated any number of times.

    bootstrap: the URL of the bootstrap role with its password, in the database of the owner.

    If the bootstrap role still has its old name, khabar, it is renamed first.
    Raises DatabaseError if the bootstrap role cannot log in, or if a session keeps an object that gets a new owner.
    """
    with _transaction(bootstrap) as cursor:
        rename_bootstrap(cursor, LoginRole.BOOTSTRAP, LoginRole.OWNER)
        cursor.execute("alter role current_user set search_path = pg_catalog, pg_temp")  # in psql too
        for role in (LoginRole.OWNER, LoginRole.AIRFLOW):
            _make_role(cursor, role)
        _own_database(cursor, LoginRole.OWNER)
        _execute(cursor, ROLES_FILE)
        for role in (LoginRole.OWNER, LoginRole.AIRFLOW, LoginRole.LOADER):
            _set_password(cursor, role, passwords[role])
        hand_over(cursor, LoginRole.OWNER)
        _execute(cursor, DATABASE_FILE)
        _close_databases(cursor)
        has_airflow = _exists(cursor, DATABASES[LoginRole.AIRFLOW])
    if has_airflow:
        with _transaction(bootstrap.set(database=DATABASES[LoginRole.AIRFLOW])) as cursor:
            _own_database(cursor, LoginRole.AIRFLOW)
            hand_over(cursor, LoginRole.AIRFLOW)


def make_airflow_database(bootstrap: URL) -> None:
    """Create the database of Airflow, closed to all other roles, unless it exists."""
    name = DATABASES[LoginRole.AIRFLOW]
    connection = _connect(bootstrap)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            if not _exists(cursor, name):
                cursor.execute(
                    sql.SQL("create database {} owner {}").format(*map(sql.Identifier, (name, LoginRole.AIRFLOW)))
                )
            _close_databases(cursor)
    finally:
        connection.close()


@contextmanager
def _transaction(bootstrap: URL) -> Iterator[Cursor]:
    """A transaction of the bootstrap role, under its old name if it has not been renamed yet."""
    try:
        connection = _connect(bootstrap)
    except psycopg2.OperationalError as error:
        try:
            connection = _connect(bootstrap.set(username=LoginRole.OWNER))
        except psycopg2.OperationalError:
            raise DatabaseError(f"the roles of the database cannot be created: {said(error)}") from error
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(f"set local lock_timeout = '{LOCK_SECONDS}s'")
            cursor.execute("select pg_advisory_xact_lock(hashtextextended('khabar roles', 0))")
            yield cursor
    except psycopg2.errors.LockNotAvailable as error:
        raise DatabaseError(
            "the tables cannot be given to their new owner while others use them: end their sessions and start again"
        ) from error
    except psycopg2.Error as error:
        raise DatabaseError(f"the roles cannot be created in database {bootstrap.database}: {said(error)}") from error
    finally:
        connection.close()


def _connect(bootstrap: URL) -> psycopg2.extensions.connection:
    address = bootstrap.set(drivername="postgresql").render_as_string(hide_password=False)
    options = " ".join(f"-c {name}={value}" for name, value in SESSION.items())  # not PGOPTIONS
    return psycopg2.connect(address, application_name="khabar roles", options=options)


def _make_role(cursor: Cursor, role: LoginRole) -> None:
    cursor.execute("select 1 from pg_roles where rolname = %s", (role,))
    verb = "alter" if cursor.fetchone() else "create"
    statement = "{} role {} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
    cursor.execute(sql.SQL(statement).format(sql.SQL(verb), sql.Identifier(role)))


def _set_password(cursor: Cursor, role: LoginRole, password: str) -> None:
    """Set the password of a role. It is hashed here, because the loader can see the statements of all sessions."""
    verifier = encrypt_password(password, role, cursor, "scram-sha-256")
    cursor.execute(sql.SQL("alter role {} password %s").format(sql.Identifier(role)), (verifier,))


def _own_database(cursor: Cursor, role: LoginRole) -> None:
    cursor.execute(sql.SQL("alter database {} owner to {}").format(*map(sql.Identifier, (DATABASES[role], role))))


def _close_databases(cursor: Cursor) -> None:
    """Let only those roles connect to a database that need it: the owner, and in Khabar's also loader and reader."""
    cursor.execute("select datname from pg_database where datname <> 'template0'")
    for (name,) in cursor.fetchall():
        cursor.execute(sql.SQL("revoke connect, temporary on database {} from public").format(sql.Identifier(name)))
    cursor.execute(
        sql.SQL("grant connect on database {} to khabar_loader, news_reader").format(
            sql.Identifier(DATABASES[LoginRole.OWNER])
        )
    )


def _exists(cursor: Cursor, database: str) -> bool:
    cursor.execute("select 1 from pg_database where datname = %s", (database,))
    return cursor.fetchone() is not None


def _execute(cursor: Cursor, path: Path) -> None:
    cursor.execute(path.read_text(encoding="utf-8"))
