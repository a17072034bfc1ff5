"""The database as commands need it: to read what is there, or to write."""

from sqlalchemy import Engine

from etl.cli.console import stderr
from etl.load import schema, server
from etl.load.database import make_engine
from etl.settings import Settings


def reading_engine(settings: Settings) -> Engine:
    """The database of the settings, started if need be. Raises DatabaseError where there is none yet: none is made."""
    server.require_made(settings)
    engine = make_engine(settings)
    schema.require(engine)
    return engine


def prepared_engine(settings: Settings) -> Engine:
    """The database of the settings, made, started and brought to this version's schema if need be."""
    is_new = settings.database_url is None and not server.is_made(settings)
    engine = make_engine(settings)
    if is_new:
        stderr.print(f"made a new database in {settings.data_dir.resolve()}", soft_wrap=True)
    if schema.upgrade(engine):
        stderr.print("brought the database to this version's schema")
    return engine
