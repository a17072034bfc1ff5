"""The version of the database schema, and the version that this code needs."""

import re
from hashlib import sha256
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from etl.database.tables import SCHEMA
from etl.errors import DatabaseError
from etl.sql_files import SQL_FOLDER

MIGRATIONS = Path(__file__).parent / "migrations"
VIEW_SCHEMA = "news"
COMMENT = text("select obj_description(to_regnamespace(:schema), 'pg_namespace')")
VERSION = re.compile(r"Version (\w+)-")  # in the comment: the last migration, followed by the digest of sql/


def is_current(connection: Connection) -> bool:
    """Whether base tables and views have the version of this code.

    Raises DatabaseError if the schema is newer than the code.
    """
    found = connection.scalar(COMMENT, {"schema": VIEW_SCHEMA})
    return _check_not_newer(connection) == newest_migration() and found == view_comment()


def require_current(engine: Engine) -> None:
    """Raise DatabaseError unless the comment of the schema `news`, which all may read, names this code's version."""
    with engine.connect() as connection:
        has_views = connection.scalar(text("select to_regnamespace(:schema)"), {"schema": VIEW_SCHEMA}) is not None
        comment = connection.scalar(COMMENT, {"schema": VIEW_SCHEMA}) or ""
    if not has_views:
        raise DatabaseError("the database has no Khabar schema: run `khabar db upgrade`")
    version = VERSION.search(comment)
    if version and version[1] not in _known_versions():
        raise _newer(version[1])
    if comment != view_comment():
        raise DatabaseError("the database has the schema of an older version of Khabar: run `khabar db upgrade`")


def check_version(version: str) -> None:
    """Raise DatabaseError if this code does not know the version of the schema, because it is newer."""
    if version not in _known_versions():
        raise _newer(version)


def view_comment() -> str:
    """The comment of `news` by which it is recognised: the last migration, and a digest of the files of sql/."""
    digest = sha256()
    for path in sql_files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    version = f"{newest_migration()}-{digest.hexdigest()[:16]}"
    return f"Views and functions for analysts; rebuilt by every upgrade. Version {version}"


def sql_files() -> list[Path]:
    """The files that create `news`, in the order in which they are executed."""
    return [path for folder in ("functions", "views", "roles") for path in sorted((SQL_FOLDER / folder).glob("*.sql"))]


def newest_migration() -> str | None:
    """The version to which this code migrates the base tables."""
    return _scripts().get_current_head()


def _check_not_newer(connection: Connection) -> str | None:
    table = f"{SCHEMA}.alembic_version"
    if connection.execute(text("select to_regclass(:table)"), {"table": table}).scalar() is None:
        return None
    version: str | None = connection.execute(text(f"select version_num from {table}")).scalar()
    if version is not None:
        check_version(version)
    return version


def _newer(version: str) -> DatabaseError:
    return DatabaseError(
        f"the database has schema version {version}, which this version of Khabar does not know: update Khabar"
    )


def _known_versions() -> set[str]:
    return {script.revision for script in _scripts().walk_revisions()}


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))
