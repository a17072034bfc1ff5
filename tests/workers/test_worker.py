"""A worker process: what it dies of is told, signals are its parent's business, and it does not outlive its parent."""

import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from processes import children_of, wait_until

from etl.settings import Settings
from etl.workers.forking import AT_WORK
from etl.workers.limits import Limits, limits_of
from etl.workers.worker import Work, Worker, _serve

MIB = 1024**2
LIMITS = Limits(cpu_seconds=60, wall_seconds=60, memory_bytes=4096 * MIB)


def make_worker(
    convert: Callable[[object], object], *, finish: Callable[[list[object]], object] = list, limits: Limits = LIMITS
) -> Worker[object, Any]:
    give_up = lambda item, reason, detail: item  # noqa: E731
    return Worker(
        Work(
            prepare=lambda items: None,
            convert=convert,
            finish=finish,
            give_up=give_up,
            initializer=lambda: None,
            arguments=(),
            limits=limits,
        )
    )


def death_of(worker: Worker[object, Any], items: list[object]) -> tuple[int | None, bool, str, str]:
    """At which item a worker died over these, whether it was saving, and of what."""
    worker.start(items)
    with pytest.raises(EOFError):
        worker.result()
    try:
        return (worker.item_begun(), worker.was_saving(), *worker.cause_of_death())
    finally:
        worker.close()


def at_five(action: Callable[[], object]) -> Callable[[object], object]:
    return lambda item: action() if item == 5 else item


def kill(number: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


def raise_memory_error() -> None:
    raise MemoryError


def test_no_thread_is_at_work_while_a_worker_is_forked() -> None:
    was_locked: list[bool] = []
    pid = os.getpid()

    def note() -> None:
        if os.getpid() == pid:
            was_locked.append(AT_WORK.locked())

    os.register_at_fork(before=note)

    make_worker(lambda item: item).close()

    assert was_locked == [True]
    assert not AT_WORK.locked()


def test_a_worker_may_fork_and_have_threads_of_its_own() -> None:
    worker = make_worker(lambda item: AT_WORK.locked())
    worker.start([1])

    assert worker.result() == [False]
    worker.close()


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.11 does not warn")
def test_python_does_not_warn_of_a_thread_that_waits() -> None:
    is_over = threading.Event()
    threading.Thread(target=is_over.wait).start()
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        make_worker(lambda item: item).close()
    is_over.set()

    assert warned == []


@pytest.mark.parametrize(
    ("action", "reason", "detail"),
    [
        (kill(signal.SIGKILL), "worker_died", "ended by SIGKILL"),
        (kill(signal.SIGTERM), "worker_died", "ended by SIGTERM"),
        (kill(signal.SIGHUP), "worker_died", "ended by SIGHUP"),
        (lambda: os._exit(0), "worker_died", "exit code 0"),
        (lambda: os._exit(5), "worker_died", "exit code 5"),
        (raise_memory_error, "memory", "the memory of a worker of its own was used up"),
        (lambda: bytearray(5000 * MIB), "memory", "the memory of a worker of its own was used up"),
    ],
)
def test_a_worker_that_died_over_an_item_says_over_which_and_of_what(
    action: Callable[[], object], reason: str, detail: str
) -> None:
    assert death_of(make_worker(at_five(action)), [3, 4, 5, 6]) == (2, False, reason, detail)


def test_a_worker_that_died_of_its_processor_time_says_how_long_it_had() -> None:
    limits = Limits(cpu_seconds=0.25, wall_seconds=60, memory_bytes=4096 * MIB)

    died = death_of(make_worker(at_five(lambda: sum(iter(int, 1))), limits=limits), [5])

    assert died == (0, False, "timeout", "not done after 0.25 s of processor time")


def test_a_worker_that_died_when_it_saved_was_at_no_item() -> None:
    assert death_of(make_worker(lambda item: item, finish=lambda parts: os._exit(5)), [3, 4]) == (
        None,
        True,
        "worker_died",
        "exit code 5",
    )


def test_processor_time_is_counted_anew_for_every_item_and_not_while_saving() -> None:
    def compute(seconds: float) -> None:
        end = time.process_time() + seconds
        while time.process_time() < end:
            pass

    limits = Limits(cpu_seconds=0.4, wall_seconds=60, memory_bytes=4096 * MIB)
    worker = make_worker(lambda item: compute(0.05), finish=lambda parts: compute(0.5), limits=limits)
    worker.start(list(range(10)))

    assert worker.result() is None
    worker.close()


def test_an_idle_worker_is_not_stalled() -> None:
    worker = make_worker(lambda item: item, limits=Limits(cpu_seconds=60, wall_seconds=0.01, memory_bytes=4096 * MIB))
    for number in (1, 2):
        worker.start([number])
        assert worker.result() == [number]
        time.sleep(0.05)
        worker.kill_if_stalled()
    worker.close()


def test_a_worker_is_stalled_by_an_item_past_its_time_only(tmp_path: Path) -> None:
    def wait_for_file(item: object) -> object:
        wait_until((tmp_path / "go").exists)
        return item

    patient = make_worker(wait_for_file)
    patient.start([1])
    assert wait_until(lambda: patient.item_begun() == 0)
    patient.kill_if_stalled()
    (tmp_path / "go").touch()
    assert patient.result() == [1]
    patient.close()

    hasty = make_worker(
        lambda item: time.sleep(600), limits=Limits(cpu_seconds=60, wall_seconds=0.5, memory_bytes=4096 * MIB)
    )
    hasty.start([1])

    def is_dead() -> bool:
        hasty.kill_if_stalled()
        return hasty.connection.poll(0.01)

    assert wait_until(is_dead)
    assert hasty.item_begun() == 0
    assert hasty.cause_of_death() == ("stalled", "not done after 0.5 s by the clock")
    hasty.close()


def test_ctrl_c_is_left_to_the_parent() -> None:
    worker = make_worker(at_five(kill(signal.SIGINT)))
    worker.start([5, 6])

    assert worker.result() == [None, 6]
    worker.close()


def test_a_signal_that_the_parent_ignores_does_not_end_a_worker() -> None:
    """As under nohup."""
    ours = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    worker = make_worker(at_five(kill(signal.SIGHUP)))
    signal.signal(signal.SIGHUP, ours)
    worker.start([5, 6])

    assert worker.result() == [None, 6]
    worker.close()


def test_a_worker_that_is_dead_when_it_is_given_something_has_died() -> None:
    worker = make_worker(lambda item: item)
    worker.kill()

    assert death_of(worker, [1])[0] is None


def test_a_worker_that_died_before_it_took_its_items_has_died() -> None:
    """The pipe was not read to its end: the system calls that an error of its own."""
    worker = make_worker(lambda item: os.getpid())
    worker.start([1])
    [pid] = worker.result()
    os.kill(pid, signal.SIGSTOP)
    worker.start([2])
    worker.kill()

    with pytest.raises(EOFError):
        worker.result()
    assert worker.item_begun() is None
    worker.close()


def test_workers_die_with_their_parent(tmp_path: Path) -> None:
    def show_and_sleep(_: object) -> None:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(600)

    parent = os.fork()
    if not parent:
        try:
            make_worker(show_and_sleep).start([1])
            time.sleep(600)
        finally:
            os._exit(1)
    assert wait_until(lambda: list(tmp_path.iterdir()))
    (child,) = (int(path.name) for path in tmp_path.iterdir())
    assert child in children_of(parent)

    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)

    assert wait_until(lambda: not is_alive(child))


def test_a_worker_whose_parent_was_dead_before_it_could_notice_ends() -> None:
    ours, theirs = multiprocessing.Pipe()
    somebody_else = 1
    orphan = multiprocessing.Process(target=_serve, args=(theirs, None, None, somebody_else), daemon=True)
    orphan.start()

    orphan.join(60)
    assert orphan.exitcode == 1
    ours.close()


def is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_memory_is_bound_beyond_what_a_worker_starts_with_and_below_a_bound_that_is_there() -> None:
    def bound() -> tuple[int, int]:
        with open("/proc/self/statm") as file:
            mapped = int(file.read().split()[0]) * resource.getpagesize()
        return resource.getrlimit(resource.RLIMIT_AS)[0] - mapped, mapped

    worker = make_worker(lambda item: bound())
    worker.start([1])
    [(beyond, mapped)] = worker.result()
    worker.close()

    assert abs(beyond - LIMITS.memory_bytes) < 64 * MIB
    assert mapped > 0


def test_the_limits_are_those_of_the_settings() -> None:
    settings = Settings(document_seconds=7, document_wall_seconds=70, worker_memory_bytes=3 * 1024 * MIB)

    assert limits_of(settings) == Limits(cpu_seconds=7, wall_seconds=70, memory_bytes=3 * 1024 * MIB)
