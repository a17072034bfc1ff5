"""Two and three runs at once over overlapping inputs; overlapping backfills, whose steps come in any order."""

import json

from chaos.fault import Fault
from chaos.processes_of_trials import Process
from chaos.trials import ROOT_NAME, Trial

PARTS = ("text", "pages", "again", "copies", "packed", "records", "crawl", "feeds", "archives", "broken")
BACKFILLS = 3


def strike_with(number: int, trial: Trial) -> int:
    """Start so many runs at once: the first over everything, the others over parts of it."""
    inputs = [["."], *(trial.choose.sample(PARTS, 7) for _ in range(number - 1))]
    runs = [trial.start("run", *(str(trial.corpus / part) for part in parts), "--workers=2") for parts in inputs]
    for process in runs:
        assert process.wait() == 0, process.complaint()
    return 1


def strike_backfills(trial: Trial) -> int:
    """Give three nights overlapping patterns, and take their steps in any order, two at a time."""
    nights = [_Backfill(trial, number, trial.choose.sample(PARTS, 6)) for number in range(BACKFILLS)]
    while open_nights := [night for night in nights if night.has_steps()]:
        chosen = trial.choose.sample(open_nights, min(2, len(open_nights)))
        for night, process in [(night, night.start_next()) for night in chosen]:
            night.take(process)
    return 1


class _Backfill:
    """One nightly run by its steps, over some folders of the corpus."""

    def __init__(self, trial: Trial, number: int, parts: list[str]) -> None:
        self._trial = trial
        self._plan = ["step", "plan", f"--dag-id=backfill-{number}", f"--run-id={number}", "--settle-seconds=0"]
        self._plan += [f"--source={part}/*" for part in parts] + [f"--root={ROOT_NAME}={trial.corpus}"]
        self._steps: list[list[str]] = [self._plan]

    def has_steps(self) -> bool:
        """Whether it is not through yet."""
        return bool(self._steps)

    def start_next(self) -> Process:
        """Start the next step."""
        return self._trial.start(*self._steps[0])

    def take(self, process: Process) -> None:
        """Wait for the step; after the plan it is known which follow."""
        assert process.wait() == 0, process.complaint()
        step = self._steps.pop(0)
        if step is self._plan:
            plan = json.loads(process.stdout.read_text())
            run = str(plan["run_id"])
            self._steps = [["step", "shard", run, str(shard["shard"])] for shard in plan["shards"]]
            self._steps += [["step", "index", run], ["step", "check", run], ["step", "publish", run]]


FAULTS = (
    Fault(name="two runs at once", wanted=5, strike=lambda trial: strike_with(2, trial)),
    Fault(name="three runs at once", wanted=5, strike=lambda trial: strike_with(3, trial)),
    Fault(name="overlapping backfills, steps in any order", wanted=5, strike=strike_backfills),
)
