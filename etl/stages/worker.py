"""A worker process: takes items over its own pipe, answers with a result, can be killed at any moment."""

import ctypes
import multiprocessing
import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from etl.errors import DatabaseError

Item = TypeVar("Item")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1  # prctl(2)
GRACE_SECONDS = 5.0  # for a process that is just dying to say of what


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """What workers do: `function` on a chunk of items, `give_up` on an item that no worker survived."""

    function: Callable[[Sequence[Item]], Result]
    give_up: Callable[[Item, str, str], Item]  # item, reason, detail -> the item to hand to `function` in its place
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

    def start(self, items: Sequence[Item]) -> None:
        """Hand over items; `connection` is ready when the result is there or the worker dead."""
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

    def died_of_its_alarm(self) -> bool:
        """Whether the process, whose pipe has ended, died because its time was up (see `limited`)."""
        self._process.join(GRACE_SECONDS)
        return self._process.exitcode == -signal.SIGALRM


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Kill this process if the block takes longer: also C code that never comes back is stopped by that."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _serve(connection: Connection, work: Work[Any, Any], parent: int) -> None:
    """The worker's whole life."""
    _bind_to_parent(parent)
    is_ready = False
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        try:
            if not is_ready:
                _limit_memory(work.memory_bytes)
                work.initializer(*work.arguments)
                is_ready = True
            answer: tuple[bool, Any] = True, work.function(items)
        except Exception as error:  # noqa: BLE001  # it is not swallowed: the parent raises it
            answer = False, _portable(error)
        connection.send(answer)


def _limit_memory(memory_bytes: int) -> None:
    """Bound this process's memory, below the bound that it has already."""
    if sys.platform == "linux":
        _, highest = resource.getrlimit(resource.RLIMIT_AS)
        allowed = memory_bytes if highest == resource.RLIM_INFINITY else min(memory_bytes, highest)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, highest))


def _portable(error: Exception) -> Exception:
    """The error, or one that says the same, where it cannot be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  # whatever it is that cannot be pickled: its text can
        return DatabaseError(f"{type(error).__name__}: {getattr(error, 'orig', error)}")
    return error


def _bind_to_parent(parent: int) -> None:
    """Die with the parent, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before that
