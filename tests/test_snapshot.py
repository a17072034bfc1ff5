"""The snapshot that tests compare shows every table."""

from snapshot import QUERIES, RUN_TABLES, fingerprint
from sqlalchemy import Engine, text

from etl.database.tables import Base


def test_every_table_is_shown_or_records_runs() -> None:
    tables = {table.name for table in Base.metadata.tables.values()}

    assert set(QUERIES) == tables - set(RUN_TABLES)


def test_one_row_more_is_another_fingerprint(engine: Engine) -> None:
    before = fingerprint(engine)
    with engine.begin() as connection:
        connection.execute(text("insert into corpus.author (name) values ('Ann Lee')"))

    assert fingerprint(engine) != before
