"""Whatever fails, and whenever: a further run ends at the tables of an undisturbed one, and nothing is left behind."""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from chaos import reliability_page
from chaos.fault import Fault
from chaos.faults import FAULTS
from chaos.reliability_page import Line
from chaos.remains import remains
from chaos.trials import Arena, Trial
from snapshot import differences, fingerprint

SEEDS = 1_000_000
TENTHS = 10
Note = Callable[[Fault, str, str], None]
GOOD, BAD = "the same tables, nothing left", "**failed**"


@pytest.fixture(scope="module")
def seed(request: pytest.FixtureRequest, arena: Arena) -> int:
    """What all moments follow from."""
    given = request.config.getoption("--chaos-seed")
    number = random.randrange(SEEDS) if given is None else given
    arena.seed = number
    print(f"\nseed {number}: make chaos SEED={number}", flush=True)
    return number


@pytest.fixture(scope="module")
def ends(request: pytest.FixtureRequest) -> dict[str, float]:
    """When each fault begins no further trial: the time is shared out evenly, and what one leaves goes to the next."""
    names = [item.name for item in request.session.items if item.path == request.path]
    share = request.config.getoption("--chaos-seconds") / max(1, len(names))
    return {name: time.monotonic() + share * (number + 1) for number, name in enumerate(names)}


@pytest.fixture(scope="module")
def note(request: pytest.FixtureRequest, arena: Arena, seed: int) -> Iterator[Note]:
    """Notes a line of the table; all are written in the end, if a command was given to be shown with them."""
    lines: list[Line] = []
    command = request.config.getoption("--chaos-table")
    versions = reliability_page.khabar_version(), reliability_page.postgresql_version(arena.server_settings)

    def add(fault: Fault, times: str, result: str) -> None:
        print(f"{fault.name}: {times}; {result}", flush=True)
        lines.append(Line(fault.name, times, result, reliability_page.today(), *versions, f"`{command} SEED={seed}`"))

    yield add
    if command and lines:
        reliability_page.note(lines, [fault.name for fault in FAULTS])


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_after_a_fault_a_rerun_gives_the_tables_of_an_undisturbed_run(
    fault: Fault, arena: Arena, seed: int, ends: dict[str, float], note: Note, request: pytest.FixtureRequest
) -> None:
    if reason := fault.hindrance(arena):
        note(fault, "0", f"skipped: {reason}")
        pytest.skip(reason)
    wanted = fault.wanted if isinstance(fault.wanted, int) else fault.wanted(arena)
    choose = random.Random(f"{seed} {fault.name}")
    notes: list[str] = []
    times, turn, result = 0, 0, BAD
    try:
        while times < wanted and (turn == 0 or time.monotonic() < ends[request.node.name]):
            more, shown = strike_and_compare(fault, arena, choose, turn)
            times, turn, notes = times + more, turn + 1, notes + shown
        result = GOOD + spread(notes)
    finally:
        note(fault, f"{times} of {wanted}", result)


def strike_and_compare(fault: Fault, arena: Arena, choose: random.Random, turn: int) -> tuple[int, list[str]]:
    """One trial: the fault, an undisturbed rerun, the comparison. How many times it struck, and its notes."""
    with arena.trial(arena.corpus(fault.size), choose, turn) as trial:
        times = int(fault.strike(trial))
        trial.run()
        if fingerprint(trial.engine) != fault.expected(trial):
            pytest.fail("\n".join(what_differs(trial)))
        assert remains(trial) == []
        return times, trial.notes


def what_differs(trial: Trial) -> list[str]:
    """Rows that are too many or missing, found with another undisturbed run."""
    with trial.arena.trial(trial.corpus) as other:
        other.run()
        return ["the tables differ from those of one run:", *differences(trial.engine, other.engine)]


def spread(notes: list[str]) -> str:
    """How the moments are spread over the run: their number in each tenth of it."""
    if not notes:
        return ""
    tenths = [int(float(note) * TENTHS) for note in notes]
    return f"; in each tenth of the run {', '.join(str(tenths.count(tenth)) for tenth in range(TENTHS))}"
