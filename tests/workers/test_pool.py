"""The pool of workers: order, deadlines, deaths; every item is answered once."""

import mmap
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest
from processes import children_of

from etl.errors import DatabaseError, WorkersDie
from etl.workers import pool
from etl.workers.limits import Limits
from etl.workers.pool import MAX_DEATHS, MAX_DEATHS_IN_A_ROW, map_chunks
from etl.workers.worker import Work

MEMORY = 4 * 1024**3

Item = int | tuple[object, ...]  # a number, or what is said of one that was given up
Part = TypeVar("Part")


def work(
    convert: Callable[[Item], Part],
    *,
    finish: Callable[[list[Part]], list[Part]] = list,
    prepare: Callable[[Sequence[Item]], None] = lambda items: None,
    initializer: Callable[[], None] = lambda: None,
    give_up: Callable[[Item, str, str], Item] = lambda item, reason, detail: (reason, item),
    cpu_seconds: float = 60,
    wall_seconds: float = 60,
) -> Work[Item, Part, list[Part]]:
    return Work(
        prepare=prepare,
        convert=convert,
        finish=finish,
        give_up=give_up,
        initializer=initializer,
        arguments=(),
        limits=Limits(cpu_seconds=cpu_seconds, wall_seconds=wall_seconds, memory_bytes=MEMORY),
    )


def answers(
    convert: Callable[[Item], Part], chunks: Iterable[Sequence[Item]], workers: int = 2, **options: Any
) -> list[Part]:
    return [answer for _, found in map_chunks(work(convert, **options), chunks, workers) for answer in found]


def double(item: Item) -> Item:
    return item if isinstance(item, tuple) else item * 2


def kill_this_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def on_seven(action: Callable[[], object]) -> Callable[[Item], Item]:
    """Double every item, but do something else first when it is seven."""

    def convert(item: Item) -> Item:
        if item == 7:
            action()
        return double(item)

    return convert


def compute_for_ever() -> None:
    sum(iter(int, 1))  # in C, without end


die_on_seven = on_seven(kill_this_process)


class Deaths:
    """A number of deaths that all processes share; two processes never take the same one."""

    def __init__(self, limit: int) -> None:
        self._left = multiprocessing.get_context("fork").Semaphore(limit)
        self._limit = limit

    def kill_this_process(self) -> None:
        """Kill the process, but only so many times in all."""
        if self._left.acquire(block=False):
            kill_this_process()

    def used(self) -> int:
        return self._limit - self._left.get_value()

    def all_used(self) -> bool:
        return self.used() == self._limit


CHUNKS = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9], [10, 11]]


@pytest.fixture
def few_deaths_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four deaths in a row are too many, for tests of what happens then and not of their number."""
    monkeypatch.setattr(pool, "MAX_DEATHS_IN_A_ROW", 4)


def test_what_workers_share_is_prepared_once_for_the_first_chunk_by_the_parent() -> None:
    prepared: list[tuple[int, list[int]]] = []

    assert answers(double, [[1, 2], [3]], prepare=lambda items: prepared.append((os.getpid(), items))) == [2, 4, 6]
    assert prepared == [(os.getpid(), [1, 2])]


def test_without_a_chunk_nothing_is_prepared() -> None:
    prepared: list[list[int]] = []

    assert answers(double, [], prepare=prepared.append) == []
    assert prepared == []


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_chunks(workers: int) -> None:
    assert answers(double, CHUNKS, workers=workers) == [n * 2 for n in range(12)]


def test_chunks_are_taken_only_as_they_are_needed() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[list[int]]:
        for number in range(100):
            taken.append(number)
            yield [number]

    results = map_chunks(work(double), chunks(), 2)
    next(results)
    assert len(taken) <= 7
    assert isinstance(results, Generator)
    results.close()


def given_up(reason: str) -> list[Item]:
    """The answers where seven is given up and no other item."""
    return [(reason, 7) if n == 7 else n * 2 for n in range(12)]


def test_an_item_that_computes_too_long_is_given_up_alone() -> None:
    assert answers(on_seven(compute_for_ever), CHUNKS, cpu_seconds=0.2) == given_up("timeout")


def test_an_item_that_only_waits_uses_no_time_up() -> None:
    """As on a busy machine: what waits for the processor does not run."""
    assert answers(on_seven(lambda: time.sleep(0.5)), CHUNKS, cpu_seconds=0.2) == [n * 2 for n in range(12)]


def test_items_that_wait_for_ever_or_whose_workers_are_stopped_are_stalled() -> None:
    """The limit by the clock holds for the other items too: on a busy machine each of them may be kept waiting."""

    def convert(item: Item) -> Item:
        if item == 2:
            os.kill(os.getpid(), signal.SIGSTOP)
        return on_seven(lambda: time.sleep(600))(item)

    stalled: list[Item] = [("stalled", n) if n in (2, 7) else n * 2 for n in range(12)]
    assert answers(convert, CHUNKS, wall_seconds=1) == stalled


def test_an_item_that_kills_its_worker_is_given_up_alone() -> None:
    assert answers(die_on_seven, CHUNKS) == given_up("worker_died")


def test_what_killed_the_worker_is_told() -> None:
    details = answers(
        on_seven(lambda: os.kill(os.getpid(), signal.SIGUSR1)), CHUNKS, give_up=lambda item, reason, detail: (detail,)
    )

    assert details[7] == (f"{MAX_DEATHS} workers died over it; the last was ended by SIGUSR1",)


def test_an_item_survives_the_deaths_of_a_chunk_and_of_two_workers_of_its_own() -> None:
    killer = Deaths(MAX_DEATHS)

    assert answers(on_seven(killer.kill_this_process), CHUNKS) == [n * 2 for n in range(12)]
    assert killer.all_used()


def test_deaths_at_the_start_of_a_worker_cost_no_item() -> None:
    killer = Deaths(MAX_DEATHS_IN_A_ROW - 1)

    assert answers(double, CHUNKS, initializer=killer.kill_this_process) == [n * 2 for n in range(12)]
    assert killer.all_used()


def test_deaths_while_a_chunk_is_saved_cost_no_item() -> None:
    killer = Deaths(MAX_DEATHS_IN_A_ROW - 1)

    def save(parts: list[Item]) -> list[Item]:
        killer.kill_this_process()
        return parts

    assert answers(double, [[7]], finish=save) == [14]
    assert killer.all_used()


def die_saving(deadly: Item) -> Callable[[list[Item]], list[Item]]:
    def save(parts: list[Item]) -> list[Item]:
        if deadly in parts:
            kill_this_process()
        return parts

    return save


@pytest.mark.usefixtures("few_deaths_in_a_row")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_item_whose_saving_kills_every_worker_is_given_up_alone(workers: int) -> None:
    chunks = [list(range(40)), [40, 41]]

    found = answers(double, chunks, workers=workers, finish=die_saving(14))

    assert found == [("worker_died", 7) if n == 7 else n * 2 for n in range(42)]


@pytest.mark.usefixtures("few_deaths_in_a_row")
def test_saving_that_kills_whatever_is_saved_ends_the_run() -> None:
    with pytest.raises(WorkersDie, match="even from an item that was given up"):
        answers(double, [[6, 7, 8]], finish=lambda parts: kill_this_process())


def test_an_item_for_which_memory_is_too_small_beside_others_has_a_worker_of_its_own() -> None:
    seen: list[Item] = []

    def convert(item: Item) -> Item:
        seen.append(item)
        if item == 7 and len(seen) > 1:
            raise MemoryError
        return double(item)

    assert answers(convert, CHUNKS) == [n * 2 for n in range(12)]


def test_what_a_worker_needs_to_start_is_not_limited() -> None:
    """A thread that has no memory to start with never says so: the worker would wait for it for ever."""
    started = lambda: mmap.mmap(-1, 2 * MEMORY).close()  # noqa: E731  # never touched, and given back at once

    assert answers(double, CHUNKS, initializer=started) == [n * 2 for n in range(12)]


def test_what_the_parent_has_mapped_is_not_taken_from_a_worker() -> None:
    def convert(item: Item) -> Item:
        mmap.mmap(-1, MEMORY // 8).close()
        return double(item)

    with mmap.mmap(-1, 2 * MEMORY):
        assert answers(convert, CHUNKS) == [n * 2 for n in range(12)]


def test_an_item_for_which_memory_is_too_small_is_given_up_alone() -> None:
    def use_all() -> None:
        raise MemoryError

    assert answers(on_seven(use_all), CHUNKS) == given_up("memory")


def test_the_death_of_an_idle_worker_costs_no_item() -> None:
    results = map_chunks(work(lambda item: os.getpid()), ([n] for n in range(9)), 1)
    _, (worker,) = next(results)
    os.kill(worker, signal.SIGKILL)

    others = [pid for _, (pid,) in results]
    assert len(others) == 8
    assert others[-1] != worker


def test_workers_that_die_whatever_they_are_given_end_the_run() -> None:
    with pytest.raises(WorkersDie, match="20 workers in a row died at their start"):
        answers(double, CHUNKS, initializer=kill_this_process)


def test_forty_kills_at_random_moments_cost_no_item(tmp_path: Path) -> None:
    """Workers are killed while they convert, save or are idle, once they have converted an item.

    Not before: an item that is tried alone would be given up after MAX_DEATHS such kills, and on a busy machine so many
    come before a new worker is done with its first item.
    """
    taken: list[list[int]] = []
    killed: list[int] = []
    is_over = threading.Event()
    done: list[Item] = []  # of each worker, which begins with a copy of the empty list

    def chunks() -> Iterator[list[int]]:
        while len(killed) < 40:
            taken.append(list(range(len(taken) * 20, len(taken) * 20 + 20)))
            yield taken[-1]

    def convert(item: Item) -> Item:
        if done:
            (tmp_path / str(os.getpid())).touch()
        time.sleep(0.001)
        done.append(item)
        return double(item)

    def kill_workers() -> None:
        choose = random.Random(7)
        while not is_over.wait(choose.uniform(0.003, 0.015)):
            alive = [child for child in children_of(os.getpid()) if (tmp_path / str(child)).exists()]
            if alive:
                with suppress(ProcessLookupError):  # it has just ended by itself
                    os.kill(choose.choice(alive), signal.SIGKILL)
                    killed.append(1)

    killer = threading.Thread(target=kill_workers)
    killer.start()
    found = answers(convert, chunks())
    is_over.set()
    killer.join()

    assert found == [n * 2 for n in range(len(taken) * 20)]


def fail_on_seven(item: Item) -> Item:
    if item == 7:
        raise ConnectionError("the database is gone")
    return double(item)


def test_a_fault_that_is_not_the_items_is_raised() -> None:
    with pytest.raises(ConnectionError, match="the database is gone"):
        answers(fail_on_seven, CHUNKS)


def no_connection() -> None:
    raise ConnectionError("too many clients")


def test_a_worker_that_cannot_start_ends_the_run() -> None:
    with pytest.raises(ConnectionError, match="too many clients"):
        answers(double, CHUNKS, initializer=no_connection)


class UnpicklableError(Exception):
    def __reduce__(self) -> NoReturn:
        raise TypeError("cannot pickle this")


def fail_unpicklably(item: Item) -> None:
    raise UnpicklableError("constraint violated")


def test_an_error_that_cannot_be_sent_is_raised_as_its_text() -> None:
    with pytest.raises(DatabaseError, match="UnpicklableError: constraint violated"):
        answers(fail_unpicklably, CHUNKS)


def test_an_item_that_kills_even_when_given_up_ends_the_run() -> None:
    with pytest.raises(WorkersDie):
        answers(die_on_seven, CHUNKS, give_up=lambda item, reason, detail: item)


def test_no_chunks_start_no_worker() -> None:
    assert answers(double, []) == []


def test_an_item_is_given_up_after_three_workers_of_its_own() -> None:
    killer = Deaths(100)

    assert answers(on_seven(killer.kill_this_process), CHUNKS) == given_up("worker_died")
    assert killer.used() == 1 + 3  # over its chunk, and alone


def test_a_run_is_ended_after_twenty_deaths_in_a_row() -> None:
    killer = Deaths(100)

    with pytest.raises(WorkersDie):
        answers(double, CHUNKS, workers=1, initializer=killer.kill_this_process)
    assert killer.used() == 20


@pytest.mark.usefixtures("few_deaths_in_a_row")
def test_deaths_with_a_result_in_between_are_not_in_a_row() -> None:
    before, after, item = Deaths(3), Deaths(3), Deaths(1)

    def start() -> None:
        before.kill_this_process()
        if item.all_used():
            after.kill_this_process()

    found = answers(on_seven(item.kill_this_process), CHUNKS, workers=1, initializer=start)

    assert found == [n * 2 for n in range(12)]
    assert after.all_used()


def test_no_worker_is_left_and_never_are_there_more_than_asked_for() -> None:
    others = set(children_of(os.getpid()))
    killer = Deaths(2)

    def convert(item: Item) -> int:
        if item == 7:
            killer.kill_this_process()
        return len(set(children_of(os.getppid())) - others)

    assert max(answers(convert, CHUNKS * 3)) <= 2
    assert killer.all_used()
    assert set(children_of(os.getpid())) == others

    results = map_chunks(work(double), CHUNKS, 2)
    next(results)
    assert isinstance(results, Generator)
    results.close()
    assert set(children_of(os.getpid())) == others
    with pytest.raises(ConnectionError):
        answers(fail_on_seven, CHUNKS)
    assert set(children_of(os.getpid())) == others
