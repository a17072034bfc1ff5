"""Which test runs which lines, also in the processes that it forks: they share the memory of the marks."""

import mmap
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

Line = tuple[str, int]
Trace = Callable[[FrameType, str, Any], Any]


class Lines:
    """Marks for the lines of some files."""

    def __init__(self, files: Iterable[Path]) -> None:
        self._starts: dict[str, int] = {}
        size = 0
        for path in files:
            self._starts[str(path)] = size
            size += len(path.read_text(encoding="utf-8").splitlines()) + 2
        self._marks = mmap.mmap(-1, size)

    @contextmanager
    def watched(self) -> Iterator[set[Line]]:
        """Fill a set with the lines that run inside the block."""
        self._marks[:] = bytes(len(self._marks))
        found: set[Line] = set()
        before = sys.gettrace()
        sys.settrace(self._trace)
        try:
            yield found
        finally:
            sys.settrace(before)
            found.update(self._marked())

    def _trace(self, frame: FrameType, event: str, argument: Any) -> Trace | None:
        start = self._starts.get(frame.f_code.co_filename)
        if start is None:
            return None
        marks = self._marks

        def mark(frame: FrameType, event: str, argument: Any) -> Trace:
            marks[start + frame.f_lineno] = 1
            return mark

        return mark(frame, event, argument)

    def _marked(self) -> Iterator[Line]:
        for file, start in self._starts.items():
            end = min((other for other in self._starts.values() if other > start), default=len(self._marks))
            yield from ((file, line) for line, mark in enumerate(self._marks[start:end]) if mark)
