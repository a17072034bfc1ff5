"""The database for the commands: checked to have this version's schema, or created and upgraded first."""

import sys

from sqlalchemy import Engine

from etl.cli.console import stderr
from etl.cli.signals import cancel_when_told
from etl.database.connect import make_engine
from etl.database.schema_version import require_current
from etl.database.sessions import Sessions
from etl.database.upgrade import upgrade_schema
from etl.database.waits import tell_of_waits
from etl.load import remove_forgotten, runs
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import Settings


def current_engine(settings: Settings) -> Engine:
    """The database of the settings, started if necessary.

    Raises DatabaseError if there is none yet (it is not created), or if its schema has another version.
    """
    server.require_made(settings)
    engine = _engine(settings)
    require_current(engine)
    return engine


def unchecked_engine(settings: Settings, role: LoginRole = LoginRole.LOADER) -> Engine:
    """The database of the settings, whatever its schema: to inspect it, or to upgrade it as its owner."""
    return _engine(settings, role)


def engine_of_run(settings: Settings, run_id: int) -> Engine:
    """The database of the settings, which must contain this run. Raises NotThere if it does not."""
    engine = current_engine(settings)
    with engine.connect() as connection:
        runs.inputs_of_run(connection, run_id)
    return engine


def prepared_engine(settings: Settings, role: LoginRole = LoginRole.LOADER) -> Engine:
    """The database of the settings, created, started and upgraded to this version's schema if necessary."""
    is_new = settings.database_url is None and not server.is_made(settings)
    owner = _engine(settings, LoginRole.OWNER)
    if is_new:
        stderr.print(f"created a new database in {settings.data_dir.resolve()}", soft_wrap=True)
    if upgrade_schema(owner):
        stderr.print("upgraded the schema of the database to this version")
    if not remove_forgotten.is_complete(owner, settings):
        removal = remove_forgotten.reapply(owner, settings)
        stderr.print(f"removed again {len(removal.units)} units of a restored backup that had been forgotten")
    if role == LoginRole.OWNER:
        return owner
    owner.dispose()
    return _engine(settings, role)


def _engine(settings: Settings, role: LoginRole = LoginRole.LOADER) -> Engine:
    """An engine whose sessions are named for the command, report what they wait for, and end with the program."""
    engine = make_engine(settings, role=role, purpose=_purpose())
    sessions = Sessions(engine)
    cancel_when_told(sessions.cancel)
    tell_of_waits(engine, sessions, settings.wait_notice_seconds)
    return engine


def _purpose() -> str:
    """The command that runs, or the step of a night: "run", "shard" ..."""
    words = [word for word in sys.argv[1:] if word != "step"]
    return next(iter(words), "")
