"""The faults that are tried, in the order of the table in docs/reliability.md. A fault is one file and one line."""

from chaos.fault import Fault
from chaos.faults import (
    changing_files,
    clock,
    cut_connection,
    full_disk,
    half_open,
    kill_parent,
    kill_worker,
    migration,
    nth_fails,
    restart_server,
    runs_at_once,
)

FAULTS: tuple[Fault, ...] = (
    kill_parent.FAULT,
    kill_worker.FAULT,
    restart_server.FAULT,
    cut_connection.FAULT,
    half_open.FAULT,
    *full_disk.FAULTS,
    *runs_at_once.FAULTS,
    changing_files.FAULT,
    *clock.FAULTS,
    *migration.FAULTS,
    *nth_fails.FAULTS,
)
