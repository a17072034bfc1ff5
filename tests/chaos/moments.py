"""Moments between the first and the last commit of a run, told by the rows that are there."""

import random

from chaos.processes_of_trials import Process, until
from chaos.trials import Trial

MARGIN = 16  # units at either end: two chunks may be on their way


def moments(choose: random.Random, units: int, number: int) -> list[int]:
    """So many different numbers of saved units, in order, so far apart that each run saves something of its own."""
    places = range(MARGIN, units - 2 * MARGIN, MARGIN)
    return sorted(place + choose.randrange(MARGIN) for place in choose.sample(places, number))


def wait_for(trial: Trial, process: Process, moment: int) -> bool:
    """Wait until more than so many units are saved, some of them by this run; False if the run has ended before."""
    until(lambda: (trial.recorded() > moment and trial.recorded_by_last_run() > 0) or process.poll() is not None)
    return process.poll() is None


def wait_for_more(trial: Trial, process: Process, saved: int) -> None:
    """Wait until more than so many units are saved, or the run has ended."""
    until(lambda: trial.recorded() > saved or process.poll() is not None)


def is_between(trial: Trial, units: int) -> bool:
    """Whether the last run has committed something, and left something: what the tables say after a fault."""
    saved = trial.recorded()
    trial.notes.append(f"{saved / units:.2f}")
    return trial.recorded_by_last_run() > 0 and saved < units
