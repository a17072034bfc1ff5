"""Upgrade the database schema: `corpus` by alembic, `news` from the files of sql/."""

import logging
from pathlib import Path

import psycopg2
import psycopg2.errors
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import InternalError, OperationalError

from etl.database.connect import check_capabilities
from etl.database.schema_version import MIGRATIONS, VIEW_SCHEMA, is_current, sql_files, view_comment
from etl.database.tables import SCHEMA
from etl.database.waits import users
from etl.errors import DatabaseError
from etl.postgres.error_messages import said
from etl.sql_files import SQL_FOLDER

log = logging.getLogger(__name__)

DDL_LOCK_TIMEOUT = "30s"  # while an upgrade waits to drop a view, every new query on the view waits too
UPGRADE_LOCK = 0x6B686162  # advisory lock: one upgrade at a time
# A row if this role may not upgrade. If there is no schema yet, every role that may create one may upgrade.
MAY_NOT_UPGRADE = text("""
    select current_user, pg_get_userbyid(coalesce(n.nspowner, d.datdba)) as owner
    from pg_database as d
    left join pg_namespace as n on n.nspname = :schema
    where
        d.datname = current_database()
        and not case
            when n.oid is null then has_database_privilege(d.oid, 'create')
            else pg_has_role(n.nspowner, 'usage')
        end""")
SAFE_PATH = "set local search_path = pg_catalog, pg_temp"  # objects that others created in public are not found


def upgrade_schema(engine: Engine) -> bool:
    """Upgrade the schema to this version of the code, in one transaction; False if it is up to date already.

    Base tables are migrated; the views and functions of `news` are dropped and created again.

    Raises DatabaseError if the schema is newer than the code, if this role may not change it, if another object
    depends on `news`, or if another session keeps a table or view locked for longer than DDL_LOCK_TIMEOUT.
    """
    try:
        return _upgrade(engine)
    except OperationalError as error:
        if not isinstance(error.orig, psycopg2.errors.LockNotAvailable):
            raise
        with engine.connect() as connection:
            found = users(connection)
        raise DatabaseError(
            f"the schema cannot be upgraded now, because other sessions use it; nothing was changed: {' '.join(found)}"
        ) from error


def _upgrade(engine: Engine) -> bool:
    with engine.begin() as connection:
        lock_schema(connection)
        if is_current(connection):
            return False
        _require_owner(connection)
        connection.exec_driver_sql(f"set local lock_timeout = '{DDL_LOCK_TIMEOUT}'")
        rebuild(connection)
    return True


def _require_owner(connection: Connection) -> None:
    """Raise DatabaseError, with the name of the role that may, if this role may not upgrade the schema."""
    refused = connection.execute(MAY_NOT_UPGRADE, {"schema": VIEW_SCHEMA}).one_or_none()
    if refused:
        role, owner = refused
        raise DatabaseError(
            f"the schema is out of date, and {role} may not upgrade it: run `khabar db upgrade` as {owner}"
        )


def lock_schema(connection: Connection) -> None:
    """Keep others from upgrading until the end of this transaction."""
    connection.exec_driver_sql("set local lock_timeout = 0")  # another upgrade may take hours
    connection.execute(text("select pg_advisory_xact_lock(:key) /* one upgrade at a time */"), {"key": UPGRADE_LOCK})


def rebuild(connection: Connection) -> None:
    """Migrate the base tables; drop the views and functions of `news` and create them again."""
    check_capabilities(connection)
    connection.execute(text(SAFE_PATH))
    drop_schema(connection, VIEW_SCHEMA)
    connection.exec_driver_sql(f"create schema {VIEW_SCHEMA}")
    migrate(connection)
    for path in sql_files():
        _execute_file(connection, path)
    _log_notices(connection)
    connection.exec_driver_sql(f"comment on schema {VIEW_SCHEMA} is '{view_comment()}'")


def drop_schema(connection: Connection, name: str) -> None:
    """Drop one of Khabar's schemas with all its objects, without CASCADE.

    Raises DatabaseError, with the name of the object, if something outside the schema depends on it.
    """
    own = f"to_regnamespace('{name}')"
    relations = f"select string_agg(oid::regclass::text, ', ') from pg_class where relnamespace = {own} and relkind in "
    routines = f"select string_agg(oid::regprocedure::text, ', ') from pg_proc where pronamespace = {own}"
    try:
        for kind, query in (("view", f"{relations}('v')"), ("table", f"{relations}('r')"), ("routine", routines)):
            names = connection.execute(text(query)).scalar()
            if names:
                connection.exec_driver_sql(f"drop {kind} {names}")
        connection.exec_driver_sql(f"drop schema if exists {name}")
    except InternalError as error:
        raise DatabaseError(
            f"the schema {name} must be created again, but something depends on it: "
            f"{_without_hint(error)}; drop that, repeat the command and create it again, or turn it into a table"
        ) from error


def reset_roles(engine: Engine) -> None:
    """Reset the rights and settings of the roles, also those that they set themselves, as far as this role may."""
    with engine.begin() as connection:
        connection.execute(text(SAFE_PATH))
        for path in sorted((SQL_FOLDER / "roles").glob("*.sql")):
            _execute_file(connection, path)
        _log_notices(connection)


def migrate(connection: Connection) -> None:
    """Bring the base tables to this version; views and functions are not touched."""
    connection.execute(text(f"create schema if not exists {SCHEMA}"))
    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection, migrations: Path = MIGRATIONS) -> Config:
    """The configuration for alembic's commands: the folder of the migrations, and the connection to use."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _without_hint(error: InternalError) -> str:
    """The server's message on one line, without its hint to use CASCADE, which would drop objects of others."""
    return " ".join(str(error.orig).partition("HINT:")[0].split())


def _log_notices(connection: Connection) -> None:
    """Log the rights that the files of sql/ could not grant to the roles."""
    notices = getattr(connection.connection.driver_connection, "notices", [])
    for notice in dict.fromkeys(notices):
        if notice.startswith("NOTICE:") and "does not exist, skipping" not in notice:
            log.warning(" ".join(notice.removeprefix("NOTICE:").split()))
    notices.clear()


def _execute_file(connection: Connection, path: Path) -> None:
    cursor = connection.connection.cursor()
    try:
        cursor.execute(path.read_text(encoding="utf-8"))  # without parameters, % has no special meaning for psycopg2
    except psycopg2.Error as error:
        raise DatabaseError(f"{path.relative_to(SQL_FOLDER.parent)}: {said(error)}") from error
