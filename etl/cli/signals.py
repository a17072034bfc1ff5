"""Ctrl-C, SIGTERM and a closed terminal (SIGHUP) end every command cleanly; further signals change nothing."""

import os
import signal
import threading
from collections.abc import Callable
from types import FrameType

from etl.errors import Interrupted

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_writer: int | None = None  # to the thread that waits for signals


def end_in_order() -> None:
    """Make the first of these signals raise Interrupted; later ones change nothing.

    A signal that is already ignored stays ignored, as with nohup and background jobs of shells.
    """
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def cancel_when_told(cancel: Callable[[], None]) -> None:
    """Let these signals also cancel what runs in the database.

    A signal reaches Python only when the call of the driver returns, and a check or a wait for a lock may take
    hours.
    """
    global _writer
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    if _writer is not None:
        os.close(_writer)  # the thread of an earlier command in this process ends by that
    _writer = writer
    threading.Thread(target=_wait, args=(reader, cancel), name="signals", daemon=True).start()


def _end(number: int, _frame: FrameType | None) -> None:
    for each in ENDING:
        if signal.getsignal(each) is _end:
            signal.signal(each, _go_on)  # not SIG_IGN: Python reports an error for a signal that has just arrived
    raise Interrupted(number)


def _go_on(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""


def _wait(reader: int, cancel: Callable[[], None]) -> None:
    while (told := os.read(reader, 1)) and told[0] not in ENDING:
        pass
    os.close(reader)
    if told:
        cancel()
