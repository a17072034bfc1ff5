"""The faults that are tried, in the order of the table in docs/reliability.md. A fault is one file and one line."""

from chaos.fault import Fault
from chaos.faults import kill_parent, kill_worker, restart_server

FAULTS: tuple[Fault, ...] = (
    kill_parent.FAULT,
    kill_worker.FAULT,
    restart_server.FAULT,
)
