"""A worker process: receives items through its own pipe, sends a result, and may be killed at any moment."""

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import RawValue
from typing import Any, Generic, TypeVar

from etl.errors import DatabaseError
from etl.workers.forking import forking
from etl.workers.limits import Limits, limit_memory

Item = TypeVar("Item")
Part = TypeVar("Part")
Result = TypeVar("Result")

PR_SET_PDEATHSIG = 1  # prctl(2)
GRACE_SECONDS = 5.0  # to wait for the exit code of a process that is dying
NOTHING = -1  # the place of no item
SAVING = -2  # the place while a chunk is finished
OUT_OF_MEMORY = 77  # the exit code of a worker whose memory an item has used up


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[Item, Part, Result]):
    """What workers do: `convert` every item of a chunk, each within the limits, then `finish` the chunk."""

    prepare: Callable[[Sequence[Item]], None]  # in the parent, before it forks the first worker: load what they share
    convert: Callable[[Item], Part]
    finish: Callable[[list[Part]], Result]
    give_up: Callable[[Item, str, str], Item]  # item, reason, detail -> the item to convert in its place
    initializer: Callable[..., None]
    arguments: tuple[Any, ...]
    limits: Limits


class _Begun(ctypes.Structure):
    """Which item a worker is converting, in memory that it shares with its parent and that survives it."""

    _fields_ = (("place", ctypes.c_int64), ("since", ctypes.c_double))


class Worker(Generic[Item, Result]):
    """One worker process. It shares no lock with others, so its death affects nobody else."""

    def __init__(self, work: Work[Item, Any, Result]) -> None:
        self.connection, theirs = multiprocessing.Pipe()
        self._limits = work.limits
        self._begun = RawValue(_Begun, NOTHING, 0.0)
        self._is_stalled = False
        arguments = (theirs, work, self._begun, os.getpid())
        self._process = multiprocessing.Process(target=_serve, args=arguments, daemon=True)
        with forking():
            self._process.start()
        theirs.close()

    def start(self, items: Sequence[Item]) -> None:
        """Send items; `connection` is ready when the result is there or the worker is dead."""
        try:
            self.connection.send(items)
        except OSError:
            self.kill()  # it is dead: `result` will say so

    def result(self) -> Result:
        """The result. Raises what the work raised, EOFError if the worker died."""
        try:
            succeeded, value = self.connection.recv()
        except OSError as error:
            raise EOFError("the worker died") from error
        if not succeeded:
            raise value
        result: Result = value
        return result

    def kill_if_stalled(self) -> None:
        """Kill the process, even a suspended one, if one item has taken longer than the limit of elapsed time."""
        if self._begun.place >= 0 and time.monotonic() - self._begun.since > self._limits.wall_seconds:
            self._is_stalled = True
            self._process.kill()

    def item_begun(self) -> int | None:
        """The position of the item that the dead process was converting; None if it was not converting one."""
        return int(self._begun.place) if self._begun.place >= 0 else None

    def was_saving(self) -> bool:
        """Whether the dead process was finishing a chunk."""
        return bool(self._begun.place == SAVING)

    def cause_of_death(self) -> tuple[str, str]:
        """Reason and detail of the death of the process."""
        self._process.join(GRACE_SECONDS)
        code = self._process.exitcode
        if self._is_stalled:
            return "stalled", f"not done after {self._limits.wall_seconds:g} s by the clock"
        if code == -signal.SIGPROF:
            return "timeout", f"not done after {self._limits.cpu_seconds:g} s of processor time"
        if code == OUT_OF_MEMORY:
            return "memory", "the memory of a worker of its own was used up"
        return "worker_died", f"ended by {signal.Signals(-code).name}" if code and code < 0 else f"exit code {code}"

    def kill(self) -> None:
        """Kill the process, whatever it is doing."""
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """End the process and close its pipe."""
        self.kill()
        self.connection.close()


def _serve(connection: Connection, work: Work[Any, Any, Any], begun: _Begun, parent: int) -> None:
    """The main loop of the worker."""
    _bind_to_parent(parent)
    is_ready = False
    while True:
        try:
            items = connection.recv()
        except EOFError:
            return
        try:
            if not is_ready:
                work.initializer(*work.arguments)  # without the limit: it is for what items take
                limit_memory(work.limits.memory_bytes)
                is_ready = True
            parts = [_convert(work, begun, place, item) for place, item in enumerate(items)]
            answer: tuple[bool, Any] = True, _finish(work, begun, parts)
        except Exception as error:  # noqa: BLE001  # it is not swallowed: the parent raises it
            answer = False, _portable(error)
        connection.send(answer)


def _convert(work: Work[Any, Any, Any], begun: _Begun, place: int, item: Any) -> Any:
    """Convert one item. At the limit of processor time, SIGPROF ends this process, even inside C code.

    The process also ends if memory is too small for an item, because earlier items may have used it up.
    """
    begun.since = time.monotonic()
    begun.place = place
    signal.setitimer(signal.ITIMER_PROF, work.limits.cpu_seconds)
    try:
        return work.convert(item)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        begun.place = NOTHING


def _finish(work: Work[Any, Any, Any], begun: _Begun, parts: list[Any]) -> Any:
    begun.place = SAVING
    try:
        return work.finish(parts)
    finally:
        begun.place = NOTHING


def _portable(error: Exception) -> Exception:
    """The error, or one with the same message if it cannot be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001  # any error while pickling: the text of the exception can be sent
        return DatabaseError(f"{type(error).__name__}: {getattr(error, 'orig', error)}")
    return error


def _bind_to_parent(parent: int) -> None:
    """Die with the parent, and leave Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)  # the parent died before that
