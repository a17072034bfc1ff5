"""The two consoles: results on stdout, everything else on stderr. Both are plain where they are no terminal."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from etl.load.runs import PlannedFile

PLAIN_WIDTH = 100
LINE_SECONDS = 30  # between two lines of progress where there is no terminal for a bar

# What could steer the terminal or turn the order of what it shows: controls, and the overrides of writing direction.
STEERING = {
    code: "\ufffd"
    for codes in (range(0x20), range(0x7F, 0xA0), range(0x202A, 0x202F), range(0x2066, 0x206A))
    for code in codes
    if chr(code) not in "\t\n"
}

# Texts of others are printed: square brackets are no markup unless a call says so.
stdout = Console(
    highlight=False, markup=False, emoji=False, soft_wrap=True, width=None if sys.stdout.isatty() else PLAIN_WIDTH
)
stderr = Console(stderr=True, highlight=False, markup=False, emoji=False)


def harmless(text: str) -> str:
    """A text of others for the terminal: what could steer it is shown as U+FFFD."""
    return text.translate(STEERING)


class HarmlessFormatter(logging.Formatter):
    """Log lines that cannot steer the terminal, whatever file name they quote."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with U+FFFD for controls."""
        return harmless(super().format(record))


class RunProgress:
    """A bar of the bytes of finished files, with the units saved so far: it moves inside a big file too."""

    def __init__(self, progress: Progress, files: int, size: int) -> None:
        self._progress = progress
        self._all_files = files
        self._files = 0
        self._units = 0
        self._start = time.monotonic()
        self._next_line = self._start + LINE_SECONDS
        self._task = progress.add_task("", total=size, counts="")

    def on_file(self, file: PlannedFile) -> None:
        """Count one more file that is done."""
        self._files += 1
        self._progress.advance(self._task, file.size_bytes)
        self.on_units(0)

    def on_units(self, count: int) -> None:
        """Count units that were saved."""
        self._units += count
        rate = self._units / max(time.monotonic() - self._start, 0.1)
        counts = f"{self._files:,} of {self._all_files:,} files, {self._units:,} units, {rate:,.0f}/s"
        self._progress.update(self._task, counts=counts)
        if not stderr.is_terminal and time.monotonic() >= self._next_line:
            stderr.print(counts, soft_wrap=True)
            self._next_line = time.monotonic() + LINE_SECONDS


@contextmanager
def run_progress(files: int, size: int) -> Iterator[RunProgress]:
    """Progress on stderr: a bar on a terminal, elsewhere a line now and then, of files, units and rate."""
    columns = (BarColumn(), TextColumn("{task.fields[counts]}"), TextColumn("left:"), TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        yield RunProgress(progress, files, size)
