"""The parts of the tables of `corpus`: whether all of them exist."""

from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.sql.compiler import IdentifierPreparer

from etl.database.tables import SCHEMA, Base

PARTS = text("""
    select c.relname || '.' || p.name
    from pg_class as c
    join (
        select attrelid as relation, attname as name from pg_attribute where attnum > 0 and not attisdropped
        union all
        select conrelid, conname from pg_constraint
        union all
        select i.indrelid, r.relname from pg_index as i join pg_class as r on r.oid = i.indexrelid
    ) as p on p.relation = c.oid
    where c.relnamespace = to_regnamespace(:schema)""")


def missing_parts(connection: Connection) -> list[str]:
    """Columns, constraints and indexes of the models that the migrated database lacks, by name."""
    found = set(connection.scalars(PARTS, {"schema": SCHEMA}))
    return sorted(set(_parts(connection.dialect.identifier_preparer)) - found)


def _parts(preparer: IdentifierPreparer) -> Iterator[str]:
    for table in Base.metadata.sorted_tables:
        yield from (f"{table.name}.{column.name}" for column in table.columns)
        yield from (f"{table.name}.{preparer.format_constraint(constraint)}" for constraint in table.constraints)
        yield from (f"{table.name}.{preparer.format_index(index)}" for index in table.indexes)
