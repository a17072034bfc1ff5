"""What tests share: settings that the machine does not reach, and a real PostgreSQL."""

import contextlib
import gc
import os
import signal
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import psycopg2
import pytest
from fixture_types import ConnectAs, MakeDatabase, MakeSettings
from psycopg2.extensions import connection as PsycopgConnection
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.orm import Session

from etl.cli import GARBAGE_THRESHOLD
from etl.database.connect import make_engine
from etl.database.upgrade import upgrade_schema
from etl.postgres import server
from etl.postgres.roles import DATABASE_FILE, LoginRole
from etl.settings import Settings, load_settings

gc.set_threshold(GARBAGE_THRESHOLD)  # as in every command
# Settings of the shared server: it need not survive a power failure, and its passwords need not be hard to guess.
FASTER = ("alter system set fsync = off", "alter system set scram_iterations = 1", "select pg_reload_conf()")
# Data folder -> the engine of _execute: a connection for each statement would cost more than most statements.
ADMINISTRATION: dict[Path, Engine] = {}
TEST_URL = "KHABAR_TEST_DATABASE_URL"  # a role that may make databases; without it the embedded server is used


# A busy machine is no fault of the code.
hypothesis.settings.register_profile("no-deadline", deadline=None)
hypothesis.settings.load_profile("no-deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write what is parsed into tests/golden")
    parser.addoption("--chaos-seed", type=int, help="what tests/chaos chooses its moments by; random without it")
    parser.addoption("--chaos-seconds", type=float, default=60, help="how long tests/chaos repeats its faults")
    parser.addoption("--chaos-fault", default="", help="try only the faults of tests/chaos whose name holds this")
    parser.addoption("--chaos-table", help="the command to note in docs/reliability.md, whose table is rewritten")


def pytest_configure() -> None:
    """End on SIGTERM as on Ctrl-C: a run that is cut short takes its server with it."""
    owner = os.getpid()

    def end(number: int, _frame: object) -> None:
        if os.getpid() == owner:
            raise KeyboardInterrupt
        signal.signal(number, signal.SIG_DFL)  # a child that was forked dies of it, as it would without us
        signal.raise_signal(number)

    signal.signal(signal.SIGTERM, end)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One process of tests more than processors: there is always one that waits for a server or a program.

    On a server that is given by its address there is one: roles belong to a server, and tests change them.
    """
    return 1 if TEST_URL in os.environ else (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --rewrite-golden, run only what rewrites.

    Modules of few tests come first: these tests are the long ones, and none of them may be left for the end.
    """
    if config.getoption("--rewrite-golden"):
        items[:] = [item for item in items if "rewrite_golden" in getattr(item, "fixturenames", ())]
    counts = Counter(item.path for item in items)
    items.sort(key=lambda item: counts[item.path])


def pytest_collection_finish() -> None:
    """What is there now stays: it is not searched for garbage again, and forked processes need no copy of it."""
    gc.freeze()


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written instead of compared."""
    return bool(request.config.getoption("--rewrite-golden"))


@pytest.fixture(scope="session", autouse=True)
def _own_environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("KHABAR_") and name != TEST_URL]:
            patch.delenv(name)
        yield


@pytest.fixture
def settings(tmp_path: Path) -> MakeSettings:
    """Make settings: the defaults, a data folder of the test's own, and what the test gives. No database of itself."""

    def make(**overrides: object) -> Settings:
        with contextlib.chdir(tmp_path):  # away from the .env and khabar.toml of whoever runs the tests
            return load_settings(**({"data_dir": tmp_path / "khabar"} | overrides))

    return make


@pytest.fixture(scope="session")
def server_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """The settings of the server that all tests share; its databases are those of the fixtures below."""
    folder = tmp_path_factory.mktemp("server")
    with contextlib.chdir(folder):
        shared = load_settings(data_dir=folder / "khabar", database_url=os.environ.get(TEST_URL))
    if shared.database_url is None:
        server.start(shared)
        for statement in FASTER:
            _execute(shared, statement)
        server.reset_roles(shared)  # new hashes of the passwords
    yield shared
    if (engine := ADMINISTRATION.pop(shared.data_dir, None)) is not None:
        engine.dispose()
    if shared.database_url is None:
        server.remove(shared)


@pytest.fixture(scope="session")
def template_database(server_settings: Settings) -> Iterator[str]:
    """The name of a database with the schema and without rows. Nobody may be connected to it."""
    with _empty_database(server_settings) as name:
        owner = make_engine(server_settings, name, role=LoginRole.OWNER)
        upgrade_schema(owner)
        owner.dispose()
        yield name


@pytest.fixture(scope="session")
def make_database(server_settings: Settings, template_database: str) -> MakeDatabase:
    """Make a database for the time of a with block, and give its URL: for tests that need many.

    It is a copy of the template, or of another one that nobody may be connected to.
    """

    @contextlib.contextmanager
    def make(template: str = template_database) -> Iterator[str]:
        with _database(server_settings, template) as name:
            yield _url(server_settings, name)

    return make


@pytest.fixture(scope="module")
def database_url(server_settings: Settings, template_database: str) -> Iterator[str]:
    """The URL of a database for the tests of one module, of the role that loads: a missing grant shows."""
    with _database(server_settings, template_database) as name:
        yield _url(server_settings, name)


@pytest.fixture
def empty_database_url(server_settings: Settings) -> Iterator[str]:
    """The URL of a database that has no schema yet, of the role that upgrades."""
    with _empty_database(server_settings) as name:
        address = make_url(server.url(server_settings, LoginRole.OWNER)).set(database=name)
        yield address.render_as_string(hide_password=False)


@pytest.fixture
def fresh_database_url(server_settings: Settings, template_database: str) -> Iterator[str]:
    """The URL of a database for one test: where other processes load, and nothing can be rolled back."""
    with _database(server_settings, template_database) as name:
        yield _url(server_settings, name)


@pytest.fixture(scope="module")
def engine(server_settings: Settings, database_url: str) -> Iterator[Engine]:
    """An engine on the module's database."""
    engine = make_engine(server_settings, make_url(database_url).database)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def owner_engine(server_settings: Settings, database_url: str) -> Iterator[Engine]:
    """An engine on the module's database as the role that upgrades."""
    engine = make_engine(server_settings, make_url(database_url).database, role=LoginRole.OWNER)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def bootstrap_engine(server_settings: Settings, database_url: str) -> Iterator[Engine]:
    """An engine on the module's database as a superuser."""
    engine = make_engine(server_settings, make_url(database_url).database, role=LoginRole.BOOTSTRAP)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose work is undone at the end of the test, also what it commits."""
    with _undone(engine) as session:
        yield session


@pytest.fixture
def database(server_settings: Settings, fresh_database_url: str) -> Iterator[Engine]:
    """A database of the test's own, as the role that loads."""
    engine = make_engine(server_settings, make_url(fresh_database_url).database)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(session: Session) -> Connection:
    """A connection whose work is undone at the end of the test."""
    return session.connection()


@pytest.fixture
def owner_session(owner_engine: Engine) -> Iterator[Session]:
    """The same of the role that upgrades."""
    with _undone(owner_engine) as session:
        yield session


@contextlib.contextmanager
def _undone(engine: Engine) -> Iterator[Session]:
    with engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session  # the code under test may commit
        transaction.rollback()


@pytest.fixture
def connect_as(server_settings: Settings, database_url: str) -> Iterator[ConnectAs]:
    """Log in as another role, to the module's database or another: each statement commits; closed at the end."""
    opened: list[PsycopgConnection] = []

    def connect(role: str, database: str | None = None) -> PsycopgConnection:
        address = make_url(_url_of_role(server_settings, role))
        database = database or make_url(database_url).database
        opened.append(psycopg2.connect(address.set(database=database).render_as_string(hide_password=False)))
        opened[-1].autocommit = True
        return opened[-1]

    yield connect
    for connection in opened:
        connection.close()


def _url_of_role(shared: Settings, role: str) -> str:
    """The URL of a role: with its own password, or with a new one where it has none of Khabar's."""
    if shared.database_url is None and role in set(LoginRole):
        return server.url(shared, LoginRole(role))
    password = uuid.uuid4().hex
    _execute(shared, f"alter role {role} login password '{password}'")
    address = make_url(server.url(shared)).set(username=role, password=password)
    return address.render_as_string(hide_password=False)


@contextlib.contextmanager
def _empty_database(shared: Settings) -> Iterator[str]:
    with _database(shared, template="template0") as name:
        bootstrap = make_engine(shared, name, role=LoginRole.BOOTSTRAP)
        with bootstrap.begin() as connection:
            connection.connection.cursor().execute(DATABASE_FILE.read_text())  # where % is no parameter
        bootstrap.dispose()
        yield name


@contextlib.contextmanager
def _database(shared: Settings, template: str) -> Iterator[str]:
    name = f"khabar_test_{uuid.uuid4().hex}"
    owner = make_url(server.url(shared, LoginRole.OWNER)).username
    _execute(shared, f"create database {name} template {template} owner {owner} strategy file_copy")
    if template != "template0":  # rights on a database are not copied with it
        _execute(
            shared,
            f"revoke temporary on database {name} from public",
            f"grant temporary on database {name} to khabar_loader",
        )
    try:
        yield name
    finally:
        _execute(shared, f"drop database {name} with (force)")


def _execute(shared: Settings, *statements: str) -> None:
    if shared.data_dir not in ADMINISTRATION:
        engine = make_engine(shared, role=LoginRole.BOOTSTRAP)
        ADMINISTRATION[shared.data_dir] = engine.execution_options(isolation_level="AUTOCOMMIT")
    with ADMINISTRATION[shared.data_dir].connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _url(shared: Settings, name: str) -> str:
    return make_url(server.url(shared)).set(database=name).render_as_string(hide_password=False)
