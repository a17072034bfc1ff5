"""The database sessions of an engine in this process, for a thread that inspects or cancels them."""

import threading
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_ACTIVE, connection
from sqlalchemy import Engine, event


class Sessions:
    """The sessions that this process has opened through an engine."""

    def __init__(self, engine: Engine) -> None:
        self._lock = threading.Lock()
        self._used: WeakSet[connection] = WeakSet()
        event.listen(engine, "checkout", self._note)

    def pids(self) -> list[int]:
        """The process ids, in the server, of the open sessions."""
        return sorted(each.info.backend_pid for each in self._open())

    def cancel(self) -> None:
        """Cancel the statements that they are executing."""
        for each in self._open():
            if each.info.transaction_status == TRANSACTION_STATUS_ACTIVE:
                with suppress(psycopg2.Error):  # it has just ended, or the server has
                    each.cancel()

    def _open(self) -> list[connection]:
        with self._lock:
            used = list(self._used)
        return [each for each in used if not each.closed]

    def _note(self, session: connection, *_: Any) -> None:
        with self._lock:
            self._used.add(session)
