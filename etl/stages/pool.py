"""Chunks of items through worker processes; what kills a worker costs only itself."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Generic

from etl.errors import WorkersDie
from etl.stages.worker import Item, Result, Work, Worker

CHUNKS_AHEAD = 3  # chunks per worker that are taken before the first of them is done
MAX_DEATHS = 3  # of workers over one item before it is given up: a worker may be killed for another's sake


@dataclass(slots=True)
class _Job(Generic[Item, Result]):
    """A chunk, or one item of a chunk that has killed a worker."""

    items: Sequence[Item]
    result: Result | None = None
    deaths: int = 0
    parts: "list[_Job[Item, Result]]" = field(default_factory=list)  # item by item, after a death
    is_done: bool = False

    def leaves(self) -> "Iterator[_Job[Item, Result]]":
        """The jobs that have a result of their own."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def map_chunks(
    work: Work[Item, Result], chunks: Iterable[Sequence[Item]], workers: int
) -> Iterator[tuple[Sequence[Item], Result]]:
    """Chunks with their results, in the order of the chunks; chunks are taken only as workers need them.

    A chunk whose worker dies is done again item by item: only an item that kills again is given up, with the
    reason `timeout` if the worker died of its alarm (see `limited`), else `worker_died`.

    Raises what `initializer` and `function` raise.
    """
    pool = _Pool(work, workers)
    try:
        yield from pool.map(iter(chunks))
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    """Workers, and what each of them is doing."""

    def __init__(self, work: Work[Item, Result], size: int) -> None:
        self._work = work
        self._size = size
        self._idle: list[Worker[Item, Result]] = []
        self._busy: dict[Worker[Item, Result], _Job[Item, Result]] = {}
        self._queue: deque[_Job[Item, Result]] = deque()

    def map(self, chunks: Iterator[Sequence[Item]]) -> Iterator[tuple[Sequence[Item], Result]]:
        taken: deque[_Job[Item, Result]] = deque()  # in the order of the chunks
        exhausted = False
        while taken or not exhausted:
            self._hand_out()
            if not exhausted and len(taken) < self._size * CHUNKS_AHEAD:
                chunk = next(chunks, None)
                exhausted = chunk is None
                if chunk is not None:
                    taken.append(_Job(chunk))
                    self._queue.append(taken[-1])
            elif self._busy:
                self._collect()
            while taken and all(job.is_done for job in taken[0].leaves()):
                yield from ((job.items, job.result) for job in taken.popleft().leaves())  # type: ignore[misc]  # it is done

    def close(self) -> None:
        """End all workers."""
        for worker in (*self._idle, *self._busy):
            worker.close()

    def _hand_out(self) -> None:
        while self._queue and len(self._busy) < self._size:
            worker = self._idle.pop() if self._idle else Worker(self._work)
            job = self._queue.popleft()
            self._busy[worker] = job
            worker.start(job.items)

    def _collect(self) -> None:
        """Wait for results and deaths, and deal with those that are there."""
        connections = {worker.connection: worker for worker in self._busy}
        for connection in wait(connections):
            self._take(connections[connection])  # type: ignore[index]  # wait() returns what it was given

    def _take(self, worker: Worker[Item, Result]) -> None:
        job = self._busy[worker]
        try:
            job.result = worker.result()
        except EOFError:
            self._lose(worker)
            return
        job.is_done = True
        del self._busy[worker]
        self._idle.append(worker)

    def _lose(self, worker: Worker[Item, Result]) -> None:
        """Bury a worker; its job is split, tried again or given up."""
        job = self._busy.pop(worker)
        timed_out = worker.died_of_its_alarm()
        worker.close()
        job.deaths += 1
        if len(job.items) > 1:
            job.parts = [_Job([item]) for item in job.items]
            self._queue.extendleft(reversed(job.parts))
            return
        if job.deaths > MAX_DEATHS:
            raise WorkersDie(f"workers die even over an item that was given up: {job.items[0]!r:.200}")
        if timed_out:
            job.deaths = MAX_DEATHS
            job.items = [self._work.give_up(job.items[0], "timeout", "not done in time")]
        elif job.deaths == MAX_DEATHS:
            job.items = [self._work.give_up(job.items[0], "worker_died", f"its worker died {MAX_DEATHS} times")]
        self._queue.appendleft(job)
