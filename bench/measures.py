"""The measures of bench/floors.json: which script prints them, what they must reach, and below what they may not fall.

The file is module with its arguments -> name -> measure. `pattern` has one group, the figure; `theirs` finds
trafilatura's own in the same output. `floor` is the best figure so far, null where no floor is held; `must` and `aim`
are what is asked for, and a measure that has `must`, if only null, is in the table of bench/table.py. With `lower`,
less is better: floor and must are then the most that is allowed. A `slow` one is measured only where that is asked for.
"""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "bench" / "floors.json"
BENCHMARKS = ROOT.parent / "shared" / "bench"
TIMEOUT_SECONDS = 1800


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One figure that a script prints."""

    name: str
    script: str
    pattern: str
    floor: float | None
    must: float | None = None
    aim: float | None = None
    theirs: str | None = None
    lower: bool = False
    slow: bool = False
    is_shown: bool = False

    def figure(self, output: str) -> float | None:
        """Ours, None where the script does not print it."""
        return _found(self.pattern, output)

    def their_figure(self, output: str) -> float | None:
        """Trafilatura's."""
        return _found(self.theirs, output) if self.theirs else None

    def is_good(self, figure: float, limit: float) -> bool:
        """Whether the figure reaches the limit."""
        return figure <= limit if self.lower else figure >= limit


def load() -> dict[str, list[Measure]]:
    """Script with its arguments -> its measures."""
    rows: dict[str, dict[str, dict[str, Any]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {
        script: [Measure(name=name, script=script, is_shown="must" in row, **row) for name, row in of_script.items()]
        for script, of_script in rows.items()
    }


def save_floors(floors: dict[str, float]) -> None:
    """Write the floors of these measures, by name."""
    rows = json.loads(FLOORS.read_text(encoding="utf-8"))
    for of_script in rows.values():
        for name, row in of_script.items():
            row["floor"] = floors.get(name, row["floor"])
    FLOORS.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def is_there(script: str) -> bool:
    """Whether the script of a command is in this checkout."""
    return (ROOT / script.split()[0].replace(".", "/")).with_suffix(".py").is_file()


def output_of(script: str) -> str:
    """What a script with its arguments prints. Raises CalledProcessError, TimeoutExpired."""
    command = [sys.executable, "-m", *script.split()]
    return subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=TIMEOUT_SECONDS
    ).stdout


def _found(pattern: str, output: str) -> float | None:
    match = re.search(pattern, output)
    return float(match[1]) if match else None
