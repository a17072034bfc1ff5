"""The clock is wrong: a day behind, ten years ahead; for a whole run, and for one that is killed."""

import signal
from functools import partial
from pathlib import Path

from chaos.fault import Fault
from chaos.moments import moments, wait_for
from chaos.processes_of_trials import Zygote
from chaos.trials import Arena, Trial

LIBRARIES = ("/usr/lib", "/usr/local/lib")
NAME = "faketime/libfaketime.so.1"


def strike(shift: str, trial: Trial) -> int:
    """Run with the clock moved, from the start; every second time the run is killed in the middle."""
    _, units = trial.arena.undisturbed(trial.corpus)
    process = trial.start(zygote=_zygote(trial.arena, shift))
    if trial.turn % 2 and wait_for(trial, process, moments(trial.choose, units, 1)[0]):
        process.kill()
        assert process.wait(20) in (0, -signal.SIGKILL), process.complaint()
    assert process.wait() == (-signal.SIGKILL if trial.turn % 2 else 0), process.complaint()
    return 1


def hindrance(_: Arena) -> str | None:
    """libfaketime has to be there."""
    return None if _library() else "libfaketime is not installed (Debian: apt-get install faketime)"


def _library() -> Path | None:
    return next((path for folder in LIBRARIES for path in sorted(Path(folder).glob(f"**/{NAME}"))), None)


def _zygote(arena: Arena, shift: str) -> Zygote:
    """The processes of another time."""
    if shift not in arena.facts:
        arena.facts[shift] = Zygote(
            arena.folder, LD_PRELOAD=str(_library()), FAKETIME=shift, FAKETIME_DONT_FAKE_MONOTONIC="1"
        )
        arena.stack.callback(arena.facts[shift].close)
    zygote: Zygote = arena.facts[shift]
    return zygote


FAULTS = tuple(
    Fault(name=f"clock moved by {words}", wanted=4, strike=partial(strike, shift), hindrance=hindrance)
    for shift, words in (("-1d", "-1 day"), ("+10y", "+10 years"))
)
