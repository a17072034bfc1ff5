"""Who works on a run holds it; however the work ends, the run says how."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from etl.errors import Interrupted
from etl.load import runs

MAX_REASON_CHARS = 300


@contextmanager
def working_on(engine: Engine, run_id: int) -> Iterator[None]:
    """Hold a run while the block works on it; one that had failed goes on.

    An error, or an order to end, closes the run with its reason. What kills this process leaves the run to the next
    start: see runs.close_dead_runs.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        runs.name_session(connection, run_id, "at work")
        runs.hold_run(connection, run_id)
        runs.reopen_run(connection, run_id)
        try:
            yield
        except BaseException as error:
            engine.dispose()  # to close the run in a new session: the older ones may be cut or just being cancelled
            with suppress(DBAPIError), engine.begin() as ending:  # the database may be what failed
                runs.end_run(ending, run_id, _reason(error))
            raise
        finally:
            connection.invalidate()  # with its lock


def _reason(error: BaseException) -> str:
    """The error's first line; of the database's errors what the server said."""
    if isinstance(error, Interrupted):
        return str(error)
    if isinstance(error, KeyboardInterrupt):
        return "interrupted by SIGINT"
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    first = next(iter(said.splitlines()), "")
    return f"{type(error).__name__}: {first}"[:MAX_REASON_CHARS]
