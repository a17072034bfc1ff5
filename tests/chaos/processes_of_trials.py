"""`khabar` processes of a trial: started by forking, polled, killed, and never left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

PATIENCE_SECONDS = 300
POLL_SECONDS = 0.005
TESTS = Path(__file__).parents[1]


class Zygote:
    """Starts `khabar` processes in milliseconds (see zygote.py)."""

    def __init__(self, folder: Path, **settings: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")} | settings
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("zygote.py"))],
            cwd=folder,
            env=environment | {"PYTHONPATH": str(TESTS)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests, self._answers = self._process.stdin, self._process.stdout
        assert self._answer() == "ready"

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Hand over a request and return the answer."""
        self._requests.write(json.dumps(request) + "\n")
        self._requests.flush()
        return self._answer()

    def close(self) -> None:
        """End it; what it forked goes on."""
        self._requests.close()
        self._process.wait(PATIENCE_SECONDS)
        self._answers.close()

    def _answer(self) -> Any:
        return json.loads(self._answers.readline())


@dataclass(slots=True)
class Process:
    """One `khabar`, leader of a session of its own."""

    zygote: Zygote
    pid: int
    stdout: Path
    stderr: Path
    code: int | None = None
    cpu_seconds: float = 0  # with those of its workers
    peak_kilobytes: int = 0  # of the largest of its processes

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.code is None and (ended := self.zygote.ask({"poll": self.pid})):
            self.code, self.cpu_seconds, self.peak_kilobytes = ended
        return self.code

    def wait(self, seconds: float = PATIENCE_SECONDS) -> int:
        """The exit code, once it and all processes of its session are gone."""
        assert until(lambda: self.poll() is not None and not session_of(self.pid), seconds), self.complaint()
        assert self.code is not None
        return self.code

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it, and it alone, a signal."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def said(self) -> str:
        """What it has written to stderr up to now."""
        return self.stderr.read_text(errors="replace") if self.stderr.exists() else ""

    def complaint(self) -> str:
        """How it ended and what it said, for the message of a failure."""
        return f"exit {self.code}, left {session_of(self.pid)}: {self.said()[-2000:]}"


def until(condition: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> bool:
    """Whether a condition came true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(POLL_SECONDS)
    return True


def session_of(pid: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for other in psutil.pids():
        try:
            if os.getsid(other) == pid and psutil.Process(other).status() != psutil.STATUS_ZOMBIE:
                found.append(other)
        except (ProcessLookupError, psutil.NoSuchProcess):
            continue
    return found
