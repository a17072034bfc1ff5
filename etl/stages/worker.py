"""A worker process: takes items over its own pipe, answers with a result, can be killed at any moment."""

import ctypes
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """What workers do: `function` on a chunk of items, `give_up` on an item that no worker survived."""

    function: Callable[[Sequence[Item]], Result]
    give_up: Callable[[Item, str, str], Item]  # item, reason, detail -> the item to hand to `function` in its place
    seconds: int  # for one item
    initializer: Callable[..., None]
    arguments: tuple[Any, ...]
    memory_bytes: int


class Worker(Generic[Item, Result]):
    """One worker process. It shares no lock with others: its death costs nobody else anything."""

    def __init__(self, work: Work[Item, Result]) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=_serve, args=(theirs, work, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()
        self.deadline = 0.0  # of what it is doing, by time.monotonic()

    def start(self, items: Sequence[Item], seconds: int) -> None:
        """Hand over items; `connection` is ready when the result is there or the worker dead."""
        self.deadline = time.monotonic() + seconds
        try:
            self.connection.send(items)
        except OSError:
            self.kill()  # it is dead: `result` will say so

    def result(self) -> Result:
        """The result. Raises what the function raised, EOFError if the worker died."""
        try:
            succeeded, value = self.connection.recv()
        except OSError as error:
            raise EOFError("the worker died") from error
        if not succeeded:
            raise value
        result: Result = value
        return result

    def kill(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """End the process and give its pipe back."""
        self.kill()
        self.connection.close()


def _serve(connection: Connection, work: Work[Any, Any], parent: int) -> None:
    """The worker's whole life."""
    _bind_to_parent(parent)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (work.memory_bytes, work.memory_bytes))
    work.initializer(*work.arguments)
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        try:
            answer: tuple[bool, Any] = True, work.function(items)
        except Exception as error:  # noqa: BLE001  # it is not swallowed: the parent raises it
            answer = False, error
        connection.send(answer)


def _bind_to_parent(parent: int) -> None:
    """Die with the parent, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before that
