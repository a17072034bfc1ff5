"""Many articles in a moment: the rows of a database, copied inside it under other keys."""

from collections.abc import Iterator

from sqlalchemy import Column, Engine, text

from etl.database import tables

STEP = 1000  # more than any key of the rows that are copied
KEYS = {
    *("article_id", "revision_id", "current_revision_id", "run_id", "first_run_id", "last_run_id"),
    *("file_id", "origin_file_id", "file_no", "author_id", "topic_id", "source_id"),
}
# What must be unique in its table, by column; n is the number of the copy.
UNIQUE = {
    "alias": "t.alias || n",
    "code": "t.code || n",
    "content_hash": "sha256(t.content_hash || n::text::bytea)",
    "dag_run_id": "t.dag_run_id || n",
    "sha256": "sha256(t.sha256 || n::text::bytea)",
    "uid": "md5(t.uid::text || n)::uuid",
    "uri": "t.uri || n",
    "url": "t.url || n",
    "url_hash": "decode(md5(t.url_hash::text || n), 'hex')",
}
NAMED = {"author", "source"}  # tables in which the name is unique too


def clone_rows(engine: Engine, copies: int) -> None:
    """Copy every row of every table so many times, and let the planner count them."""
    with engine.begin() as connection:
        for statement in _statements(copies):
            connection.execute(text(statement))
        connection.execute(text("analyze"))


def _statements(copies: int) -> Iterator[str]:
    for table in tables.Base.metadata.sorted_tables:
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        values = ", ".join(_value(table.name, column) for column in table.columns)
        yield f"insert into {table} ({names}) select {values} from {table} as t, generate_series(1, {copies}) as n"


def _value(table: str, column: Column[object]) -> str:
    if column.name in KEYS:
        return f"t.{column.name} + n * {STEP}"
    if table in NAMED and column.name == "name":
        return "t.name || n"
    return UNIQUE.get(column.name, f't."{column.name}"')
