"""The database as commands need it: of this version's schema, or made and upgraded first."""

import sys

from sqlalchemy import Engine

from etl.cli.console import stderr
from etl.cli.signals import cancel_when_told
from etl.load import forget, runs, schema, server
from etl.load.database import make_engine
from etl.load.sessions import Sessions
from etl.load.waits import tell_of_waits
from etl.settings import Settings


def current_engine(settings: Settings) -> Engine:
    """The database of the settings, started if need be.

    Raises DatabaseError where there is none yet (none is made), or where its schema is not this version's.
    """
    server.require_made(settings)
    engine = _engine(settings)
    schema.require_current(engine)
    return engine


def unchecked_engine(settings: Settings) -> Engine:
    """The database of the settings with whatever schema it has: to look at that, or to upgrade it."""
    return _engine(settings)


def engine_of_run(settings: Settings, run_id: int) -> Engine:
    """The database of the settings, which holds this run. Raises NotThere where it does not."""
    engine = current_engine(settings)
    with engine.connect() as connection:
        runs.inputs_of_run(connection, run_id)
    return engine


def prepared_engine(settings: Settings) -> Engine:
    """The database of the settings, made, started and brought to this version's schema if need be."""
    is_new = settings.database_url is None and not server.is_made(settings)
    engine = _engine(settings)
    if is_new:
        stderr.print(f"made a new database in {settings.data_dir.resolve()}", soft_wrap=True)
    if schema.upgrade(engine):
        stderr.print("brought the database to this version's schema")
    if not forget.is_complete(engine, settings):
        removal = forget.reapply(engine, settings)
        stderr.print(f"forgot again what a restored backup held: {len(removal.units)} units")
    return engine


def _engine(settings: Settings) -> Engine:
    """An engine whose sessions have the command's name, tell what they wait for, and end when the program has to."""
    engine = make_engine(settings, purpose=_purpose())
    sessions = Sessions(engine)
    cancel_when_told(sessions)
    tell_of_waits(engine, sessions, settings.wait_notice_seconds)
    return engine


def _purpose() -> str:
    """The command that is executed: "run", "shard" ..."""
    return next(iter(sys.argv[1:]), "")
