"""Hold a run while working on it, and record how the work ended."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from etl.errors import Interrupted
from etl.load import runs

MAX_REASON_CHARS = 300
WHAT_STAYS = "what was committed stays, and the next run continues from there"


@contextmanager
def working_on(engine: Engine, run_id: int) -> Iterator[None]:
    """Hold a run while the block works on it; a failed run is opened again.

    An exception, also one that asks the process to end, closes the run with its reason. If the process is killed, the
    run stays open until the next run starts: see runs.close_dead_runs.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        runs.name_session(connection, run_id, "at work")
        runs.hold_run(connection, run_id)
        runs.reopen_run(connection, run_id)
        try:
            yield
        except BaseException as error:
            error.add_note(WHAT_STAYS)
            engine.dispose()  # close the run in a new session: the old ones may be broken or just being cancelled
            with suppress(DBAPIError), engine.begin() as ending:  # the database may be what failed
                runs.end_run(ending, run_id, _reason(error))
            raise
        finally:
            connection.invalidate()  # ends the session, and so releases its lock


def _reason(error: BaseException) -> str:
    """The first line of an error's message; for a database error, of the server's message."""
    if isinstance(error, Interrupted):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "interrupted by SIGINT"
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    first = next(iter(said.splitlines()), "")
    return f"{type(error).__name__}: {first}"[:MAX_REASON_CHARS]
