"""Signals while the database works: who waits for them."""

import signal
import threading
from collections.abc import Iterator

import pytest
from processes import wait_until
from sqlalchemy import Engine

from etl.cli.signals import cancel_when_told
from etl.database.sessions import Sessions


@pytest.fixture(autouse=True)
def _own_wakeup() -> Iterator[None]:
    signal.set_wakeup_fd(-1)
    yield
    signal.set_wakeup_fd(-1)  # what an earlier command had set is closed by now


def waiting() -> int:
    return sum(thread.name == "signals" for thread in threading.enumerate())


def test_a_second_command_in_one_process_ends_the_thread_of_the_first(engine: Engine) -> None:
    for _ in range(4):
        cancel_when_told(Sessions(engine).cancel)

    assert wait_until(lambda: waiting() == 1, seconds=10)
