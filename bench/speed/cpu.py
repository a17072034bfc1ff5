"""Measure the CPU time of a function, on the client and on the PostgreSQL server."""

import os
import resource
import time
from collections.abc import Callable
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
SETTLE_SECONDS = 0.5  # until the postmaster has counted the backends that have ended


def measure(pid: int, load: Callable[[], None]) -> tuple[float, float]:
    """CPU seconds that `load` takes: of this process and its children, and of the server with this postmaster pid."""
    client_before, server_before = _client_seconds(), _server_seconds(pid)
    load()
    time.sleep(SETTLE_SECONDS)
    return _client_seconds() - client_before, _server_seconds(pid) - server_before


def _client_seconds() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _server_seconds(pid: int) -> float:
    """CPU seconds of the postmaster, its ended and its living children: proc(5), stat, fields 14 to 17."""
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # the process has just ended: the postmaster counts it
        if int(folder.name) == pid:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == pid:
            ticks += sum(map(int, fields[11:13]))
    return ticks / CLOCK_TICKS
