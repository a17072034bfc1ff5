"""What a local Airflow is told, and its secrets."""

import json
import socket
import stat
from pathlib import Path

import pytest
from checkout import ROOT
from fixture_types import MakeSettings

from etl.local_airflow.environment import HOST, airflow_environment, free_port, home_of, load_secrets, prepare
from etl.settings import Settings


def test_secrets_are_made_once_and_readable_by_their_owner_only(settings: MakeSettings) -> None:
    home = home_of(settings())
    prepare(home)

    first, second = load_secrets(home), load_secrets(home)

    assert first == second
    assert len({first.password, first.fernet_key, first.jwt_secret, first.session_key}) == 4
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700
    assert [oct(stat.S_IMODE(file.stat().st_mode)) for file in home.path.glob("*.json")] == ["0o600", "0o600"]


def test_two_folders_have_different_secrets(settings: MakeSettings, tmp_path: Path) -> None:
    homes = [home_of(settings(data_dir=tmp_path / name)) for name in ("one", "two")]
    for home in homes:
        prepare(home)

    assert load_secrets(homes[0]) != load_secrets(homes[1])


def test_variables_of_another_airflow_are_not_passed_on(
    settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRFLOW__CORE__EXECUTOR", "CeleryExecutor")
    monkeypatch.setenv("AIRFLOW_CONN_OTHER", "postgresql://elsewhere")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    told = _environment(settings())

    assert not {"AIRFLOW__CORE__EXECUTOR", "AIRFLOW_CONN_OTHER"} & told.keys()
    assert told["LC_ALL"] == "C.UTF-8"


def test_all_addresses_follow_the_port_and_stay_on_loopback(settings: MakeSettings) -> None:
    told = _environment(settings())

    assert told["AIRFLOW__API__HOST"] == HOST
    assert told["AIRFLOW__API__PORT"] == "1234"
    assert told["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:1234"
    assert told["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:1234/execution/"


def test_tasks_find_the_database_and_the_input_from_wherever_they_run(settings: MakeSettings, tmp_path: Path) -> None:
    told = _environment(
        settings(input_roots={"archive": tmp_path / "news"}, database_url="postgresql://somewhere/else")
    )

    assert told["KHABAR_DATABASE_URL"] == "postgresql://somewhere/else"
    assert told["KHABAR_DATA_DIR"] == str(tmp_path / "khabar")
    assert json.loads(told["KHABAR_INPUT_ROOTS"]) == {"archive": str(tmp_path / "news")}


def test_every_folder_of_the_checkout_that_is_named_is_there(settings: MakeSettings) -> None:
    folders = [Path(value) for value in _environment(settings()).values() if value.startswith(f"{ROOT}/")]

    assert ROOT / "dags" in folders
    assert [folder for folder in folders if not folder.exists()] == []


def test_a_taken_port_is_avoided() -> None:
    with socket.socket() as other:
        other.bind((HOST, 0))
        other.listen()
        taken = other.getsockname()[1]

        assert free_port(taken) != taken

    assert free_port(taken) == taken


def _environment(chosen: Settings) -> dict[str, str]:
    home = home_of(chosen)
    prepare(home)
    return airflow_environment(chosen, home, load_secrets(home), port=1234, metadata_url="postgresql://somewhere")
