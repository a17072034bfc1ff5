"""Fork processes only while no other thread is at work.

A forked child has only the thread that forked it. If another thread holds a lock at that moment, nobody ever releases
that lock in the child.
"""

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

AT_WORK = threading.Lock()  # every other thread than the main one holds it, except while it waits


@contextmanager
def forking() -> Iterator[None]:
    """Wait until no other thread is at work, and keep all of them waiting during the block.

    Since 3.12, Python warns about every fork of a process with threads. That warning is suppressed here, because the
    other threads hold no lock.
    """
    with AT_WORK, warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".* is multi-threaded, use of fork", DeprecationWarning)
        yield


def _release() -> None:
    """Release the lock in a child, which has no other thread."""
    if AT_WORK.locked():
        AT_WORK.release()


os.register_at_fork(after_in_child=_release)
