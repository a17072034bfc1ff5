"""However the work on a run ends, the run says how in a few words, and nobody holds it any more."""

import pytest
from saving import start_run
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from etl.errors import Interrupted, with_notes
from etl.stages.hold_run import WHAT_STAYS, working_on

HOLDERS = text(
    "select application_name from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
)


def end_of(engine: Engine, run_id: int) -> tuple[str, str | None]:
    with engine.connect() as connection:
        query = text("select state, end_reason from corpus.run where run_id = :run_id")
        state, reason = connection.execute(query, {"run_id": run_id}).one()
    return state, reason


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("first line\nsecond line"), "ValueError: first line"),
        (ValueError(), "ValueError: "),
        (ValueError("x" * 999), "ValueError: " + "x" * 288),
        (KeyboardInterrupt(), "interrupted by SIGINT"),
        (Interrupted(15), "interrupted by SIGTERM"),
        (DBAPIError("select secret", None, Exception(" out of disk\nDETAIL: of all")), "DBAPIError: out of disk"),
    ],
)
def test_a_run_that_an_error_ends_says_which(database: Engine, error: BaseException, reason: str) -> None:
    run_id, _ = start_run(database)

    with pytest.raises(type(error)) as ended, working_on(database, run_id):
        raise error

    assert end_of(database, run_id) == ("failed", reason)
    assert with_notes("stopped", ended.value) == f"stopped; {WHAT_STAYS}"


def test_whoever_waits_for_the_session_sees_that_it_works_on_the_run(database: Engine) -> None:
    run_id, _ = start_run(database)

    with working_on(database, run_id), database.connect() as other:
        assert f"khabar {run_id} at work" in other.execute(HOLDERS).scalars().all()


def test_a_run_is_held_while_it_is_worked_on_and_not_longer(database: Engine) -> None:
    run_id, _ = start_run(database)
    is_free = text("select pg_try_advisory_xact_lock(hashtextextended('run ' || :run_id, 0))")

    with working_on(database, run_id), database.begin() as other:
        assert not other.scalar(is_free, {"run_id": str(run_id)})
    with database.begin() as other:  # the server ends the session in its own time
        other.execute(text("set local lock_timeout = '30s'"))
        other.execute(
            text("select pg_advisory_xact_lock(hashtextextended('run ' || :run_id, 0))"), {"run_id": str(run_id)}
        )
