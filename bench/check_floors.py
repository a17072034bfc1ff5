"""Run the quality benchmarks and compare their figures with bench/floors.json: a figure may rise, never fall.

    python bench/check_floors.py [--raise]

Each floor names the script with its arguments, a pattern whose one group is the figure, and the figure. `--raise`
writes the figures that are better. Without ../shared/bench beside the checkout there is nothing to measure with:
that is said, and no failure.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
BENCHMARKS = HERE.parents[1] / "shared" / "bench"
TIMEOUT_SECONDS = 900


def main() -> None:
    """Print every figure beside its floor; end with 1 if one has fallen."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--raise", dest="write", action="store_true", help="write the figures that are better")
    write = arguments.parse_args().write
    if not BENCHMARKS.is_dir():
        print(f"skipped: {BENCHMARKS.name}/ is not there")
        return
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    fallen = [name for script, of_script in floors.items() for name in _fallen(script, of_script)]
    if write:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    if fallen:
        sys.exit(f"below their floors: {', '.join(fallen)}")


def _fallen(script: str, floors: dict[str, dict[str, float | str]]) -> list[str]:
    """Names of the figures of one script that are below their floors; better ones replace the floors given."""
    command = [sys.executable, *script.split()]
    output = subprocess.run(
        command, cwd=HERE.parent, capture_output=True, text=True, check=True, timeout=TIMEOUT_SECONDS
    ).stdout
    fallen = []
    for name, floor in floors.items():
        match = re.search(str(floor["pattern"]), output)
        if match is None:
            raise SystemExit(f"{script} printed no {name}")
        figure = float(match[1])
        print(f"{name:40}{figure:9.3f}   floor {float(floor['floor']):.3f}")
        if figure < float(floor["floor"]):
            fallen.append(name)
        floor["floor"] = max(figure, float(floor["floor"]))
    return fallen


if __name__ == "__main__":
    main()
