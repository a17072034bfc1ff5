"""docker-compose.yml: valid, without default passwords, and open to nothing but this machine."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml
from checkout import ROOT

from tools import compose_env

TEXT = (ROOT / "docker-compose.yml").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()
SERVICES = yaml.safe_load(TEXT)["services"]
SERVICE_NAMES = sorted(SERVICES)
LASTING = sorted(name for name, service in SERVICES.items() if service.get("restart") != "no")
SECRETS = re.findall(r"^(\w+)=$", EXAMPLE, flags=re.MULTILINE)


def test_docker_compose_reads_the_file(tmp_path: Path) -> None:
    assert _config(tmp_path, compose_env.filled(EXAMPLE)).returncode == 0


def test_docker_compose_names_a_missing_secret(tmp_path: Path) -> None:
    result = _config(tmp_path, EXAMPLE)

    assert result.returncode != 0
    assert "set it in .env" in result.stderr


def test_the_parts_of_airflow_are_there() -> None:
    parts = {"postgres", "migrations", "api-server", "scheduler", "dag-processor", "triggerer"}

    assert parts <= SERVICES.keys()


@pytest.mark.parametrize("command", ["db backup", "db restore", "forget"])
def test_the_page_calls_what_needs_the_owner_where_his_password_is(command: str) -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (service,) = re.findall(rf"^docker compose run .*?(\S+) khabar {command} ", page, flags=re.MULTILINE)

    assert SERVICES[service]["environment"]["KHABAR_DATABASE_URL"].startswith("postgresql://khabar:")


def test_every_variable_of_the_file_is_in_the_example() -> None:
    used = set(re.findall(r"(?<!\$)\$\{(\w+)", TEXT))

    assert used == set(re.findall(r"^(\w+)=", EXAMPLE, flags=re.MULTILINE))


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_has_no_default(name: str) -> None:
    uses = re.findall(rf"\$\{{{name}(.*?)\}}", TEXT)

    assert uses
    assert all(use.startswith(":?") for use in uses)


@pytest.mark.parametrize("name", SERVICE_NAMES)
def test_no_secret_is_written_into_the_file(name: str) -> None:
    secret = re.compile("PASSWORD|SECRET|KEY")
    values = SERVICES[name]["environment"].items()

    assert [key for key, value in values if secret.search(key) and "${" not in value and "/" not in value] == []


@pytest.mark.parametrize("name", SERVICE_NAMES)
def test_ports_are_bound_to_loopback(name: str) -> None:
    assert all(str(port).startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


@pytest.mark.parametrize("name", LASTING)
def test_a_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


@pytest.mark.parametrize("name", sorted(set(SERVICE_NAMES) - {"postgres"}))
def test_a_service_has_no_rights_of_root(name: str) -> None:
    """The database's own image starts as root to own its volume, and goes on as postgres."""
    user = SERVICES[name].get("user") or re.findall(r"^USER (\w+)$", (ROOT / "Dockerfile").read_text(), re.M)[-1]

    assert user != "root"
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]


def test_folders_of_this_machine_are_mounted_read_only() -> None:
    mounts = [mount for service in SERVICES.values() for mount in service.get("volumes", [])]
    folders = [mount for mount in mounts if mount.startswith((".", "$"))]

    assert any(mount.startswith("./dags:") for mount in folders)
    assert any(mount.startswith("./seeds:") for mount in folders)
    assert all(mount.endswith(":ro") for mount in folders)


@pytest.mark.parametrize("name", SERVICE_NAMES)
def test_no_service_waits_for_one_that_is_not_there(name: str) -> None:
    assert SERVICES[name].get("depends_on", {}).keys() <= SERVICES.keys()


def test_the_secrets_are_new_each_time_and_fit_into_a_url() -> None:
    first, second = compose_env.filled(EXAMPLE), compose_env.filled(EXAMPLE)

    values = [
        value for name in SECRETS for text in (first, second) for value in re.findall(rf"^{name}=(.*)$", text, re.M)
    ]
    assert len(set(values)) == 2 * len(SECRETS)
    assert all(re.fullmatch(r"[\w-]{43,64}", value, re.ASCII) for value in values)


def test_the_secrets_are_written_for_their_owner_only_and_never_over_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compose_env, "CHECKOUT", tmp_path)
    (tmp_path / ".env.example").write_text("AIRFLOW_FERNET_KEY=\nPORT=1\n")

    compose_env.main()

    written = tmp_path / ".env"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert re.fullmatch(r"AIRFLOW_FERNET_KEY=[\w-]{43}\nPORT=1\n", written.read_text())
    with pytest.raises(SystemExit, match=r"\.env exists"):
        compose_env.main()


def _config(folder: Path, environment: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("docker-compose") is None:
        pytest.skip("docker-compose is not installed (Debian: apt-get install docker-compose)")
    env_file = folder / "env"
    env_file.write_text(environment)
    command = ["docker-compose", "--env-file", str(env_file), "--file", str(ROOT / "docker-compose.yml"), "config"]
    own_variables = {"PATH": os.environ["PATH"]}  # those of the caller would win over the file
    return subprocess.run([*command, "--quiet"], env=own_variables, capture_output=True, text=True, check=False)
