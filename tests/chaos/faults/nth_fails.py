"""The n-th read, statement or commit fails, for every n of a run over 20 files of all kinds."""

from functools import partial

from chaos.fault import Fault
from chaos.nth import Nth
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Arena, Trial

SIZE = 2  # of the corpus: 20 files
POINTS = (
    ("n-th read of an input fails (EIO)", "read", "io"),
    ("n-th read of an input fails (MemoryError)", "read", "memory"),
    ("n-th statement: the server is gone", "statement", "disconnect"),
    ("n-th statement fails (MemoryError)", "statement", "memory"),
    ("n-th commit: the server is gone", "commit", "disconnect"),
    ("n-th commit succeeds, its answer is lost", "committed", "disconnect"),
)


def strike(point: str, action: str, trial: Trial) -> int:
    """Let one of them fail: the run goes on, or ends with a sentence."""
    nth = Nth(point, trial.chosen(_total(point, trial.arena)), action)
    process = trial.start(*_run(trial), nth=nth, KHABAR_CHUNK_RECORDS="64")
    code = process.wait()
    assert code == 0 or failed_with_a_sentence(process), f"{nth}: {process.complaint()}"
    return 1


def _total(point: str, arena: Arena) -> int:
    """How many there are in an undisturbed run."""
    if point not in arena.facts:
        with arena.trial(arena.corpus(SIZE)) as trial:
            nth = Nth(point, 0, "memory")
            assert trial.start(*_run(trial), nth=nth, KHABAR_CHUNK_RECORDS="64").wait() == 0
            arena.facts[point] = nth.count(trial.folder)
    count: int = arena.facts[point]
    return count


def _run(trial: Trial) -> list[str]:
    """One worker: then every run has the same number of everything."""
    return ["run", str(trial.corpus), "--json", "--workers=1"]


FAULTS = tuple(
    Fault(name=name, wanted=partial(_total, point), strike=partial(strike, point, action), size=SIZE)
    for name, point, action in POINTS
)
