"""The environment variables of a local Airflow, and its secrets, which are generated once."""

import base64
import json
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path

import msgspec

from etl.errors import ConfigError
from etl.settings import Settings

CHECKOUT = Path(__file__).parents[2]
SEEDS = CHECKOUT / "seeds"
HOST = "127.0.0.1"
DEFAULT_PORT = 8080
USER = "admin"
PARALLEL_TASKS = 2  # Airflow's own default forks 32 processes at once, 2 GB


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of a local Airflow and the password of its only user."""

    password: str
    fernet_key: str
    jwt_secret: str
    session_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The folder of a local Airflow, inside the data folder of the settings."""

    path: Path

    @property
    def logs(self) -> Path:
        """Where the processes write their logs; the logs of tasks are in `task_logs`."""
        return self.path / "logs"

    @property
    def state(self) -> Path:
        """The file that lists the running processes."""
        return self.path / "running.json"


def home_of(settings: Settings) -> Home:
    """The folder of the local Airflow, which may not exist yet."""
    return Home(path=settings.data_dir.resolve() / "airflow")


def prepare(home: Home) -> None:
    """Create the folder, closed to other users. Raises ConfigError if there are no DAGs to run."""
    if not (CHECKOUT / "dags").is_dir():
        raise ConfigError(f"no DAGs in {CHECKOUT / 'dags'}: run Airflow from a checkout of Khabar")
    home.logs.mkdir(parents=True, exist_ok=True)
    home.path.chmod(0o700)


def load_secrets(home: Home) -> Secrets:
    """The secrets of this Airflow, generated at the first call and readable by their owner only."""
    file = home.path / "secrets.json"
    if not file.exists():
        _write_private(file, msgspec.json.encode(_new_secrets()))
    found = msgspec.json.decode(file.read_bytes(), type=Secrets)
    _write_private(_password_file(home), json.dumps({USER: found.password}).encode())
    return found


def free_port(wanted: int = DEFAULT_PORT) -> int:
    """The wanted port if nothing listens on it, else any free one."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            return free_port(0)
        return int(probe.getsockname()[1])


def airflow_environment(
    settings: Settings, home: Home, keys: Secrets, *, port: int, metadata_url: str
) -> dict[str, str]:
    """The environment of every process of this Airflow: the caller's, without its AIRFLOW variables."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    roots = settings.input_roots or {"seeds": SEEDS}
    if settings.database_url is not None:
        inherited["KHABAR_DATABASE_URL"] = settings.database_url.get_secret_value()
    return inherited | {
        "AIRFLOW_HOME": str(home.path),
        "AIRFLOW__API_AUTH__JWT_SECRET": keys.jwt_secret,
        "AIRFLOW__API__BASE_URL": f"http://{HOST}:{port}",
        "AIRFLOW__API__HOST": HOST,
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__SECRET_KEY": keys.session_key,
        "AIRFLOW__CORE__DAGS_FOLDER": str(CHECKOUT / "dags"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://{HOST}:{port}/execution/",
        "AIRFLOW__CORE__FERNET_KEY": keys.fernet_key,
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": str(PARALLEL_TASKS),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_password_file(home)),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": metadata_url,
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home.path / "task_logs"),
        "KHABAR_DATA_DIR": str(settings.data_dir.resolve()),
        "KHABAR_INPUT_ROOTS": json.dumps({name: str(path.resolve()) for name, path in roots.items()}),
    }


def _new_secrets() -> Secrets:
    return Secrets(
        password=secrets.token_urlsafe(12),
        fernet_key=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        jwt_secret=secrets.token_urlsafe(48),
        session_key=secrets.token_urlsafe(48),
    )


def _password_file(home: Home) -> Path:
    return home.path / "passwords.json"


def _write_private(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as stream:
        stream.write(content)
