"""Fork a process while no thread of ours is at work.

The child of a fork has only the thread that forked it. A lock that another thread held at that moment is never released
in the child.
"""

import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

AT_WORK = threading.Lock()  # a thread beside the main one holds it, except while it waits


@contextmanager
def forking() -> Iterator[None]:
    """Wait until no thread is at work, and let none begin meanwhile.

    Python warns of every fork of a process with threads from 3.12 on. Ours only wait then, and hold no lock.
    """
    with AT_WORK, warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".* is multi-threaded, use of fork", DeprecationWarning)
        yield


def _release() -> None:
    """Release the lock in a child, which has no other thread."""
    if AT_WORK.locked():
        AT_WORK.release()


os.register_at_fork(after_in_child=_release)
