"""kill -9 of a worker, again and again in one run, which must go on."""

import os
import signal
from contextlib import suppress

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for, wait_for_more
from chaos.processes_of_trials import session_of
from chaos.trials import Trial

KILLS = 8


def strike(trial: Trial) -> int:
    """Kill one of the workers at each moment; the run itself must end as if nothing had been."""
    _, units = trial.arena.undisturbed(trial.corpus)
    process = trial.start()
    killed = 0
    for moment in moments(trial.choose, units, KILLS):
        if not wait_for(trial, process, moment):
            break
        workers = [pid for pid in session_of(process.pid) if pid != process.pid]
        if workers and is_between(trial, units):
            with suppress(ProcessLookupError):
                os.kill(trial.choose.choice(workers), signal.SIGKILL)
                killed += 1
        wait_for_more(trial, process, trial.recorded())
    assert process.wait() == 0, process.complaint()
    return killed


FAULT = Fault(name="kill -9 of a worker", wanted=50, strike=strike)
