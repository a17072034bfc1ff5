"""psql and pg_dump on the database of the settings."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from sqlalchemy import make_url

from etl.errors import DatabaseError
from etl.postgres import server
from etl.postgres.programs import ClientCommand, backup, psql_command
from etl.postgres.roles import LoginRole
from etl.postgres.user import wheel_binaries
from etl.settings import Settings


def run(command: ClientCommand, *arguments: str) -> str:
    return subprocess.run(
        [*command.arguments, *arguments], env=command.environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("client"))
    server.start(settings)
    yield settings
    server.remove(settings)


def test_psql_gets_into_the_embedded_server(embedded: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSWORD", "of another database")

    assert run(psql_command(embedded, LoginRole.LOADER), "-Atc", "select current_database()") == "khabar\n"
    assert run(psql_command(embedded, LoginRole.LOADER), "-d", "khabar", "-Atc", "select current_user") == (
        "khabar_loader\n"
    )


def test_psql_gets_into_the_database_that_is_set(settings: MakeSettings, database_url: str) -> None:
    command = psql_command(settings(database_url=database_url), LoginRole.LOADER)

    assert run(command, "-Atc", "select current_database()") == f"{make_url(database_url).database}\n"


def test_no_password_is_in_what_other_users_can_see(settings: MakeSettings) -> None:
    command = psql_command(settings(database_url="postgresql://ann:geheim@host/news?sslmode=require"), LoginRole.LOADER)

    assert "geheim" not in repr(command)
    assert command.arguments[1] == "--dbname=postgresql://ann@host/news?sslmode=require"


def test_a_backup_can_be_restored_and_is_for_the_owner_only(
    settings: MakeSettings, database_url: str, tmp_path: Path
) -> None:
    target = tmp_path / "night.dump"

    backup(settings(database_url=database_url), target)

    command = [str(wheel_binaries() / "pg_restore"), "--list", str(target)]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert " TABLE corpus article " in listed
    assert oct(target.stat().st_mode & 0o777) == "0o600"
    assert [path.name for path in tmp_path.iterdir()] == ["night.dump"]


def test_a_backup_that_fails_leaves_the_older_one(settings: MakeSettings, tmp_path: Path) -> None:
    target = tmp_path / "night.dump"
    target.write_text("the older one")

    with pytest.raises(DatabaseError, match=r"the backup failed: pg_dump: error: connection to server .* failed"):
        backup(settings(database_url="postgresql://ann:geheim@127.0.0.1:1/news"), target)

    assert [path.read_text() for path in tmp_path.iterdir()] == ["the older one"]
