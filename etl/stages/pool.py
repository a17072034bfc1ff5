"""A pool of worker processes that can be killed one by one."""

import ctypes
import resource
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pebble import ProcessExpired, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNKS_AHEAD = 3  # chunks per worker that are handed out before the first result is needed
MAX_DEATHS = 3  # of workers over one item before it is given up: a worker may be killed for another's sake
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


def map_chunks(
    work: Work[Item, Result], chunks: Iterable[Sequence[Item]], workers: int
) -> Iterator[tuple[Sequence[Item], Result]]:
    """Chunks with their results, in the order of the chunks; chunks are taken only as workers need them.

    A chunk that outlasts its time, or whose worker dies, is done again item by item: only the item
    that does it again is given up, with the reason `timeout` or `worker_died`.

    Raises what `function` raises.
    """
    pool = ProcessPool(
        max_workers=workers, initializer=_start_worker, initargs=(work.memory_bytes, work.initializer, work.arguments)
    )
    waiting: deque[tuple[Sequence[Item], Future[Result]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, _schedule(pool, work, chunk)))
            while len(waiting) >= workers * CHUNKS_AHEAD:
                yield from _finish(pool, work, *waiting.popleft())
        while waiting:
            yield from _finish(pool, work, *waiting.popleft())
        pool.close()  # type: ignore[no-untyped-call]  # pebble
    finally:
        pool.stop()  # type: ignore[no-untyped-call]  # pebble
        pool.join()


def _schedule(pool: ProcessPool, work: Work[Item, Result], chunk: Sequence[Item]) -> Future[Result]:
    seconds = work.seconds + (len(chunk) - 1)  # most documents take milliseconds
    future: Future[Result] = pool.schedule(work.function, args=[chunk], timeout=seconds)
    return future


def _finish(
    pool: ProcessPool, work: Work[Item, Result], chunk: Sequence[Item], future: Future[Result]
) -> Iterator[tuple[Sequence[Item], Result]]:
    try:
        yield chunk, future.result()
    except (TimeoutError, ProcessExpired):
        for item in chunk:
            yield _alone(pool, work, item)


def _alone(pool: ProcessPool, work: Work[Item, Result], item: Item) -> tuple[Sequence[Item], Result]:
    reason, detail = "worker_died", f"its worker died {MAX_DEATHS} times"
    for _ in range(MAX_DEATHS):
        try:
            return [item], _schedule(pool, work, [item]).result()
        except TimeoutError:
            reason, detail = "timeout", f"not done after {work.seconds} seconds"
            break
        except ProcessExpired:
            continue
    lost = [work.give_up(item, reason, detail)]
    return lost, _schedule(pool, work, lost).result()


def _start_worker(memory_bytes: int, initializer: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Bound the worker's memory, tie its life to the parent's, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    initializer(*arguments)
