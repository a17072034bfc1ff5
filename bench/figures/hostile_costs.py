"""Measure time and memory of each hostile case, parsed in a separate process."""

import json
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.settings import Settings
from etl.stages.convert import SAMPLES, prepare
from etl.stages.parse_files import parse_paths

MAX_SECONDS = 30.0  # of processor time, reader and worker together
MAX_BYTES = 1024**3  # sum of the peaks of the reader and of its worker
HANGS_SECONDS = 1800.0  # of elapsed time: the machine may be busy, and a folder large


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one case."""

    path: str
    units: int
    cpu_seconds: float
    seconds: float
    peak_bytes: int

    @property
    def is_too_much(self) -> bool:
        """Whether the case exceeds a limit; that of time is per thousand units."""
        return self.cpu_seconds > MAX_SECONDS * max(1, self.units / 1000) or self.peak_bytes > MAX_BYTES


def costs_of(folder: Path, paths: Sequence[str]) -> list[Cost]:
    """The cost of every case, in order. Models and word lists are loaded first, as in a run.

    Each process begins with the memory of this one, so call it before anything large is loaded.
    """
    settings = Settings(workers=1)
    prepare(settings, SAMPLES)
    return [_cost(folder, path, settings) for path in paths]


def show(costs: Sequence[Cost], shown: int = 8) -> int:
    """Print the most expensive cases, and return the number of cases that exceed a limit."""
    for cost in sorted(costs, key=lambda cost: -cost.cpu_seconds)[:shown]:
        print(f"{cost.cpu_seconds:8.1f} s CPU {cost.seconds:7.1f} s {cost.peak_bytes >> 20:6} MB   {cost.path}")
    largest = max(costs, key=lambda cost: cost.peak_bytes)
    print(f"largest: {largest.peak_bytes >> 20} MB, {largest.path}")
    over = [cost.path for cost in costs if cost.is_too_much]
    print(f"{len(costs)} cases measured, {len(over)} over {MAX_SECONDS:.0f} s of CPU or {MAX_BYTES >> 20} MB: {over}")
    return len(over)


def _cost(folder: Path, path: str, settings: Settings) -> Cost:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_measure, args=(folder / path, settings, sender))
    started = time.monotonic()
    process.start()
    sender.close()
    answer: dict[str, Any] = {"units": 0, "cpu_seconds": HANGS_SECONDS, "peak_bytes": 0}
    if receiver.poll(HANGS_SECONDS):
        answer = json.loads(receiver.recv())
    else:
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    receiver.close()
    return Cost(path=path, seconds=time.monotonic() - started, **answer)


def _measure(path: Path, settings: Settings, sender: Any) -> None:
    os.setsid()
    units = sum(1 for _ in parse_paths([path], settings))
    kinds = [resource.getrusage(kind) for kind in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    answer = {
        "units": units,
        "cpu_seconds": sum(kind.ru_utime + kind.ru_stime for kind in kinds),
        "peak_bytes": sum(kind.ru_maxrss for kind in kinds) * 1024,
    }
    sender.send(json.dumps(answer))
