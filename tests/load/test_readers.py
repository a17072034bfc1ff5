"""Sessions of readers that take too long are ended, and no others."""

from collections.abc import Callable, Iterator

import psycopg2
import pytest
from psycopg2.extensions import connection as Connection
from sqlalchemy import Engine, make_url, text

from etl.load.database import make_engine
from etl.load.readers import LONG, UNSEEN, LongSession, describe, end_long_sessions

ConnectAs = Callable[..., Connection]


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
        return int(cursor.fetchone()[0])


def is_alive(connection: Connection) -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except (psycopg2.OperationalError, psycopg2.InterfaceError):
        return False
    return True


def test_who_reads_for_too_long_is_ended_whatever_the_login(engine: Engine, connect_as: ConnectAs, ann: str):
    reader, member = connect_as("news_reader"), connect_as(ann)
    pids = {begin(reader): "news_reader", begin(member): ann}

    ended = end_long_sessions(engine, 0)

    assert {session.pid: session.login for session in ended} == pids
    assert all(session.is_ended for session in ended)
    assert [is_alive(reader), is_alive(member)] == [False, False]
    assert "ended session" in describe(ended[0])
    assert "idle in transaction" in describe(ended[0])


def test_who_keeps_to_the_limit_or_does_nothing_goes_on(engine: Engine, connect_as: ConnectAs):
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


def test_the_sessions_of_runs_and_upgrades_are_left_alone(engine: Engine, owner_engine: Engine, connect_as: ConnectAs):
    loader = connect_as("khabar_loader")
    begin(loader)
    with owner_engine.begin() as connection:
        connection.execute(text("select 1"))

        assert end_long_sessions(engine, 0) == []
        assert connection.scalar(text("select 1")) == 1
    assert is_alive(loader)


@pytest.mark.parametrize(("is_ended", "done"), [(True, "ended"), (False, "may not end")])
def test_what_became_of_a_session_is_said_in_a_sentence(is_ended: bool, done: str):
    session = LongSession(pid=17, login="ann", state="active", seconds=300, is_ended=is_ended)

    assert describe(session) == f"{done} session 17 of ann, active for 300 s"


def test_what_this_role_may_not_end_goes_on_and_is_told_of(
    settings, connect_as: ConnectAs, database_url: str, bootstrap_engine: Engine, caplog: pytest.LogCaptureFixture
):
    reader = connect_as("news_reader")
    pid = begin(reader)
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_watch login password 'x' in role pg_read_all_stats"))
        connection.execute(text(f"grant connect on database {make_url(database_url).database} to khabar_test_watch"))
    watching = make_engine(
        settings(
            database_url=make_url(database_url)
            .set(username="khabar_test_watch", password="x")
            .render_as_string(hide_password=False)
        )
    )
    try:
        (session,) = end_long_sessions(watching, 0)
    finally:
        watching.dispose()
        with bootstrap_engine.begin() as connection:
            connection.execute(text("drop owned by khabar_test_watch; drop role khabar_test_watch"))

    assert (session.pid, session.is_ended) == (pid, False)
    assert caplog.messages == [describe(session)]
    assert is_alive(reader)


def test_who_cannot_be_seen_is_told_of(engine: Engine, bootstrap_engine: Engine, connect_as: ConnectAs):
    begin(connect_as("news_reader"))
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_blind in role pg_signal_backend"))
    with bootstrap_engine.connect() as blind, blind.begin() as transaction:
        blind.execute(text("set local role khabar_test_blind"))
        [found] = blind.execute(LONG, {"seconds": 0}).mappings().all()
        transaction.rollback()
    with bootstrap_engine.begin() as connection:
        connection.execute(text("drop role khabar_test_blind"))

    assert found["state"] == UNSEEN
    assert "cannot be watched" in describe(LongSession(**found, is_ended=False))
    end_long_sessions(engine, 0)
