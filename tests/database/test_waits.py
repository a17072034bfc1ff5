"""A client that vanished gives its locks back, and whoever waits for a lock says who holds it."""

import logging
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from urllib.parse import quote

import pytest
from fixture_types import MakeSettings
from processes import wait_until
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import DBAPIError

from etl.database import upgrade, waits
from etl.database.connect import make_engine
from etl.database.sessions import Sessions
from etl.database.upgrade import upgrade_schema
from etl.database.waits import holders, tell_of_waits
from etl.errors import DatabaseError
from etl.load.run_files import lock_file
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import Settings
from etl.workers.forking import AT_WORK

FAR_ADDRESS = "127.66.0.77"  # loopback too, and nobody else's
KEEPALIVES = "-c tcp_keepalives_idle=1 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=2 -c tcp_user_timeout=2s"
BLOCK_BYTES = 65536


class Proxy:
    """A TCP proxy on loopback that can stop forwarding without closing anything: no FIN in either direction."""

    def __init__(self, host: str, port: int, source: str | None = None) -> None:
        self._server, self._source = (host, port), source
        self._is_frozen = threading.Event()
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def freeze(self) -> None:
        """Forward nothing more."""
        self._is_frozen.set()

    def close(self) -> None:
        """Close all connections."""
        for each in (self._listener, *self._sockets):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(
                    self._server, source_address=(self._source, 0) if self._source else None
                )
                self._sockets += [client, server]
                for pair in ((client, server), (server, client)):
                    threading.Thread(target=self._forward, args=pair, daemon=True).start()

    def _forward(self, giver: socket.socket, taker: socket.socket) -> None:
        with suppress(OSError):
            while data := giver.recv(BLOCK_BYTES):
                if self._is_frozen.is_set():
                    return
                taker.sendall(data)


@contextmanager
def proxied(url: str, source: str | None = None) -> Iterator[tuple[Proxy, str]]:
    """A proxy before the server of a URL, and the URL through it."""
    address = make_url(url)
    with closing(Proxy(address.host or "127.0.0.1", address.port or 5432, source)) as proxy:
        through = address.set(host="127.0.0.1", port=proxy.port)
        yield proxy, through.render_as_string(hide_password=False)


@pytest.fixture
def open_server(server_settings: Settings) -> Iterator[None]:
    """Let the embedded server take logins from that address."""
    info = server.status(server_settings) if server_settings.database_url is None else None
    if info is None:
        pytest.skip("who may log in to this server is not ours to say")
    rules = info.data_dir / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"{before}host all all {FAR_ADDRESS}/32 scram-sha-256\n")
    os.kill(info.pid, signal.SIGHUP)
    yield
    rules.write_text(before)
    os.kill(info.pid, signal.SIGHUP)


@pytest.fixture
def vanish(open_server: None) -> Iterator[Callable[[], bool]]:
    """A way to take that address off the network without a word: what is sent to it is lost, and no answer comes."""
    route = ("route", "{}", "blackhole", FAR_ADDRESS, "table", "local")

    def ip(action: str) -> bool:
        arguments = [part.format(action) for part in route]
        return subprocess.run(["ip", *arguments], capture_output=True, check=False).returncode == 0

    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("to lose what is sent to an address needs root and the program ip")
    if not (ip("add") and ip("del")):
        pytest.skip("this machine lets nobody change its routes")
    yield lambda: ip("add")
    ip("del")


def engine_once_let_in(settings: Settings) -> Engine:
    """The server reads its rules again in its own time."""
    engines: list[Engine] = []

    def is_let_in() -> bool:
        with suppress(DatabaseError):
            engines.append(make_engine(settings))
        return bool(engines)

    assert wait_until(is_let_in, 20)
    return engines[0]


def test_every_session_of_ours_is_ended_when_its_client_is_gone(engine: Engine) -> None:
    names = ["tcp_keepalives_idle", "tcp_keepalives_interval", "tcp_keepalives_count", "tcp_user_timeout"]
    names += ["client_connection_check_interval", "idle_in_transaction_session_timeout", "lock_timeout", "timezone"]

    with engine.connect() as connection:
        found = [connection.scalar(text(f"show {name}")) for name in names]

    assert found == ["30", "10", "6", "90000", "10s", "5min", "15min", "UTC"]


def test_options_of_the_url_are_added_to_ours(settings: MakeSettings, database_url: str) -> None:
    engine = make_engine(settings(database_url=f"{database_url}?options=-c%20lock_timeout=7s"), purpose="run 3 worker")

    with engine.connect() as connection:
        found = [connection.scalar(text(f"show {name}")) for name in ("lock_timeout", "timezone", "application_name")]
    engine.dispose()

    assert found == ["7s", "UTC", "khabar run 3 worker"]


def test_a_file_of_a_run_whose_machine_vanished_is_free_within_the_keepalives(
    settings: MakeSettings, engine: Engine, database_url: str, vanish: Callable[[], bool]
) -> None:
    with proxied(database_url, FAR_ADDRESS) as (proxy, through):
        far = engine_once_let_in(settings(database_url=f"{through}?options={quote(KEEPALIVES)}"))
        with far.connect().execution_options(isolation_level="AUTOCOMMIT") as vanished:
            assert lock_file(vanished, "archive", "a.warc", wait=False)
            proxy.freeze()
            assert vanish()
            start = time.monotonic()

            with engine.connect() as connection:
                connection.execute(text("set lock_timeout = '20s'"))
                assert not lock_file(connection, "archive", "a.warc", wait=False)
                assert lock_file(connection, "archive", "a.warc", wait=True)

                connection.invalidate()
            assert time.monotonic() - start < 15
            vanished.invalidate()
        far.dispose()


def test_a_transaction_whose_client_is_stuck_gives_its_rows_back(
    settings: MakeSettings, engine: Engine, database_url: str
) -> None:
    with proxied(database_url) as (proxy, through):
        stuck = make_engine(settings(database_url=f"{through}?options=-c%20idle_in_transaction_session_timeout=1s"))
        with stuck.connect() as half_open:
            half_open.execute(text("lock table corpus.article"))
            proxy.freeze()

            try:
                with engine.begin() as connection:
                    connection.execute(text("set local lock_timeout = '20s'"))
                    connection.execute(text("lock table corpus.article"))
            finally:
                half_open.invalidate()  # a rollback would wait for an answer that never comes
        stuck.dispose()


def test_a_wait_for_a_file_says_who_reads_it_and_what_to_do(
    settings: MakeSettings,
    engine: Engine,
    database_url: str,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    are_forks_held_up: list[bool] = []

    def note(_: logging.LogRecord) -> bool:
        are_forks_held_up.append(AT_WORK.locked())
        return True

    monkeypatch.setattr(waits.log, "filters", [note])
    waiting = make_engine(settings(database_url=database_url))
    tell_of_waits(waiting, Sessions(waiting), 0.1)
    other = make_engine(settings(database_url=database_url), purpose="run 17 files")
    with other.connect() as holder, waiting.connect() as connection, caplog.at_level(logging.WARNING):
        pid = holder.scalar(text("select pg_backend_pid()"))
        lock_file(holder, "archive", "a.warc", wait=False)
        thread = threading.Thread(target=lock_file, args=(connection, "archive", "a.warc"), kwargs={"wait": True})
        thread.start()

        assert wait_until(lambda: caplog.messages, 20)
        holder.invalidate()  # it ends: the wait is over
        thread.join(20)
        assert not thread.is_alive()
        connection.invalidate()
    (message,) = caplog.messages
    assert are_forks_held_up == [True]
    assert message.startswith(
        f"waiting for the file archive/a.warc, which another run reads: it is held by process {pid} of the server "
        "(khabar run 17 files, role "
    )
    assert f"select pg_terminate_backend({pid})" in message
    for each in (waiting, other):
        each.dispose()


@pytest.mark.parametrize(("worker", "is_told"), [("run 17 worker", True), ("run 18 worker", False)])
def test_a_run_tells_of_the_waits_of_its_workers(
    settings: MakeSettings, engine: Engine, database_url: str, worker: str, is_told: bool
) -> None:
    run, waiting = (make_engine(settings(database_url=database_url), purpose=name) for name in ("run 17 files", worker))
    lock, waits = text("select pg_advisory_xact_lock(17)"), text("select count(*) from pg_locks where not granted")
    with engine.connect() as holder, run.connect() as files, waiting.connect() as connection:
        holder.execute(lock)
        thread = threading.Thread(target=connection.execute, args=(lock,))
        thread.start()
        assert wait_until(lambda: files.scalar(waits), 20)
        found = holders(files, [files.scalar(text("select pg_backend_pid()"))], 0)
        holder.rollback()
        thread.join(20)
    for each in (run, waiting):
        each.dispose()

    assert bool(found) == is_told


def test_a_wait_for_rows_names_the_tables_that_were_written(
    settings: MakeSettings, engine: Engine, database_url: str
) -> None:
    insert = text("insert into corpus.source (name) values ('The Ferry Post')")
    waiting = make_engine(settings(database_url=database_url))
    sessions = Sessions(waiting)
    with engine.connect() as holder, waiting.connect() as connection:
        holder.execute(insert)
        thread = threading.Thread(target=connection.execute, args=(insert,))
        thread.start()

        def found() -> dict[tuple[str, int], str]:
            with engine.connect() as looking:
                return holders(looking, sessions.pids(), 0)

        assert wait_until(found, 20)
        (sentence,) = found().values()
        holder.rollback()
        thread.join(20)
        connection.rollback()
    waiting.dispose()

    assert "waiting for rows that another transaction has written (corpus.source)" in sentence
    assert "idle in transaction since " in sentence
    assert "The Ferry Post" in sentence


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        (
            "lock table corpus.source",
            "waiting for corpus.source: it is held by process {pid} of the server (a notebook, ",
        ),
        (
            f"select pg_advisory_xact_lock(5),   '{'x' * 300}'",
            f"waiting for a lock (advisory) for: select pg_advisory_xact_lock(5), '{'x' * 166} ...: it is held by ",
        ),
    ],
)
def test_a_wait_says_what_for_and_who_has_it_since_when(
    settings: MakeSettings, engine: Engine, database_url: str, lock: str, said: str
) -> None:
    waiting = make_engine(settings(database_url=database_url))
    other = make_engine(settings(database_url=f"{database_url}?application_name=a+notebook"))
    sessions = Sessions(waiting)
    with other.connect() as holder, waiting.connect() as connection:
        pid, role = holder.execute(text("select pg_backend_pid(), current_user")).one()
        holder.execute(text(lock))
        thread = threading.Thread(target=connection.execute, args=(text(lock),))
        thread.start()

        def found() -> dict[tuple[str, int], str]:
            with engine.connect() as looking:
                return holders(looking, sessions.pids(), 0)

        try:
            assert wait_until(found, 20)
            assert not holders_after(engine, sessions, 3600)
            ((_, told_of), sentence) = next(iter(found().items()))
        finally:
            holder.rollback()
            thread.join(20)
            connection.rollback()
    for each in (waiting, other):
        each.dispose()

    assert told_of == pid
    assert sentence.startswith(said.format(pid=pid))
    assert f"role {role}, from 127.0.0.1, connected 2" in sentence
    assert re.search(r"idle in transaction since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: ", sentence)
    assert f"to inspect it: select * from pg_stat_activity where pid = {pid}" in sentence


def holders_after(engine: Engine, sessions: Sessions, seconds: float) -> dict[tuple[str, int], str]:
    with engine.connect() as connection:
        return holders(connection, sessions.pids(), seconds)


def test_a_statement_of_ours_is_cancelled_and_nothing_else(
    engine: Engine, settings: MakeSettings, database_url: str
) -> None:
    ours = make_engine(settings(database_url=database_url))
    sessions = Sessions(ours)
    faults: list[Exception] = []

    def sleep(connection: Connection) -> None:
        try:
            connection.execute(text("select pg_sleep(60)"))
        except DBAPIError as error:
            faults.append(error)

    is_asleep = text("select count(*) from pg_stat_activity where pid = any(:pids) and query like '%pg_sleep(60)%'")
    with ours.connect() as busy, ours.connect() as idle, engine.connect() as looking:
        pids = [each.scalar(text("select pg_backend_pid()")) for each in (busy, idle)]
        assert sessions.pids() == sorted(pids)
        thread = threading.Thread(target=sleep, args=(busy,))
        thread.start()
        looking.execution_options(isolation_level="AUTOCOMMIT")  # a transaction sees one state of pg_stat_activity
        assert wait_until(lambda: looking.scalar(is_asleep, {"pids": pids[:1]}), 20)

        sessions.cancel()
        thread.join(20)

        assert not thread.is_alive()
        assert "canceling statement due to user request" in str(faults[0])
        assert idle.scalar(text("select 1")) == 1
    ours.dispose()
    assert sessions.pids() == []
    sessions.cancel()  # nobody is left


def test_an_upgrade_names_the_session_that_keeps_a_view(
    monkeypatch: pytest.MonkeyPatch, settings: MakeSettings, server_settings: Settings, fresh_database_url: str
) -> None:
    monkeypatch.setattr(upgrade, "DDL_LOCK_TIMEOUT", "500ms")
    engine = make_engine(server_settings, make_url(fresh_database_url).database, role=LoginRole.OWNER)
    analyst = make_engine(settings(database_url=f"{fresh_database_url}?application_name=a+notebook"))
    with engine.begin() as connection:
        connection.execute(text("comment on schema news is 'Views. Version 0001-0'"))
    with analyst.connect() as reading:
        pid = reading.scalar(text("select pg_backend_pid() from (select count(*) from news.articles) as n"))

        with pytest.raises(DatabaseError) as caught:
            upgrade_schema(engine)

    assert "news.articles" in str(caught.value)
    assert f"process {pid} of the server (a notebook, role " in str(caught.value)
    assert f"select pg_terminate_backend({pid})" in str(caught.value)
    assert upgrade_schema(engine)
    for each in (engine, analyst):
        each.dispose()
