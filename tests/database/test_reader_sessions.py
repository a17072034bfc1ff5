"""Sessions of readers that take too long are ended, and no others."""

import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from fixture_types import ConnectAs
from processes import khabar_environment, run_khabar
from psycopg2.extensions import connection as Connection
from sqlalchemy import Engine, create_engine, text

from etl.database.reader_sessions import LONG, UNSEEN, LongSession, describe, end_long_sessions, watch


@pytest.fixture
def ann(bootstrap_engine: Engine) -> Iterator[str]:
    """A login that is a member of news_reader, and so has its rights without its limits."""
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_ann login in role news_reader"))
    yield "khabar_test_ann"
    with bootstrap_engine.begin() as connection:
        connection.execute(text("drop role khabar_test_ann"))


def begin(connection: Connection) -> int:
    """Leave a transaction open that no limit of the server ends; the session's process."""
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; begin")
        cursor.execute("select pg_backend_pid()")
        ((process,),) = cursor.fetchall()
        return int(process)


def is_alive(connection: Connection) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except (psycopg2.OperationalError, psycopg2.InterfaceError):
        return False
    return True


def test_who_reads_for_too_long_is_ended_whatever_the_login(engine: Engine, connect_as: ConnectAs, ann: str) -> None:
    reader, member = connect_as("news_reader"), connect_as(ann)
    pids = {begin(reader): "news_reader", begin(member): ann}

    ended = end_long_sessions(engine, 0)

    assert {session.pid: session.login for session in ended} == pids
    assert all(session.is_ended for session in ended)
    assert [is_alive(reader), is_alive(member)] == [False, False]
    assert "ended session" in describe(ended[0])
    assert "idle in transaction" in describe(ended[0])


def test_who_keeps_to_the_limit_or_does_nothing_goes_on(engine: Engine, connect_as: ConnectAs) -> None:
    short, idle = connect_as("news_reader"), connect_as("news_reader")
    begin(short)

    assert end_long_sessions(engine, 3600) == []
    begin(idle)
    with idle.cursor() as cursor:
        cursor.execute("commit")
    with short.cursor() as cursor:
        cursor.execute("commit")

    assert end_long_sessions(engine, 0) == []
    assert is_alive(short)
    assert is_alive(idle)


def test_an_idle_session_that_may_keep_temporary_files_is_ended(engine: Engine, connect_as: ConnectAs) -> None:
    holder = connect_as("news_reader")
    pid = begin(holder)
    with holder.cursor() as cursor:
        cursor.execute("declare c cursor with hold for select 1; commit")

    (ended,) = end_long_sessions(engine, 3600, idle_seconds=0)

    assert (ended.pid, ended.state, ended.is_ended) == (pid, "idle", True)
    assert not is_alive(holder)


def test_the_sessions_of_runs_and_upgrades_are_left_alone(
    engine: Engine, owner_engine: Engine, connect_as: ConnectAs
) -> None:
    loader = connect_as("khabar_loader")
    begin(loader)
    with owner_engine.begin() as connection:
        connection.execute(text("select 1"))

        assert end_long_sessions(engine, 0) == []
        assert connection.scalar(text("select 1")) == 1
    assert is_alive(loader)


@pytest.mark.parametrize(("is_ended", "done"), [(True, "ended"), (False, "this role may not end")])
def test_what_became_of_a_session_is_said_in_a_sentence(is_ended: bool, done: str) -> None:
    session = LongSession(pid=17, began_at=None, login="ann", state="active", seconds=300, is_ended=is_ended)

    assert describe(session) == f"{done} session 17 of ann, active for 300 s"


def test_a_session_that_stays_is_told_of_once(engine: Engine, bootstrap_engine: Engine, connect_as: ConnectAs) -> None:
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_eyes in role pg_read_all_stats"))
    eyes = create_engine(bootstrap_engine.url, connect_args={"options": "-c role=khabar_test_eyes"})
    reader = connect_as("news_reader")
    first = begin(reader)
    rounds = watch(eyes, 0)

    (stays,) = next(rounds)
    assert describe(stays).startswith(f"this role may not end session {first} of news_reader")
    assert is_alive(reader)
    assert next(rounds) == []
    second = begin(connect_as("news_reader"))
    assert [session.pid for session in next(rounds)] == [second]

    end_long_sessions(engine, 0)
    eyes.dispose()
    with bootstrap_engine.begin() as connection:
        connection.execute(text("drop role khabar_test_eyes"))


def test_the_command_tells_of_each_session_once(connect_as: ConnectAs, database_url: str, tmp_path: Path) -> None:
    pid = begin(connect_as("news_reader"))
    told, end = "", time.monotonic() + 60
    while str(pid) not in told and time.monotonic() < end:
        result = run_khabar(
            "reader", "watch", "--seconds", "1", environment=khabar_environment(database_url), folder=tmp_path
        )
        told = result.stdout + result.stderr

    assert told.count(f"ended session {pid} of news_reader") == 1


def test_who_cannot_be_seen_is_told_of(engine: Engine, bootstrap_engine: Engine, connect_as: ConnectAs) -> None:
    begin(connect_as("news_reader"))
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_blind in role pg_signal_backend"))
    with bootstrap_engine.connect() as blind, blind.begin() as transaction:
        blind.execute(text("set local role khabar_test_blind"))
        [found] = blind.execute(LONG, {"seconds": 0, "idle_seconds": 3600}).mappings().all()
        transaction.rollback()
    with bootstrap_engine.begin() as connection:
        connection.execute(text("drop role khabar_test_blind"))

    assert found["state"] == UNSEEN
    assert "cannot be watched" in describe(LongSession(**found, is_ended=False))
    end_long_sessions(engine, 0)
