"""Run chunks of items in worker processes; an item that kills a worker costs only itself."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from multiprocessing.connection import wait
from typing import Any, Generic

from etl.errors import WorkersDie
from etl.workers.worker import Item, Result, Work, Worker

CHUNKS_AHEAD = 3  # chunks per worker that are taken before the first of them is done
MAX_DEATHS = 3  # of workers over one item that they had for themselves, before it is given up
MAX_DEATHS_IN_A_ROW = 20  # of workers that were at no item, without a result in between; of those that save one item
LOOKS_PER_LIMIT = 10  # how often in the time by the clock we look for workers that are past it


@dataclass(slots=True)
class _Job(Generic[Item, Result]):
    """A chunk, or the part of a chunk that has killed a worker."""

    items: Sequence[Item]
    is_suspect: bool = False  # a single item over which a worker died: it gets a separate worker
    is_given_up: bool = False
    deaths: int = 0
    result: Result | None = None
    is_done: bool = False
    parts: "list[_Job[Item, Result]]" = field(default_factory=list)

    def leaves(self) -> "Iterator[_Job[Item, Result]]":
        """Yield the jobs that were not split, which have the results."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()

    def split(self, place: int) -> None:
        """Split into the items before this one, the item, and the items after it."""
        before, suspect, after = self.items[:place], self.items[place : place + 1], self.items[place + 1 :]
        parts = (_Job[Item, Result](before), _Job[Item, Result](suspect, is_suspect=True), _Job[Item, Result](after))
        self.parts = [part for part in parts if part.items]

    def halve(self) -> None:
        """Split the items in the middle."""
        middle = len(self.items) // 2
        self.parts = [_Job(self.items[:middle]), _Job(self.items[middle:])]


def map_chunks(
    work: Work[Item, Any, Result], chunks: Iterable[Sequence[Item]], workers: int
) -> Iterator[tuple[Sequence[Item], Result]]:
    """Yield chunks with their results, in order; chunks are taken only when workers need them.

    If a worker dies while it converts an item, that item is done again alone in another worker. It is given up if
    it exceeds a limit there too (`timeout`, `stalled`, `memory`), or if MAX_DEATHS such workers die
    (`worker_died`). If a worker dies while it starts, no item is blamed, and its job is done again. If a worker
    dies while it saves a chunk, the chunk is halved; a single item is given up when MAX_DEATHS_IN_A_ROW workers
    have died while they saved it.

    `prepare` is called once, with the first chunk. Without a chunk nothing is prepared and no worker is started.

    Raises the errors of `initializer`, `convert` and `finish`; WorkersDie if workers die whatever work they get.
    """
    coming = iter(chunks)
    first = next(coming, None)
    if first is None:
        return
    work.prepare(first)
    pool = _Pool(work, workers)
    try:
        yield from pool.map(chain([first], coming))
    finally:
        pool.close()


class _Pool(Generic[Item, Result]):
    """The workers, and what each of them is doing."""

    def __init__(self, work: Work[Item, Any, Result], size: int) -> None:
        self._work = work
        self._size = size
        self._idle: list[Worker[Item, Result]] = []
        self._busy: dict[Worker[Item, Result], _Job[Item, Result]] = {}
        self._queue: deque[_Job[Item, Result]] = deque()
        self._deaths_in_a_row = 0

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
            job = self._queue.popleft()
            if job.is_suspect and self._idle:
                self._idle.pop().close()
            worker = self._idle.pop() if self._idle and not job.is_suspect else Worker(self._work)
            self._busy[worker] = job
            worker.start(job.items)

    def _collect(self) -> None:
        """Wait for results and deaths, and handle those that have come."""
        connections = {worker.connection: worker for worker in self._busy}
        for connection in wait(connections, self._work.limits.wall_seconds / LOOKS_PER_LIMIT):
            self._take(connections[connection])  # type: ignore[index]  # wait() returns what it was given
        for worker in self._busy:
            worker.kill_if_stalled()

    def _take(self, worker: Worker[Item, Result]) -> None:
        job = self._busy[worker]
        try:
            job.result = worker.result()
        except EOFError:
            self._lose(worker)
            return
        job.is_done = True
        self._deaths_in_a_row = 0
        del self._busy[worker]
        self._idle.append(worker)

    def _lose(self, worker: Worker[Item, Result]) -> None:
        """Remove a dead worker; its job is split, tried again or given up."""
        job = self._busy.pop(worker)
        place, was_saving = worker.item_begun(), worker.was_saving()
        reason, detail = worker.cause_of_death()
        worker.close()
        if was_saving:
            self._part(job, detail)
        elif place is None:
            self._count_death(detail)
        elif job.is_suspect:
            self._condemn(job, reason, detail)
        else:
            job.split(place)
        self._queue.extendleft(reversed(job.parts or [job]))

    def _count_death(self, detail: str) -> None:
        """Count a death for which no item is to blame. Raises WorkersDie if there were too many."""
        self._deaths_in_a_row += 1
        if self._deaths_in_a_row >= MAX_DEATHS_IN_A_ROW:
            raise WorkersDie(
                f"{MAX_DEATHS_IN_A_ROW} workers in a row died at their start, before they did any work "
                f"(the last: {detail}). Is memory low, or does something kill them?"
            )

    def _part(self, job: _Job[Item, Result], detail: str) -> None:
        """Halve the job over which a worker died while saving: it may be too large, or one item may be to blame."""
        if len(job.items) > 1:
            job.halve()
        else:
            self._condemn(job, "worker_died", f"{detail} when it was saved", MAX_DEATHS_IN_A_ROW)

    def _condemn(self, job: _Job[Item, Result], reason: str, detail: str, most: int = MAX_DEATHS) -> None:
        """Count a death over an item that a worker had alone. Raises WorkersDie if the item was given up already."""
        job.deaths += 1
        if reason == "worker_died":
            if job.deaths < most:
                return
            detail = f"{most} workers died over it; the last was {detail}"
        if job.is_given_up:
            raise WorkersDie(f"workers die even from an item that was given up: {job.items[0]!r:.200}")
        job.items = [self._work.give_up(job.items[0], reason, detail)]
        job.is_given_up = True
        job.deaths = 0
