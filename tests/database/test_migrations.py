"""A database of the first version with rows in every table is brought to this version, and no row is lost."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from models import check_models
from sqlalchemy import Connection, Engine, event, make_url, text

from etl.database.connect import make_engine
from etl.database.schema_version import MIGRATIONS
from etl.database.tables import Base
from etl.database.upgrade import alembic_config, rebuild, upgrade_schema
from etl.postgres.roles import LoginRole
from etl.settings import Settings
from tools.write_migration import write_migration

FIRST = "0002"  # the last migration of the first version
PARTS = 5  # an upgrade fails at the beginning of each
TABLES = text("select tablename from pg_tables where schemaname = 'corpus' and tablename <> 'alembic_version'")
COLUMNS = text("""
    select column_name, data_type
    from information_schema.columns
    where table_schema = 'corpus' and table_name = :table""")
# A value of each type, by the number of the row.
VALUES = {
    "bigint": "{n}",
    "real": "0.{n}",
    "boolean": "true",
    "text": "'text {n}'",
    "bytea": "'\\x0{n}'::bytea",
    "uuid": "md5('{n}')::uuid",
    "date": "'2026-03-0{n}'::date",
    "timestamp without time zone": "'2026-03-0{n} 10:00'::timestamp",
    "timestamp with time zone": "'2026-03-0{n} 10:00+00'::timestamptz",
    "jsonb": "'{{\"n\": {n}}}'::jsonb",
    "tsvector": "'word{n}:{n}'::tsvector",
    "ARRAY": "array['text {n}']",
}
BY_HAND = {"run", "run_file", "input_file", "input_record", "rejection"}
RUN_STATES = ("done", "failed", "running")
FILE_STATES = ("planned", "running", "done")
OUTCOMES = ("loaded", "revised", "unchanged", "rejected", "skipped")
# What the tables have gained since, and is not NULL in an old row.
GAINED: dict[str, dict[str, object]] = {"run": {"units_again": 0}}
DROPPED = {"extraction_agreement"}  # columns whose values say nothing about those that took their place


@dataclass(frozen=True)
class Old:
    """A rejection as the first version kept it; the unit is its position."""

    position: int
    stage: str
    reason: str
    attempts: int
    first_run: int
    last_run: int
    resolved: bool = False


@dataclass(frozen=True)
class New:
    """What it must be now."""

    position: int
    stage: str
    reason: str
    attempts: int
    first_run: int
    last_run: int
    state: str


REJECTIONS = (
    Old(0, "parse", "no_text", 1, 1, 1),
    Old(1, "parse", "no_text", 2, 1, 2, resolved=True),
    Old(2, "parse", "timeout", 1, 1, 1),
    Old(3, "parse", "worker_died", 2, 1, 2),
    Old(4, "ingest", "unreadable", 3, 1, 3),
    Old(5, "parse", "memory", 1, 2, 2, resolved=True),
    # One unit, rejected by two stages: by ingest in the first run, by the parser in the next ones.
    Old(6, "ingest", "truncated", 1, 1, 1),
    Old(6, "parse", "no_text", 2, 2, 3),
    # The last stage that rejected it comes first in the alphabet.
    Old(7, "parse", "no_text", 1, 1, 1),
    Old(7, "ingest", "truncated", 1, 2, 2),
    # Both are the machine's fault: three tries in all.
    Old(8, "ingest", "unreadable", 1, 1, 1),
    Old(8, "parse", "timeout", 2, 2, 3),
    Old(9, "ingest", "unreadable", 1, 1, 1),
    Old(9, "parse", "timeout", 1, 2, 2),
    # Tried by the runs 1, 2 and 3; the third resolved it, and both rows counted that try.
    Old(10, "ingest", "truncated", 2, 1, 3, resolved=True),
    Old(10, "parse", "no_text", 2, 2, 3, resolved=True),
    # Resolved by the second run, rejected again by the third.
    Old(11, "ingest", "truncated", 2, 1, 2, resolved=True),
    Old(11, "parse", "no_text", 1, 3, 3),
    Old(12, "ingest", "truncated", 1, 1, 1),
    Old(12, "load", "refused", 1, 3, 3),
    Old(12, "parse", "no_text", 1, 2, 2),
)
MIGRATED = (
    New(0, "parse", "no_text", 1, 1, 1, "open"),
    New(1, "parse", "no_text", 2, 1, 2, "resolved"),
    New(2, "parse", "timeout", 1, 1, 1, "waiting"),
    New(3, "parse", "worker_died", 2, 1, 2, "waiting"),
    New(4, "ingest", "unreadable", 3, 1, 3, "quarantined"),
    New(5, "parse", "memory", 1, 2, 2, "resolved"),
    New(6, "parse", "no_text", 3, 1, 3, "open"),
    New(7, "ingest", "truncated", 2, 1, 2, "open"),
    New(8, "parse", "timeout", 3, 1, 3, "quarantined"),
    New(9, "parse", "timeout", 2, 1, 2, "waiting"),
    New(10, "parse", "no_text", 3, 1, 3, "resolved"),
    New(11, "parse", "no_text", 3, 1, 3, "open"),
    New(12, "load", "refused", 3, 1, 3, "open"),
)

Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def engine(server_settings: Settings, fresh_database_url: str) -> Iterator[Engine]:
    """A database of the first version with rows in every table, as the role that upgrades."""
    engine = make_engine(server_settings, make_url(fresh_database_url).database, role=LoginRole.OWNER)
    with engine.begin() as connection:
        connection.execute(text("drop schema news cascade"))
        connection.execute(text("drop schema corpus cascade"))
        connection.execute(text("create schema corpus"))
        command.upgrade(alembic_config(connection), FIRST)
        connection.execute(text("create schema news"))
        connection.execute(text("create view news.rejections as select * from corpus.rejection"))
        fill(connection)
    yield engine
    engine.dispose()


def fill(connection: Connection) -> None:
    """Three rows in each table and more in those whose rows a migration changes."""
    for n, state in enumerate(RUN_STATES, start=1):
        insert(connection, "run", n, state=f"'{state}'")
        insert(connection, "input_file", n)
        insert(connection, "run_file", n, state=f"'{FILE_STATES[n - 1]}'")
    for n, outcome in enumerate(OUTCOMES, start=1):
        given = {"reason": "null"} if n <= 3 else {"revision_id": "null"}
        insert(connection, "input_record", n, file_id="1", run_id="1", outcome=f"'{outcome}'", **given)
    for old in REJECTIONS:
        values = {"file_id": "1", "member_no": "0", "position": str(old.position), "resolved": str(old.resolved)}
        values |= {"stage": f"'{old.stage}'", "reason": f"'{old.reason}'", "attempts": str(old.attempts)}
        runs = {"first_run_id": str(old.first_run), "last_run_id": str(old.last_run)}
        insert(connection, "rejection", 1, **values, detail=f"'{old.stage} {old.reason}'", **runs)
    waiting = [table for table in connection.scalars(TABLES).all() if table not in BY_HAND]
    order = ["source", "author", "topic", "article", "revision"]  # others refer to them
    for table in sorted(waiting, key=lambda name: order.index(name) if name in order else len(order)):
        for n in (1, 2, 3):
            insert(connection, table, n)
    for n in (4, 5):  # without any revision, as a run that was killed may have left them
        insert(connection, "article", n, current_revision_id="null")


def insert(connection: Connection, table: str, n: int, **given: str) -> None:
    """Insert the n-th row, every column of it filled: with what is given, or a value of its type."""
    types = {name: kind for name, kind in connection.execute(COLUMNS, {"table": table})}
    values = {column: VALUES[kind].format(n=n) for column, kind in types.items()} | given
    connection.exec_driver_sql(
        f"insert into corpus.{table} ({', '.join(values)}) values ({', '.join(values.values())})"
    )


def rows_of(engine: Engine) -> Rows:
    """Every row of every table of corpus."""
    with engine.connect() as connection:
        return {
            table: sorted(connection.scalars(text(f"select to_jsonb(t) from corpus.{table} as t")).all(), key=repr)
            for table in connection.scalars(TABLES)
        }


def shape_of(engine: Engine) -> list[Any]:
    """Relations, columns, constraints and functions of both schemas, and the migration that the database is at."""
    with engine.connect() as connection:
        return [
            connection.execute(text(query)).all()
            for query in (
                "select table_schema, table_name, column_name, data_type from information_schema.columns"
                " where table_schema in ('corpus', 'news') order by 1, 2, 3",
                "select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint"
                " where connamespace = 'corpus'::regnamespace order by 1, 2",
                "select indexname, indexdef from pg_indexes where schemaname = 'corpus' order by 1",
                "select proname from pg_proc where pronamespace::regnamespace::text in ('corpus', 'news') order by 1",
                "select version_num from corpus.alembic_version",
            )
        ]


def test_every_row_of_every_table_is_there_after_the_upgrade(engine: Engine) -> None:
    before = rows_of(engine)
    assert [table for table, rows in before.items() if not rows] == []

    assert upgrade_schema(engine)

    after = rows_of(engine)
    del before["rejection"], after["rejection"]
    unset = {table.name: dict.fromkeys(table.columns.keys()) for table in Base.metadata.tables.values()}
    kept = {
        table: [{name: value for name, value in row.items() if name not in DROPPED} for row in rows]
        for table, rows in before.items()
    }
    expected = {table: [unset[table] | row | GAINED.get(table, {}) for row in rows] for table, rows in kept.items()}
    assert after == expected | {"forgotten": []}
    check_models(engine)


def test_rejections_of_two_stages_become_one_with_all_their_tries(engine: Engine) -> None:
    before = {(row["position"], row["stage"]): row for row in rows_of(engine)["rejection"]}

    upgrade_schema(engine)

    kept = ("file_id", "member_no", "position", "stage", "reason", "detail", "head")
    expected = [
        {name: before[new.position, new.stage][name] for name in kept}
        | {"attempts": new.attempts, "first_run_id": new.first_run, "last_run_id": new.last_run, "state": new.state}
        | dict.fromkeys(("format", "source", "retry_run_id", "resolved_run_id"))
        for new in MIGRATED
    ]
    assert sorted(rows_of(engine)["rejection"], key=lambda row: row["position"]) == expected


def test_an_upgrade_that_fails_anywhere_leaves_rows_and_schema_as_they_were(engine: Engine) -> None:
    before, statements = (rows_of(engine), shape_of(engine)), count_statements(engine)
    assert statements > 50

    for number in range(1, statements + 1, statements // PARTS):
        with fault_at(engine, number), pytest.raises(RuntimeError, match="in the middle"):
            upgrade_schema(engine)
        assert (rows_of(engine), shape_of(engine)) == before, f"after a fault at statement {number}"


def test_a_migration_is_written_from_what_the_tables_lack(
    server_settings: Settings, fresh_database_url: str, tmp_path: Path
) -> None:
    migrations = shutil.copytree(MIGRATIONS, tmp_path / "migrations")
    engine = make_engine(server_settings, make_url(fresh_database_url).database, role=LoginRole.OWNER)
    assert write_migration(engine, "Nothing is lacking", migrations) is None
    with engine.begin() as connection:
        connection.execute(text("drop schema news cascade"))
        connection.execute(text("alter table corpus.source drop column country"))

    written = write_migration(engine, "Country of an outlet", migrations)

    assert written is not None
    last = max(path.name[:4] for path in (MIGRATIONS / "versions").glob("*.py"))
    assert written.name == f"{int(last) + 1:04}_country_of_an_outlet.py"
    assert written.read_text().startswith(
        '"""Country of an outlet"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n'
    )
    with engine.begin() as connection:
        command.upgrade(alembic_config(connection, migrations), "head")
    check_models(engine, migrations)
    engine.dispose()


def count_statements(engine: Engine) -> int:
    """How many statements SQLAlchemy sends for an upgrade, which is undone."""
    with fault_at(engine, None) as seen, engine.connect() as connection:
        rebuild(connection)
    return len(seen)


@contextmanager
def fault_at(engine: Engine, number: int | None) -> Iterator[list[str]]:
    """The statements of the block, of which the one of this number fails."""
    seen: list[str] = []

    def look(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)
        if len(seen) == number:
            raise RuntimeError("in the middle")

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", look)
