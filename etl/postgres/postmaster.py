"""The running server, as described in its file postmaster.pid."""

import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from etl.errors import DatabaseError

POLL_SECONDS = 0.05
# Lines of postmaster.pid, from 0.
PID_LINE, PORT_LINE, STATE_LINE = 0, 3, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """The first process of the server."""

    pid: int
    port: int
    is_ready: bool


def find_postmaster(data: Path) -> Postmaster | None:
    """The live server of a data folder; None if there is no postmaster.pid, or a server that is gone left it."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        pid = int(lines[PID_LINE])
    except (FileNotFoundError, IndexError):
        return None
    if not is_server(pid, data):
        return None
    # A server that is starting has not written all lines yet.
    port = int(lines[PORT_LINE]) if len(lines) > PORT_LINE else 0
    is_ready = len(lines) > STATE_LINE and lines[STATE_LINE].strip() == "ready"
    return Postmaster(pid=pid, port=port, is_ready=is_ready)


def wait_until_ready(data: Path, timeout_seconds: float) -> Postmaster:
    """The server, once it answers. Raises DatabaseError if it ends or takes too long."""
    until = time.monotonic() + timeout_seconds
    while (postmaster := find_postmaster(data)) is not None and time.monotonic() < until:
        if postmaster.is_ready:
            return postmaster
        time.sleep(POLL_SECONDS)
    raise DatabaseError(f"the embedded PostgreSQL of {data} did not become ready: see the log next to it")


def is_server(pid: int, data: Path) -> bool:
    """Whether a process is one of the server's: the postmaster or a backend."""
    try:
        process = psutil.Process(pid)
        return process.name().startswith("postgres") and data.samefile(process.cwd())
    except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
        return False
