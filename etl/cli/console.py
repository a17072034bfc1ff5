"""The two consoles: results on stdout, everything else on stderr. Both are plain where they are no terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from etl.load.runs import PlannedFile

PLAIN_WIDTH = 100

stdout = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else PLAIN_WIDTH)
stderr = Console(stderr=True, highlight=False)


class FileProgress:
    """A bar that counts files and bytes."""

    def __init__(self, progress: Progress, files: int, size: int) -> None:
        self._progress = progress
        self._files = progress.add_task("files", total=files)
        self._bytes = progress.add_task("bytes", total=size)

    def done(self, file: PlannedFile) -> None:
        """Count one more file."""
        self._progress.advance(self._files)
        self._progress.advance(self._bytes, file.size_bytes)


@contextmanager
def file_progress(files: int, size: int) -> Iterator[FileProgress]:
    """A progress bar on stderr, shown only on a terminal: files, rate and the time it will take."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True, disable=not stderr.is_terminal) as progress:
        yield FileProgress(progress, files, size)
