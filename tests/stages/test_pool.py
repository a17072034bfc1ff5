"""The pool of workers: order, deadlines, deaths; every item is answered once."""

import os
import signal
import time

import pytest

from etl.errors import DatabaseError, WorkersDie
from etl.stages.pool import map_chunks
from etl.stages.worker import Work, limited

MEMORY = 4 * 1024**3


def work(function, initializer=lambda: None, give_up=lambda item, reason, detail: (reason, item)) -> Work:
    return Work(
        function=function,
        give_up=give_up,
        initializer=initializer,
        arguments=(),
        memory_bytes=MEMORY,
    )


def answers(function, chunks, workers=2, **options) -> list:
    return [answer for _, found in map_chunks(work(function, **options), chunks, workers) for answer in found]


def double(items):
    return [item if isinstance(item, tuple) else item * 2 for item in items]


def hang_on_seven(items):
    with limited(0.5 if 7 in items else 60):
        if 7 in items:
            time.sleep(60)
    return double(items)


def die_on_seven(items):
    if 7 in items:
        os.kill(os.getpid(), signal.SIGKILL)
    return double(items)


def fail_on_seven(items):
    if 7 in items:
        raise ConnectionError("the database is gone")
    return double(items)


CHUNKS = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9], [10, 11]]


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_chunks(workers):
    assert answers(double, CHUNKS, workers=workers) == [n * 2 for n in range(12)]


def test_chunks_are_taken_only_as_they_are_needed():
    taken = []

    def chunks():
        for number in range(100):
            taken.append(number)
            yield [number]

    results = map_chunks(work(double), chunks(), 2)
    next(results)
    assert len(taken) <= 7
    results.close()


def test_an_item_that_hangs_is_given_up_alone():
    expected = [("timeout", 7) if n == 7 else n * 2 for n in range(12)]
    assert answers(hang_on_seven, CHUNKS) == expected


def test_an_item_that_kills_its_worker_is_given_up_alone():
    expected = [("worker_died", 7) if n == 7 else n * 2 for n in range(12)]
    assert answers(die_on_seven, CHUNKS) == expected


def test_a_fault_that_is_not_the_items_is_raised():
    with pytest.raises(ConnectionError, match="the database is gone"):
        answers(fail_on_seven, CHUNKS)


def no_connection():
    raise ConnectionError("too many clients")


def test_a_worker_that_cannot_start_ends_the_run():
    with pytest.raises(ConnectionError, match="too many clients"):
        answers(double, CHUNKS, initializer=no_connection)


class UnpicklableError(Exception):
    def __reduce__(self):
        raise TypeError("cannot pickle this")


def fail_unpicklably(items):
    raise UnpicklableError("constraint violated")


def test_an_error_that_cannot_be_sent_is_raised_as_its_text():
    with pytest.raises(DatabaseError, match="UnpicklableError: constraint violated"):
        answers(fail_unpicklably, CHUNKS)


def test_an_item_that_kills_even_when_given_up_ends_the_run():
    with pytest.raises(WorkersDie):
        answers(die_on_seven, CHUNKS, give_up=lambda item, reason, detail: item)


def test_no_chunks_start_no_worker():
    assert answers(double, []) == []
