"""The command line `khabar` as a child of a task: a process group that never outlives the task."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, Any

# Where .env and khabar.toml are read from; Airflow's processes may run anywhere.
CHECKOUT = Path(__file__).parents[1]
# A task that is told to end is killed by Airflow 5 seconds later.
GRACE_SECONDS = 4


class CommandFailed(Exception):
    """The command ended with another code than 0, or said nothing; its stderr is in the log of the task."""


class TaskTerminated(Exception):
    """The task was told to end (SIGTERM) while its command ran; the command was ended with it."""


def run_khabar(*arguments: object) -> Any:
    """The value of the last line that `khabar ARGUMENTS` writes on stdout, which is JSON."""
    khabar = Path(sysconfig.get_path("scripts")) / "khabar"
    return run_command([str(khabar), *map(str, arguments)])


def run_command(command: list[str], grace_seconds: float = GRACE_SECONDS) -> Any:
    """Run the command in a session of its own and return the value of its last line on stdout, which is JSON.

    Whatever ends this call (SIGTERM, a time limit of Airflow, Ctrl-C) ends the whole process group: SIGTERM first,
    SIGKILL after grace_seconds. When this very process is killed, its group is killed too. To be called from the
    main thread; the standard error of the command is that of the caller.

    Raises CommandFailed, TaskTerminated.
    """
    with tempfile.TemporaryFile() as output:
        code = _run_in_session(command, output, grace_seconds)
        output.seek(0)
        lines = output.read().decode().splitlines()
    if code != 0 or not lines:
        raise CommandFailed(f"{_ending(code)}, {len(lines)} lines on stdout: {' '.join(command)}")
    return json.loads(lines[-1])


def _run_in_session(command: list[str], output: IO[bytes], grace_seconds: float) -> int:
    # The output is a file: a pipe would stay open, and be waited for, as long as any grandchild lives.
    keeper = [sys.executable, __file__, *command]
    with subprocess.Popen(
        keeper, stdin=subprocess.PIPE, stdout=output, cwd=CHECKOUT, start_new_session=True
    ) as process:
        try:
            with _sigterm_raises():
                return process.wait()
        finally:
            _end_group(process, grace_seconds)


@contextmanager
def _sigterm_raises() -> Iterator[None]:
    def handle(signal_number: int, frame: FrameType | None) -> None:
        raise TaskTerminated("the task was told to end")

    previous = signal.signal(signal.SIGTERM, handle)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _end_group(process: subprocess.Popen[bytes], grace_seconds: float) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace_seconds)
    with suppress(ProcessLookupError, PermissionError):  # macOS: PermissionError when only zombies are left
        os.killpg(process.pid, signal.SIGKILL)


def _ending(code: int) -> str:
    if 0 <= code <= 128:
        return f"ended with code {code}"
    return f"ended by signal {code - 128 if code > 0 else -code}"


def _keep(command: list[str]) -> int:
    """Run the command in the group of this process; kill the group once stdin closes, as the caller is gone then."""
    signal.signal(signal.SIGTERM, lambda signal_number, frame: None)  # the command gets the signal too and decides
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        threading.Thread(target=_kill_group_when_abandoned, daemon=True).start()
        code = process.wait()
    return code if code >= 0 else 128 - code


def _kill_group_when_abandoned() -> None:
    os.read(sys.stdin.fileno(), 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(_keep(sys.argv[1:]))
