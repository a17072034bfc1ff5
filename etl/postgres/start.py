"""Create and start the embedded server, also after a crash that left processes or postmaster.pid behind."""

import os
import shlex
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psutil

from etl.errors import ConfigError, DatabaseError
from etl.postgres.passwords import load_passwords
from etl.postgres.postmaster import POLL_SECONDS, find_postmaster, is_server
from etl.postgres.roles import DATABASES, LoginRole
from etl.postgres.user import Runner

HOST = "127.0.0.1"
NAME = DATABASES[LoginRole.OWNER]
PORT_FILE = "port"
LOG_FILE = "server.log"
START_SECONDS = 600  # the recovery after a crash may take long
START_ATTEMPTS = 3  # another program may take the port first
ATTEMPT_PAUSE_SECONDS = 0.5
END_SECONDS = 10  # for the backends of a killed server

# With LC_CTYPE=C pg_trgm finds no trigrams in Arabic or Japanese; older releases of macOS have no C.UTF-8.
CTYPES = ("C.UTF-8", "en_US.UTF-8")
INITDB_OPTIONS = (
    f"--username={LoginRole.BOOTSTRAP}",
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--text-search-config=simple",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
    "--set=shared_buffers=256MB",
    "--set=maintenance_work_mem=256MB",
    "--set=max_wal_size=4GB",
    "--set=checkpoint_timeout=15min",
    "--set=log_checkpoints=off",
)


def initialise(folder: Path, runner: Runner) -> None:
    """Create the server's data, with one empty database, unless they exist. Incomplete data are deleted."""
    if (runner.home / "data").exists():
        return
    runner.home.mkdir(mode=0o700, exist_ok=True)
    draft = runner.home / "data.new"
    shutil.rmtree(draft, ignore_errors=True)
    _initdb(folder, runner, draft)
    single = ("--single", "-D", str(draft), "-c", "exit_on_error=on", "template1")
    _require_success(runner.run("postgres", *single, text=f"create database {NAME}\n"))
    draft.rename(runner.home / "data")


def launch(folder: Path, runner: Runner, wanted_port: int | None) -> None:
    """Start the server and wait until it answers.

    Raises ConfigError if the wanted port is in use, DatabaseError with the last lines of the log if the start
    fails.
    """
    data, log = runner.home / "data", runner.home / LOG_FILE
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    for attempt in range(START_ATTEMPTS):
        time.sleep(ATTEMPT_PAUSE_SECONDS * attempt)
        _clear_remains(data)
        port = _choose_port(folder, wanted_port)
        options = shlex.join(["-h", HOST, "-p", str(port), "-c", "unix_socket_directories="])
        arguments = (f"--pgdata={data}", f"--log={log}", f"--options={options}", f"--timeout={START_SECONDS}")
        result = runner.run("pg_ctl", "start", "--wait", *arguments)
        if result.returncode == 0:
            (folder / PORT_FILE).write_text(str(port))
            return
    reason = log.read_text(errors="replace") if log.exists() else result.stdout
    raise DatabaseError(f"the embedded PostgreSQL does not start: {_last_line(reason)} (the log is {log})")


def _initdb(folder: Path, runner: Runner, data: Path) -> None:
    password_file = runner.home / "password"
    password_file.touch(mode=0o600)
    try:
        password_file.write_text(load_passwords(folder, HOST)[LoginRole.BOOTSTRAP])
        runner.give(password_file)
        for ctype in CTYPES:
            places = (f"--pgdata={data}", f"--pwfile={password_file}", f"--lc-ctype={ctype}")
            result = runner.run("initdb", *INITDB_OPTIONS, *places)
            if "invalid locale name" not in result.stdout:
                break
    finally:
        password_file.unlink()
    _require_success(result)


def _require_success(result: subprocess.CompletedProcess[str]) -> None:
    if result.returncode != 0:
        raise DatabaseError(f"the embedded PostgreSQL cannot create its data: {_last_line(result.stdout)}")


def _last_line(text: str) -> str:
    """The last line that reports an error, or else the last line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    faults = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return next(reversed(faults or lines), "no reason was given")


def _clear_remains(data: Path) -> None:
    """Remove what a killed server left behind, so that the next one can start.

    Its backends may continue for minutes: they are killed. Its postmaster.pid may contain the number of a process
    that got this number later, or of a zombie; PostgreSQL would take either for a live server.
    """
    if find_postmaster(data) is not None:
        return
    (data / "postmaster.pid").unlink(missing_ok=True)
    until = time.monotonic() + END_SECONDS
    while (backends := [pid for pid in psutil.pids() if is_server(pid, data)]) and time.monotonic() < until:
        for pid in backends:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGQUIT)  # end at once, without a message to the client
        time.sleep(POLL_SECONDS)


def _choose_port(folder: Path, wanted: int | None) -> int:
    """The port in the settings, else that of the last start, else any free one."""
    if wanted is not None:
        if not _is_free(wanted):
            raise ConfigError(f"port {wanted} is in use: set KHABAR_DATABASE_PORT to a free one, or leave it out")
        return wanted
    remembered = folder / PORT_FILE
    if remembered.exists() and _is_free(port := int(remembered.read_text())):
        return port
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        free: int = probe.getsockname()[1]
        return free


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
