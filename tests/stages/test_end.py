"""How a run ends, and what it says of that: nothing stays `running` that nobody works on."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from processes import khabar_environment, start_khabar, wait_until
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from etl.database.upgrade import lock_schema
from etl.load import runs
from etl.postgres.programs import backup
from etl.stages.check import Failure, failure_of
from etl.stages.hold_run import working_on
from etl.stages.plan import Input, plan
from etl.stages.publish import publish

Start = Callable[..., int]

TEXT = f"A heading\n{'Words that say something. ' * 9}\n"
WAITING = text("select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    return tmp_path / "in"


@pytest.fixture
def start(settings: MakeSettings, database: Engine, folder: Path) -> Start:
    """Plan a run of this name, over one file."""

    def plan_one(dag_id: str, name: str, engine: Engine = database) -> int:
        inputs = [Input(name="in", root=folder, start=folder)]
        planned = plan(engine, settings(settle_seconds=0), inputs, dag_id=dag_id, dag_run_id=name)
        return planned.run_id

    return plan_one


def ends(engine: Engine) -> list[tuple[str, str | None]]:
    """State and reason of all runs, in order; only those that are over have an end."""
    with engine.connect() as connection:
        query = text("select state, end_reason, finished_at is not null from corpus.run order by run_id")
        found = connection.execute(query).all()
    assert all(is_over == (state in ("done", "failed")) for state, _, is_over in found)
    return [(state, reason) for state, reason, _ in found]


@contextmanager
def locked(engine: Engine, table: str) -> Iterator[None]:
    """Keep others out of a table."""
    with engine.begin() as connection:
        connection.execute(text(f"lock table {table} in access exclusive mode"))
        yield


def is_waiting(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.execute(WAITING).scalar_one())


def test_the_next_start_closes_a_run_that_was_killed(database: Engine, start: Start) -> None:
    start("khabar run", "1")
    start("khabar rejected retry", "2")

    start("nightly", "3")

    assert ends(database) == [("failed", "killed"), ("failed", "killed"), ("running", None)]


def test_a_run_that_somebody_works_on_is_left_alone(database: Engine, start: Start) -> None:
    with working_on(database, start("khabar run", "1")):
        start("khabar run", "2")

        assert ends(database) == [("running", None), ("running", None)]


def test_a_run_of_a_dag_is_over_when_the_next_of_the_same_dag_begins(database: Engine, start: Start) -> None:
    start("nightly", "1")
    start("other", "2")
    start("khabar run", "3")
    assert ends(database)[:2] == [("running", None), ("running", None)]  # their tasks come and go

    start("nightly", "4")

    assert ends(database) == [("failed", "killed"), ("running", None), ("failed", "killed"), ("running", None)]


def test_a_closed_run_is_open_again_while_its_shard_is_processed_again(database: Engine, start: Start) -> None:
    first = start("nightly", "1")
    start("nightly", "2")

    with working_on(database, first):
        assert ends(database) == [("running", None), ("running", None)]
    publish(database, first)

    assert ends(database) == [("done", None), ("running", None)]


def test_a_run_that_fails_in_its_plan_has_a_row_and_a_repeated_plan_goes_on_from_there(
    database: Engine, start: Start
) -> None:
    hasty = create_engine(database.url, connect_args={"options": "-c lock_timeout=100ms"})
    with locked(database, "corpus.run_file"), pytest.raises(OperationalError):
        start("nightly", "1", hasty)
    hasty.dispose()
    assert ends(database) == [("failed", "OperationalError: canceling statement due to lock timeout")]

    run_id = start("nightly", "1")

    assert ends(database) == [("running", None)]
    with database.connect() as connection:
        assert [file.uri for file in runs.unfinished_files(connection, run_id, 0)] == ["a.txt"]


def test_a_repeated_plan_gives_the_same_shards(database: Engine, start: Start, folder: Path) -> None:
    first = start("nightly", "1")
    (folder / "b.txt").write_text(TEXT)

    assert start("nightly", "1") == first
    with database.connect() as connection:
        assert [file.uri for file in runs.unfinished_files(connection, first, 0)] == ["a.txt"]


def test_failed_checks_are_named_before_too_many_rejects() -> None:
    failures = [Failure(check="stored_counts", detail="{}"), Failure(check="not_indexed", detail="{}")]

    assert failure_of(failures, "9 of 9 units were rejected, more than 25 %") == (
        "checks failed: stored_counts, not_indexed"
    )
    assert failure_of([], None) is None


@pytest.mark.parametrize(
    ("table", "number"),
    [
        ("corpus.run_file", signal.SIGHUP),  # needed first by the plan
        ("corpus.input_record", signal.SIGINT),  # by a worker
        ("corpus.article_search", signal.SIGTERM),  # by the index
        ("corpus.topic", signal.SIGTERM),  # by a check
    ],
)
def test_a_signal_ends_every_part_of_a_run_in_order_and_further_ones_change_nothing(
    database: Engine, fresh_database_url: str, folder: Path, table: str, number: signal.Signals
) -> None:
    # A process that was started in the background, or by nohup, ignores these, and its children with it.
    ours = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGINT, signal.SIGHUP)}
    with locked(database, table):
        process = start_khabar(
            "run", "in", "--workers=1", environment=khabar_environment(fresh_database_url), folder=folder.parent
        )
        for each, handler in ours.items():
            signal.signal(each, handler)
        assert wait_until(lambda: is_waiting(database) or process.poll() is not None, 60)
        for each in (number, signal.SIGTERM, signal.SIGINT):
            process.send_signal(each)
            time.sleep(0.2)  # of signals that come at once Python takes the lowest number first
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 128 + number, errors
    assert f"interrupted by {number.name}; what was committed stays" in " ".join(errors.split())
    assert "Traceback" not in errors
    assert ends(database) == [("failed", f"interrupted by {number.name}")]


@pytest.mark.parametrize("command", [("db", "upgrade"), ("db", "restore", "backup", "--replace")])
def test_a_signal_that_ends_a_single_transaction_says_nothing_of_a_next_run(
    settings: MakeSettings, database: Engine, fresh_database_url: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    backup(settings(database_url=fresh_database_url), tmp_path / "backup")
    with database.begin() as connection:
        lock_schema(connection)
        environment = khabar_environment(fresh_database_url)
        process = start_khabar(*command, environment=environment, folder=tmp_path)
        assert wait_until(lambda: is_waiting(database) or process.poll() is not None, 60)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM, errors
    assert errors.splitlines()[-1] == "error: interrupted by SIGTERM"


def test_a_run_under_nohup_outlives_its_terminal(database: Engine, fresh_database_url: str, folder: Path) -> None:
    environment = khabar_environment(fresh_database_url)
    with locked(database, "corpus.input_record"):
        ours = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup starts its program
        process = start_khabar("run", "in", "--workers=1", environment=environment, folder=folder.parent)
        signal.signal(signal.SIGHUP, ours)
        assert wait_until(lambda: is_waiting(database) or process.poll() is not None, 60)
        process.send_signal(signal.SIGHUP)
    _, errors = process.communicate(timeout=60)

    assert process.returncode == 0, errors
    assert ends(database) == [("done", None)]
