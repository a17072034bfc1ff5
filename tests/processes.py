"""Start the command line as a real process, and look at its workers."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from forked import ForkedKhabar

PATIENCE_SECONDS = 120


def khabar_environment(database_url: str, **settings: str) -> dict[str, str]:
    """The environment for a khabar process on this database."""
    return os.environ | {"KHABAR_DATABASE_URL": database_url} | settings


def start_khabar(*arguments: str, environment: dict[str, str], folder: Path) -> ForkedKhabar:
    """Start khabar in a process and a session of its own."""
    return ForkedKhabar(arguments, environment, folder)


def run_khabar(*arguments: str, environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run khabar to its end."""
    process = start_khabar(*arguments, environment=environment, folder=folder)
    stdout, stderr = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode is not None
    return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr)


def run_for_counts(folder: Path, *, environment: dict[str, str], workers: int = 2) -> dict[str, int]:
    """Load a folder and return the counts that the run prints."""
    result = run_khabar(
        "run", str(folder), "--json", f"--workers={workers}", environment=environment, folder=folder.parent
    )
    assert result.returncode == 0, result.stderr
    counts: dict[str, int] = json.loads(result.stdout)
    return counts


def units_of(counts: dict[str, int]) -> int:
    """The units that a run has looked at."""
    return sum(number for name, number in counts.items() if not name.endswith(("files", "again")))


def children_of(pid: int) -> list[int]:
    """The living child processes of a process: its workers."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in task.read_text().split()]
    return found


def wait_until(condition: Callable[[], object], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether a condition came true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.01)
    return False
