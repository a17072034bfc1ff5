"""The embedded PostgreSQL server: started when needed, it outlives the program that started it."""

import fcntl
import logging
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import URL, make_url

from etl.errors import DatabaseError
from etl.postgres import passwords
from etl.postgres.postmaster import Postmaster, find_postmaster, wait_until_ready
from etl.postgres.roles import DATABASES, LoginRole, make_airflow_database, make_roles, version
from etl.postgres.start import HOST, PORT_FILE, START_SECONDS, initialise, launch
from etl.postgres.user import Runner, choose_runner
from etl.settings import MEGABYTE, Settings

LOCK_FILE = "server.lock"
ROLES_MARK = "roles"  # says which version of the roles the server has
STOP_SECONDS = 60

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerInfo:
    """A running embedded server."""

    urls: Mapping[LoginRole, str] = field(repr=False)  # with the passwords
    port: int
    pid: int
    data_dir: Path  # PostgreSQL's own folder; its log is beside it
    remark: str | None  # a message for the user about the folder and the user under which the server runs


def start(settings: Settings) -> ServerInfo:
    """Start the server unless it runs, and create it first if necessary. Its roles are those of this code.

    Raises DatabaseError if it cannot start, ConfigError if the port in the settings is in use.
    """
    folder = settings.data_dir.resolve()
    with _locked(folder):
        runner = choose_runner(folder)
        if find_postmaster(runner.home / "data") is None:
            _require_space(folder, settings.minimum_free_bytes)
            initialise(folder, runner)
            launch(folder, runner, settings.database_port)
            if runner.remark:
                log.warning(runner.remark)
        info = _info(folder, runner, wait_until_ready(runner.home / "data", START_SECONDS))
        _require_roles(info)
    if settings.database_port not in (None, info.port):
        log.warning("the server runs on port %s; KHABAR_DATABASE_PORT takes effect at its next start", info.port)
    return info


def stop(settings: Settings) -> bool:
    """Stop the server and whatever still runs in it; False if it was not running."""
    folder = settings.data_dir.resolve()
    if not _exists(folder):
        return False
    with _locked(folder):
        runner = choose_runner(folder)
        data = runner.home / "data"
        if find_postmaster(data) is None:
            return False
        for mode in ("fast", "immediate"):
            result = runner.run("pg_ctl", "stop", f"--pgdata={data}", f"--mode={mode}", f"--timeout={STOP_SECONDS}")
            if result.returncode == 0:
                return True
    raise DatabaseError(f"the embedded PostgreSQL does not stop: {result.stdout.strip()}")


def status(settings: Settings) -> ServerInfo | None:
    """The running server; None if it does not run or does not answer yet."""
    folder = settings.data_dir.resolve()
    if not _exists(folder):
        return None
    with _explained(folder):
        runner = choose_runner(folder)
        postmaster = find_postmaster(runner.home / "data")
        return _info(folder, runner, postmaster) if postmaster and postmaster.is_ready else None


def url(settings: Settings, role: LoginRole = LoginRole.LOADER) -> str:
    """The URL of the database with its password: that of the settings, else of the embedded server, which is started.

    A URL in the settings names one role, which is used for everything; on the embedded server it is the given role.
    """
    if settings.database_url is not None:
        return settings.database_url.get_secret_value()
    return start(settings).urls[role]


def reset_roles(settings: Settings) -> None:
    """Reset the roles of the embedded server, including settings that they made themselves."""
    info = start(settings)
    make_roles(make_url(info.urls[LoginRole.BOOTSTRAP]), _passwords(info))


def airflow_url(settings: Settings) -> str:
    """The URL of Airflow's own database on the embedded server, created with its own role if necessary."""
    info = start(settings)
    make_airflow_database(make_url(info.urls[LoginRole.BOOTSTRAP]))
    return info.urls[LoginRole.AIRFLOW]


def is_made(settings: Settings) -> bool:
    """Whether the embedded server has data, running or not."""
    folder = settings.data_dir.resolve()
    with _explained(folder):
        return (folder / "database" / "data").exists()


def require_made(settings: Settings) -> None:
    """Raise DatabaseError if the embedded server would be used and has no data: reading never creates it."""
    if settings.database_url is None and not is_made(settings):
        raise DatabaseError(
            f"no database in {settings.data_dir.resolve()}: run `khabar run` first, or set KHABAR_DATA_DIR"
        )


def remove(settings: Settings) -> None:
    """Stop the server and delete its data, passwords and log. Other files in the data folder stay."""
    folder = settings.data_dir.resolve()
    stop(settings)
    home = folder / "database"
    if home.exists():
        shutil.rmtree(home.resolve())
    if home.is_symlink():
        home.unlink()
    for name in (passwords.FILE, PORT_FILE, LOCK_FILE):
        (folder / name).unlink(missing_ok=True)


def _exists(folder: Path) -> bool:
    with _explained(folder):
        return folder.exists()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes from starting or stopping the same server."""
    with _explained(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (folder / LOCK_FILE).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseError(
            f"cannot use the data folder {folder} ({error.strerror}: {error.filename}): "
            "set KHABAR_DATA_DIR to a folder of your own"
        ) from error


def _require_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DatabaseError(
            f"{folder} has {free // MEGABYTE} MB free, and {needed // MEGABYTE} MB are needed: free some space, "
            "set KHABAR_DATA_DIR to a folder on another disk, or lower KHABAR_MINIMUM_FREE_BYTES"
        )


def _require_roles(info: ServerInfo) -> None:
    """Create the roles unless this code has done so; the mark is written last, so an interruption does no harm."""
    mark = info.data_dir.parent / ROLES_MARK
    if mark.exists() and mark.read_text() == version():
        return
    make_roles(make_url(info.urls[LoginRole.BOOTSTRAP]), _passwords(info))
    draft = mark.with_suffix(".new")
    draft.write_text(version())
    draft.replace(mark)


def _passwords(info: ServerInfo) -> dict[LoginRole, str]:
    return {role: str(make_url(url).password) for role, url in info.urls.items()}


def _info(folder: Path, runner: Runner, postmaster: Postmaster) -> ServerInfo:
    urls = {
        role: URL.create(
            "postgresql", role, password, HOST, postmaster.port, DATABASES.get(role, DATABASES[LoginRole.OWNER])
        ).render_as_string(hide_password=False)
        for role, password in passwords.load_passwords(folder, HOST).items()
    }
    return ServerInfo(
        urls=urls,
        port=postmaster.port,
        pid=postmaster.pid,
        data_dir=runner.home / "data",
        remark=runner.remark,
    )
