"""The measures of bench/floors.json: the scripts that print them, their floors and their goals.

The file is module with its arguments -> name -> measure. `pattern` has one group, the figure; `theirs` is the pattern
of trafilatura's figure in the same output. `floor` is the best figure so far, null if the figure may fall. `must` and
`aim` are goals; a measure with `must`, even if it is null, is in the table of bench/table.py. With `lower`, less is
better, so that `floor` and `must` are upper limits. A `slow` measure is run only on request.
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
        """The figure in the output of the script; None if it is not there."""
        return _found(self.pattern, output)

    def their_figure(self, output: str) -> float | None:
        """Trafilatura's figure in the output of the script; None if it is not there."""
        return _found(self.theirs, output) if self.theirs else None

    def is_good(self, figure: float, limit: float) -> bool:
        """Whether the figure reaches the limit."""
        return figure <= limit if self.lower else figure >= limit


def load() -> dict[str, list[Measure]]:
    """Module with its arguments -> its measures."""
    rows: dict[str, dict[str, dict[str, Any]]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return {
        script: [Measure(name=name, script=script, is_shown="must" in row, **row) for name, row in of_script.items()]
        for script, of_script in rows.items()
    }


def save_floors(floors: dict[str, float]) -> None:
    """Write these floors, given by the names of measures; the others stay."""
    rows = json.loads(FLOORS.read_text(encoding="utf-8"))
    for of_script in rows.values():
        for name, row in of_script.items():
            row["floor"] = floors.get(name, row["floor"])
    FLOORS.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def is_there(script: str) -> bool:
    """Whether the script of a command is in this checkout."""
    return (ROOT / script.split()[0].replace(".", "/")).with_suffix(".py").is_file()


def output_of(script: str) -> str:
    """The output of a script with its arguments. Raises CalledProcessError, TimeoutExpired."""
    command = [sys.executable, "-m", *script.split()]
    return subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, timeout=TIMEOUT_SECONDS
    ).stdout


def _found(pattern: str, output: str) -> float | None:
    match = re.search(pattern, output)
    return float(match[1]) if match else None
