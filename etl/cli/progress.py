"""The progress of a run on stderr: files, units and rate."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from etl.cli.console import LINE_SECONDS, stderr
from etl.load.runs import PlannedFile


class RunProgress:
    """A bar of the bytes of finished files, with the units saved so far, which also grow inside a big file."""

    def __init__(self, progress: Progress, files: int, size: int) -> None:
        self._progress = progress
        self._all_files = files
        self._files = 0
        self._units = 0
        self._start = time.monotonic()
        self._next_line = self._start + LINE_SECONDS
        self._task = progress.add_task("", total=size, counts="")

    def on_file(self, file: PlannedFile) -> None:
        """Count one more finished file."""
        self._files += 1
        self._progress.advance(self._task, file.size_bytes)
        self.on_units(0)

    def on_units(self, count: int) -> None:
        """Count saved units."""
        self._units += count
        rate = self._units / max(time.monotonic() - self._start, 0.1)
        counts = f"{self._files:,} of {self._all_files:,} files, {self._units:,} units, {rate:,.0f}/s"
        self._progress.update(self._task, counts=counts, refresh=True)
        if not stderr.is_terminal and time.monotonic() >= self._next_line:
            stderr.print(counts, soft_wrap=True)
            self._next_line = time.monotonic() + LINE_SECONDS


@contextmanager
def run_progress(files: int, size: int) -> Iterator[RunProgress]:
    """Progress on stderr: a bar on a terminal, otherwise a line every LINE_SECONDS, with files, units and rate."""
    columns = (BarColumn(), TextColumn("{task.fields[counts]}"), TextColumn("left:"), TimeRemainingColumn())
    is_shown = stderr.is_terminal
    # It is drawn when it changes. Rich's own thread for that may hold the lock of the console while a worker is forked.
    with Progress(*columns, console=stderr, transient=True, auto_refresh=False, disable=not is_shown) as progress:
        yield RunProgress(progress, files, size)
