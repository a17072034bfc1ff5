"""Thirty nights: each balances, they cost the same, and in the end the tables are those of one run over all."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from chaos import nights, reliability_page
from chaos.trials import Arena, Trial
from snapshot import differences, fingerprint

from etl.postgres import server

NIGHTS = 30
MOST_SECONDS = 1800  # for one run over all thirty
MEGABYTE = 1024 * 1024
MAX_DRIFT_PERCENT = 30  # by the straight line through the nights, from the second to the last
CHILDREN_TICKS = slice(13, 15)  # of /proc/PID/stat behind the name: CPU time of children that have ended
YARDSTICK = 1_000_000  # steps of a loop


@dataclass(frozen=True, slots=True)
class Night:
    """What a night cost."""

    units: int
    wall_seconds: float
    cpu_seconds: float  # of khabar and of PostgreSQL
    loops: float  # the same, in loops of the yardstick at that time
    peak_megabytes: float
    new_megabytes: float


DRIFTING = ("loops", "peak_megabytes", "new_megabytes")


@pytest.mark.slow
def test_thirty_nights_balance_cost_the_same_and_end_at_the_tables_of_one_run(
    arena: Arena, request: pytest.FixtureRequest
) -> None:
    archive = nights.fresh(arena.folder / "nights", seed=11)
    with arena.trial(archive.seen) as trial, arena.trial(archive.versions[0]) as once:
        spent = [one_night(trial, archive, number) for number in range(NIGHTS)]
        for tree in archive.versions:
            once.corpus = tree
            once.run(MOST_SECONDS, KHABAR_CHUNK_RECORDS="64")
        if fingerprint(trial.engine) != fingerprint(once.engine):
            pytest.fail("\n".join(differences(trial.engine, once.engine)))

    drifts = {name: drift([getattr(night, name) for night in spent[1:]]) for name in DRIFTING}
    print({name: f"{percent:+.0f} %" for name, percent in drifts.items()})
    if command := request.config.getoption("--chaos-table"):
        reliability_page.write_nights(page_lines(spent, drifts), command)
    assert {name: percent for name, percent in drifts.items() if percent > MAX_DRIFT_PERCENT} == {}


def one_night(trial: Trial, archive: nights.Archive, number: int) -> Night:
    """Let a night's files come and load them."""
    units = archive.add_night(number)
    size, server_cpu = size_of(trial), server_cpu_seconds(trial)
    loop_seconds = yardstick_seconds()
    started = time.monotonic()
    process = trial.start("run", str(archive.seen), "--json", "--workers=2", KHABAR_CHUNK_RECORDS="64")
    assert process.wait() == 0, process.complaint()
    wall = time.monotonic() - started
    counts = json.loads(process.stdout.read_text())
    outcomes = ("loaded", "revised", "unchanged", "rejected", "skipped")
    assert sum(counts[name] for name in outcomes) == units
    assert counts["known"] == 0
    cpu = process.cpu_seconds + server_cpu_seconds(trial) - server_cpu
    loops = 2 * cpu / (loop_seconds + yardstick_seconds())
    night = Night(units, wall, cpu, loops, process.peak_kilobytes / 1024, (size_of(trial) - size) / MEGABYTE)
    print(f"night {number + 1}: {night}", flush=True)
    return night


def size_of(trial: Trial) -> int:
    """Bytes of the database."""
    return trial.number("select pg_database_size(current_database())")


def server_cpu_seconds(trial: Trial) -> float:
    """CPU time of the sessions that have ended; 0 for a server that is not ours."""
    running = None if trial.arena.server_settings.database_url else server.status(trial.arena.server_settings)
    if running is None:
        return 0
    fields = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[CHILDREN_TICKS])) / os.sysconf("SC_CLK_TCK")


def yardstick_seconds() -> float:
    """CPU time of a loop that is always the same: on a busy machine it takes longer, as everything does."""
    started = time.process_time()
    sum(number % 7 for number in range(YARDSTICK))
    return time.process_time() - started


def drift(values: list[float]) -> float:
    """How much the straight line through these values rises from the first to the last, in percent of their mean."""
    count = len(values)
    middle, mean = (count - 1) / 2, sum(values) / count
    slope = sum((x - middle) * (y - mean) for x, y in enumerate(values)) / sum((x - middle) ** 2 for x in range(count))
    return 100 * slope * (count - 1) / mean


def page_lines(spent: list[Night], drifts: dict[str, float]) -> list[tuple[str, ...]]:
    """Rows of the table: every fifth night, and how much each figure has risen."""
    rows = [
        (
            str(number),
            str(night.units),
            f"{night.wall_seconds:.1f}",
            f"{night.cpu_seconds:.1f}",
            f"{night.loops:.0f}",
            f"{night.peak_megabytes:.0f}",
            f"{night.new_megabytes:.1f}",
        )
        for number, night in enumerate(spent, start=1)
        if number == 2 or number % 5 == 0
    ]
    return [*rows, ("drift", "", "", "", *(f"{drifts[name]:+.0f} %" for name in DRIFTING))]
