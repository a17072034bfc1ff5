"""The processes of a local Airflow: started in sessions of their own, found again, and stopped completely."""

import fcntl
import os
import signal
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import psutil

from etl.errors import AirflowError, ConfigError
from etl.local_airflow.environment import Home

# What `airflow standalone` starts; but that cannot be told --skip-serve-logs, and without it two of them serve their
# logs on every network interface. The scheduler is the first to be stopped, with its tasks: while a task ends it
# still talks to the api-server.
COMPONENTS = {
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "api-server": ("api-server",),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}
STOP_SECONDS = 40
POLL_SECONDS = 0.2
LOG_LINES = 15


class Running(msgspec.Struct, frozen=True, kw_only=True):
    """A started Airflow: the first process of each component, and the port of its pages."""

    pids: tuple[int, ...]
    port: int


@contextmanager
def locked(home: Home) -> Iterator[None]:
    """Make other starts and stops wait until this one is done. The folder must exist."""
    with (home.path / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def find_running(home: Home) -> Running | None:
    """The Airflow that was started and still runs, at least in part; None if nothing does."""
    if not home.state.exists():
        return None
    state = msgspec.json.decode(home.state.read_bytes(), type=Running)
    return state if _members(home, state.pids) else None


def find_program() -> Path:
    """The program `airflow` next to this Python. Raises ConfigError if it is not installed."""
    program = Path(sysconfig.get_path("scripts")) / "airflow"
    if not program.exists():
        raise ConfigError("Airflow is not installed here: run `make airflow`, or `pip install -e '.[airflow]'`")
    return program


def migrate(program: Path, home: Home, environment: dict[str, str]) -> None:
    """Create or upgrade the tables of Airflow's own database. Raises AirflowError."""
    log = home.logs / "migrate.log"
    with log.open("wb") as output:
        command = (program, "db", "migrate")
        result = subprocess.run(command, env=environment, stdout=output, stderr=subprocess.STDOUT, check=False)
    if result.returncode != 0:
        raise AirflowError(f"Airflow's tables cannot be created; {_end_of(log)}")


def start(program: Path, home: Home, environment: dict[str, str], port: int) -> Running:
    """Start every component; they outlive this program."""
    pids = []
    for name, arguments in COMPONENTS.items():
        with _log(home, name).open("wb") as output:
            process = subprocess.Popen(
                [program, *arguments],
                env=environment,
                cwd=home.path,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        pids.append(process.pid)
    running = Running(pids=tuple(pids), port=port)
    home.state.write_bytes(msgspec.json.encode(running))
    return running


def require_all(home: Home, running: Running) -> None:
    """Raise AirflowError, with the end of its log, if a component has ended by itself."""
    for name, pid in zip(COMPONENTS, running.pids, strict=True):
        if not _is_alive(pid):
            raise AirflowError(f"Airflow's {name} has ended; {_end_of(_log(home, name))}")


def stop(home: Home, patience_seconds: float = STOP_SECONDS) -> bool:
    """Stop every process of the local Airflow, tasks included; False if none was running.

    Processes that do not end in time are killed. Raises AirflowError if that does not help either.
    """
    running = find_running(home)
    if running is None:
        home.state.unlink(missing_ok=True)
        return False
    for sessions in (running.pids[:1], running.pids[1:]):
        _end(home, sessions, patience_seconds)
    home.state.unlink()
    return True


def _end(home: Home, sessions: tuple[int, ...], patience_seconds: float) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        for member in _members(home, sessions):
            with suppress(ProcessLookupError):
                os.killpg(os.getpgid(member.pid), number)
        until = time.monotonic() + patience_seconds
        while (left := _members(home, sessions)) and time.monotonic() < until:
            time.sleep(POLL_SECONDS)
    if left:
        raise AirflowError(f"these processes of Airflow do not end: {', '.join(str(member.pid) for member in left)}")


def _members(home: Home, sessions: tuple[int, ...]) -> list[psutil.Process]:
    """The live processes of the sessions, if they were started for this home."""
    return [process for process in psutil.process_iter() if _is_member(process, home, sessions)]


def _is_member(process: psutil.Process, home: Home, sessions: tuple[int, ...]) -> bool:
    # The working folder tells our processes from others that have got their number since: they keep it to their
    # end, while they overwrite their environment with the title that `ps` shows.
    try:
        return os.getsid(process.pid) in sessions and home.path.samefile(process.cwd())
    except (psutil.Error, OSError):  # it has ended, or belongs to another user
        return False


def _is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _log(home: Home, component: str) -> Path:
    return home.logs / f"{component}.log"


def _end_of(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()[-LOG_LINES:]
    return "\n".join([f"the last lines of {log}:", *lines])
