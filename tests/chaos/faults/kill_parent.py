"""kill -9 of the run itself, three times in a row on one database."""

import signal

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for
from chaos.trials import Trial

KILLS = 3


def strike(trial: Trial) -> int:
    """Kill the run and its followers at chosen moments; the workers must die with it."""
    _, units = trial.arena.undisturbed(trial.corpus)
    killed = 0
    for moment in moments(trial.choose, units, KILLS):
        process = trial.start()
        if wait_for(trial, process, moment):
            process.kill()
        if process.wait(20) == -signal.SIGKILL and is_between(trial, units):
            killed += 1
    return killed


FAULT = Fault(name="kill -9 of the run", wanted=50, strike=strike)
