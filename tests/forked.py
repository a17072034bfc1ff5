"""A khabar process forked from that of the tests: real, but all that it would load in two seconds is there."""

import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path

from etl.cli import main
from etl.cli.app import GROUP_OF
from etl.settings import Settings
from etl.stages.convert import SAMPLES, prepare


@cache
def prepare_commands() -> None:
    """Import every command, as `khabar` does with the one that it is asked for, and load what parsing needs."""
    for name in GROUP_OF:
        import_module(f"etl.cli.{name}")
    prepare(Settings(), SAMPLES)


class ForkedKhabar:
    """What the tests use of a subprocess.Popen, of a forked process in a session of its own."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        prepare_commands()
        self._outputs = [_nameless_file(), _nameless_file()]
        self._process = multiprocessing.get_context("fork").Process(
            target=_become_khabar, args=(arguments, dict(environment), folder, self._outputs)
        )
        self._process.start()
        self.pid: int = self._process.pid or 0

    @property
    def returncode(self) -> int | None:
        """The exit code, negative for a signal; None while the process runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float | None = None) -> tuple[str, str]:
        """Wait for the end, and return stdout and stderr. Raises subprocess.TimeoutExpired."""
        self._process.join(timeout)
        if self.poll() is None:
            raise subprocess.TimeoutExpired("khabar", timeout or 0)
        return _text_of(self._outputs[0]), _text_of(self._outputs[1])


def _become_khabar(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, descriptors: Sequence[int]
) -> None:
    """Leave behind what pytest has changed, and run the command line."""
    os.setsid()
    for number, descriptor in enumerate(descriptors, 1):
        os.dup2(descriptor, number)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    warnings.resetwarnings()
    logging.root.handlers.clear()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.argv = ["khabar", *arguments]
    main()


def _nameless_file() -> int:
    descriptor, path = tempfile.mkstemp()
    os.unlink(path)
    return descriptor


def _text_of(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    with os.fdopen(descriptor, encoding="utf-8") as file:
        return file.read()
