"""Alembic runs this; the connection comes from etl.database.upgrade, inside its transaction."""

from alembic import context

from etl.database.tables import SCHEMA, Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    version_table_schema=SCHEMA,
    include_schemas=True,
    include_name=lambda name, kind, _parents: kind != "schema" or name == SCHEMA,
    compare_server_default=True,
)
context.run_migrations()
