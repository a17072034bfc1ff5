"""Faults at the n-th read, statement or commit, counted over a khabar process and its workers.

Used at both ends: the harness writes the request, and the forked process, before it becomes khabar, installs it.
"""

import errno
import fcntl
import os
import signal
import struct
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
from sqlalchemy import Engine, event

from etl.ingest.inputs import opened_file

COUNTER = struct.Struct("q")
COUNTER_FILE = "count"
GONE_MILLISECONDS = 5000


@dataclass(frozen=True, slots=True)
class Nth:
    """At which read, statement or commit of a process and its workers something fails (0: never), and how."""

    point: str  # read, statement, commit or committed (when it has succeeded, before khabar hears of it)
    number: int
    action: str  # kill, memory, io or disconnect

    def count(self, folder: Path) -> int:
        """How many there were, of a process that has ended."""
        return int(COUNTER.unpack((folder / COUNTER_FILE).read_bytes())[0])


def install(nth: Nth, folder: Path) -> None:
    """Count in this process and those that it forks, and fail at the chosen one."""
    (folder / COUNTER_FILE).write_bytes(COUNTER.pack(0))

    def count(point: str, connection: Any) -> None:
        if point == nth.point:
            _pass(nth, folder, connection)

    if nth.point == "read":
        _count_reads(lambda: _pass(nth, folder, None))
    else:
        _count_database(count)


def _pass(nth: Nth, folder: Path, connection: Any) -> None:
    """Count one more, and fail if it is the one."""
    with (folder / COUNTER_FILE).open("r+b") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)
        (number,) = COUNTER.unpack(file.read())
        file.seek(0)
        file.write(COUNTER.pack(number + 1))
    if number + 1 == nth.number:
        ACTIONS[nth.action](connection)


def _kill(_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _memory(_: Any) -> None:
    raise MemoryError


def _io(_: Any) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def _disconnect(connection: Any) -> None:
    """End the server process of the connection: whatever comes next meets what a lost server gives."""
    other = psycopg2.connect(os.environ["KHABAR_DATABASE_URL"])
    with other.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s, %s)", (connection.info.backend_pid, GONE_MILLISECONDS))
    other.close()


ACTIONS: dict[str, Callable[[Any], None]] = {"kill": _kill, "memory": _memory, "io": _io, "disconnect": _disconnect}


def _count_reads(count: Callable[[], None]) -> None:
    """Let every read of an input file count, below what khabar itself makes of a fault of the disk."""

    class Counting(FileIO):
        def readinto(self, buffer: Any) -> int | None:
            count()
            return super().readinto(buffer)

    vars(opened_file)["_Raw"] = type("CountingRaw", (opened_file._Raw, Counting), {})


def _count_database(count: Callable[[str, Any], None]) -> None:
    """Let every statement and commit of psycopg2 count."""

    class CountingCursor(psycopg2.extensions.cursor):
        def execute(self, *arguments: Any) -> None:
            count("statement", self.connection)
            super().execute(*arguments)

        def copy_expert(self, *arguments: Any) -> None:
            count("statement", self.connection)
            super().copy_expert(*arguments)

    class CountingConnection(psycopg2.extensions.connection):
        def commit(self) -> None:
            count("commit", self)
            super().commit()
            count("committed", self)

    @event.listens_for(Engine, "do_connect")
    def _(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
        parameters["connection_factory"] = CountingConnection
        parameters["cursor_factory"] = CountingCursor
