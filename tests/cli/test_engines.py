"""Every command looks at the schema first, and names a run, a shard or an article that is not there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from processes import khabar_environment, run_khabar
from sqlalchemy import Engine, create_engine, make_url, text
from typer.testing import CliRunner

from etl.cli.app import app
from etl.database.schema_version import require_current
from etl.errors import DatabaseError, NotThere

# All that ask the tables.
PLAN = "step plan --dag-id night --run-id 1 --root a=."
COMMANDS = (
    "step shard 1 0",
    "step index 1",
    "step check 1",
    "step publish 1",
    "report",
    "queries",
    "search bridge",
    "export articles",
    "raw 1",
    "rejected list",
)
THIRTY_DIGITS = "9" * 30
ABSENT = (
    ("step shard 999 0", "there is no run 999"),
    ("step shard {run} 99", "run {run} has no shard 99: its shards are 0 to 0"),
    ("step index 999", "there is no run 999"),
    ("step check 999", "there is no run 999"),
    ("step publish 999", "there is no run 999"),
    ("report --run 999", "there is no run 999"),
    ("report --run 0", "there is no run 0"),
    ("search bridge --source nobody", "there is no source nobody"),
    ("rejected list --run 999", "there is no run 999"),
    (f"report --run {THIRTY_DIGITS}", f"there is no run {THIRTY_DIGITS}"),
    (f"step shard {THIRTY_DIGITS} 0", f"there is no run {THIRTY_DIGITS}"),
    (f"step shard {{run}} {THIRTY_DIGITS}", f"run {{run}} has no shard {THIRTY_DIGITS}: its shards are 0 to 0"),
    (f"rejected list --run {THIRTY_DIGITS}", f"there is no run {THIRTY_DIGITS}"),
    (f"reparse --run {THIRTY_DIGITS}", f"there is no run {THIRTY_DIGITS}"),
    ("rejected list --source nobody", "there is no source nobody"),
    ("rejected list --format htm", "there is no format htm; known are arc, bzip2, "),
    ("rejected retry --run 999", "there is no run 999"),
    ("rejected retry --source nobody", "there is no source nobody"),
    ("rejected retry --format htm", "there is no format htm; known are arc, bzip2, "),
    ("reparse --run 999", "there is no run 999"),
    ("reparse --source nobody", "there is no source nobody; none is known yet"),
    ("reparse --format htm", "there is no format htm; known are feed, "),
    ("reparse --dry-run --format htm", "there is no format htm"),
    ("reparse /nowhere/at/all", "no such file or folder: /nowhere/at/all"),
    ("raw 999999", "there is no article 999999"),
    (f"raw {THIRTY_DIGITS}", f"there is no article {THIRTY_DIGITS}"),
    ("forget --article 999", "there is no article 999"),
    (f"forget --article {THIRTY_DIGITS}", f"there is no article {THIRTY_DIGITS}"),
    (f"forget --uid {UUID(int=9)}", f"there is no article {UUID(int=9)}"),
    ("forget --url https://nowhere.example/1", "there is no article https://nowhere.example/1"),
)


@pytest.fixture
def schema_of(owner_engine: Engine) -> Iterator[Callable[[str], None]]:
    """Give the module's database the schema version of other code, until the test is over."""
    with owner_engine.connect() as connection:
        true = connection.execute(
            text("select version_num, obj_description('news'::regnamespace) from corpus.alembic_version")
        ).one()

    def give(version: str, comment: str) -> None:
        with owner_engine.begin() as connection:
            connection.execute(text("update corpus.alembic_version set version_num = :version"), {"version": version})
            connection.exec_driver_sql(f"comment on schema news is '{comment}'")

    yield lambda version: give(version, f"Views. Version {version}-0123456789abcdef")
    give(*true)


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, str], BaseException | None]:
    """Run a command in this process on a database; what it refused with."""

    def run(url: str, command: str) -> BaseException | None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("KHABAR_DATABASE_URL", url)
        return CliRunner().invoke(app, command.split()).exception

    return run


@pytest.fixture(scope="module")
def run_id(engine: Engine) -> int:
    with engine.begin() as connection:
        found = connection.execute(
            text("""
                insert into corpus.run (dag_id, dag_run_id, code_version, settings, inputs)
                values ('night', '1', '0', '{}', '{}') returning run_id""")
        )
        return int(found.scalar_one())


@pytest.mark.parametrize("command", [*COMMANDS, "rejected retry", "run .", PLAN])
def test_a_newer_schema_is_refused_by_name(
    schema_of: Callable[[str], None],
    database_url: str,
    refused: Callable[[str, str], BaseException | None],
    command: str,
) -> None:
    schema_of("9999")

    error = refused(database_url, command)

    assert isinstance(error, DatabaseError)
    assert "the database has schema version 9999, which this version of Khabar does not know" in str(error)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_older_schema_is_refused_with_what_to_do(
    schema_of: Callable[[str], None],
    database_url: str,
    refused: Callable[[str, str], BaseException | None],
    command: str,
) -> None:
    schema_of("0001")

    error = refused(database_url, command)

    assert isinstance(error, DatabaseError)
    assert "run `khabar db upgrade`" in str(error)


@pytest.mark.parametrize("command", ["rejected retry", "run .", PLAN, "reparse"])
def test_a_role_that_may_not_upgrade_is_told_who_may(
    schema_of: Callable[[str], None],
    database_url: str,
    owner_engine: Engine,
    refused: Callable[[str, str], BaseException | None],
    command: str,
) -> None:
    loader, owner = make_url(database_url).username, owner_engine.url.username
    if loader == owner:
        pytest.skip("on this server one role does both")
    schema_of("0001")

    error = refused(database_url, command)

    assert isinstance(error, DatabaseError)
    assert f"{loader} may not upgrade it: run `khabar db upgrade` as {owner}" in str(error)


def test_a_role_that_may_only_use_the_views_sees_their_version(bootstrap_engine: Engine) -> None:
    with bootstrap_engine.begin() as connection:
        connection.exec_driver_sql("create role khabar_test_eyes; grant usage on schema news to khabar_test_eyes")
    eyes = create_engine(bootstrap_engine.url, connect_args={"options": "-c role=khabar_test_eyes"})
    try:
        require_current(eyes)
    finally:
        eyes.dispose()
        with bootstrap_engine.begin() as connection:
            connection.exec_driver_sql("drop owned by khabar_test_eyes; drop role khabar_test_eyes")


@pytest.mark.parametrize(("command", "sentence"), ABSENT)
def test_what_is_not_there_is_named(
    database_url: str, refused: Callable[[str, str], BaseException | None], run_id: int, command: str, sentence: str
) -> None:
    error = refused(database_url, command.format(run=run_id))

    assert isinstance(error, NotThere)
    assert sentence.format(run=run_id) in str(error)


def test_what_is_not_there_ends_with_2_and_one_sentence(database_url: str, tmp_path: Path) -> None:
    result = run_khabar("step", "publish", "999", environment=khabar_environment(database_url), folder=tmp_path)

    assert (result.returncode, result.stdout) == (2, "")
    assert "error: there is no run 999" in result.stderr
    assert "Traceback" not in result.stderr
