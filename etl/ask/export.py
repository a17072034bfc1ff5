"""A view of schema `news` as CSV, JSON lines or Parquet."""

import csv
import io
import operator
import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msgspec
import psycopg2
from sqlalchemy import Connection, CursorResult, Engine, MetaData, Select, Table, cast, literal, select
from sqlalchemy.exc import DBAPIError, NoSuchTableError

from etl.errors import ConfigError
from etl.postgres.error_messages import said

ROWS_AT_ONCE = 1000
CONDITION = re.compile(r"(?P<column>\w+)(?P<operator>>=|<=|=)(?P<value>.*)", re.DOTALL)
OPERATORS = {"=": operator.eq, ">=": operator.ge, "<=": operator.le}

Batches = Iterator[list[dict[str, Any]]]


def export(engine: Engine, view: str, form: str, conditions: Sequence[str], output: BinaryIO) -> None:
    """Write the rows of a view of `news` that meet all conditions ("language=ar", "published_on>=2026-01-01").

    `form` is csv, jsonl or parquet; in CSV, arrays are JSON and dates are ISO 8601. Rows are read in batches.

    Raises ConfigError for an unknown view or column, for something that is not a condition, and for parquet without
    pyarrow.
    """
    query = _query(engine, view, conditions)
    with engine.connect() as connection:
        # Whoever reads our output may take its time.
        connection.exec_driver_sql("set local idle_in_transaction_session_timeout = 0")
        found = _execute(connection, query, conditions)
        batches = ([dict(row) for row in part] for part in found.mappings().partitions())
        WRITERS[form](list(query.selected_columns.keys()), batches, output)


def _query(engine: Engine, view: str, conditions: Sequence[str]) -> Select[Any]:
    try:
        table = Table(view, MetaData(schema="news"), autoload_with=engine)
    except NoSuchTableError as error:
        raise ConfigError(f"there is no view news.{view}: see docs/data-model.md") from error
    query = select(table)
    for condition in conditions:
        match = CONDITION.fullmatch(condition)
        if match is None:
            raise ConfigError(f"a condition must be COLUMN=VALUE, COLUMN>=VALUE or COLUMN<=VALUE, not {condition!r}")
        if match["column"] not in table.columns:
            raise ConfigError(f"news.{view} has no column {match['column']}: it has {', '.join(table.columns.keys())}")
        column = table.columns[match["column"]]
        query = query.where(OPERATORS[match["operator"]](column, cast(literal(match["value"]), column.type)))
    return query


def _execute(connection: Connection, query: Select[Any], conditions: Sequence[str]) -> CursorResult[Any]:
    """The rows, to be read in batches. Raises ConfigError if the value of a condition does not fit its column."""
    try:
        return connection.execute(query, execution_options={"yield_per": ROWS_AT_ONCE})
    except DBAPIError as error:
        if conditions and isinstance(error.orig, psycopg2.DataError):
            raise ConfigError(f"the condition {' and '.join(conditions)} is not valid: {said(error)}") from error
        raise


def _write_csv(columns: list[str], batches: Batches, output: BinaryIO) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    for batch in batches:
        writer.writerows([[_csv_value(row[name]) for name in columns] for row in batch])
    text.detach()


def _csv_value(value: object) -> object:
    if isinstance(value, list | dict):
        return msgspec.json.encode(value).decode()
    return value.isoformat() if hasattr(value, "isoformat") else value


def _write_jsonl(_columns: list[str], batches: Batches, output: BinaryIO) -> None:
    for batch in batches:
        output.writelines(msgspec.json.encode(row) + b"\n" for row in batch)


def _write_parquet(_columns: list[str], batches: Batches, output: BinaryIO) -> None:
    try:
        import pyarrow  # type: ignore[import-untyped]  # it has no types
        import pyarrow.parquet  # type: ignore[import-untyped]
    except ImportError as error:
        raise ConfigError(
            "Parquet needs pyarrow: .venv/bin/python -m uv pip install -c constraints.txt pyarrow"
        ) from error
    rows = [row for batch in batches for row in batch]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), output)


WRITERS = {"csv": _write_csv, "jsonl": _write_jsonl, "parquet": _write_parquet}
