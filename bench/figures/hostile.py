"""Outcomes of `khabar parse` on broken and hostile input, compared with the expected ones.

    python -m bench.figures.hostile [--input DIR] [--big] [--tiny N] [--costs]

Makes the files with ../shared/bench/hostile/make_hostile.py, or takes a folder that it has made. Khabar runs without
the right of root to read every file (on Linux), because one case is a file that nobody may read. Prints each case with
an unexpected outcome, and the number of expected ones per group; with --costs, also the time and memory of the most
expensive cases. Exit code 1 if a case has no outcome, or takes more than 30 s of CPU or 1 GB.
"""

import argparse
import ctypes
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from bench.figures.hostile_costs import costs_of, show
from etl.ingest.inputs.file_names import text_of_name

MAKER = Path("../shared/bench/hostile/make_hostile.py")
DROP_FROM_BOUNDING_SET = 24  # PR_CAPBSET_DROP of linux/prctl.h
IGNORE_PERMISSIONS = (1, 2)  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of linux/capability.h
ESCAPED_BYTE = re.compile(r"\\udc([0-9a-f]{2})")
Unit = dict[str, object]


def main() -> int:
    """Print the comparison, and return 1 if a case has no outcome or costs too much, else 0."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--input", type=Path, help="a folder that make_hostile.py has filled")
    arguments.add_argument("--big", action="store_true", help="also make files of several gigabytes")
    arguments.add_argument("--tiny", type=int, default=0, help="also make a folder with this many small files")
    arguments.add_argument("--costs", action="store_true", help="measure time and memory of each case")
    options = arguments.parse_args()
    if options.input is not None:
        return compare(options.input, options.costs)
    if not MAKER.exists():
        print(f"skipped: {MAKER} is not there")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        wanted = ["--tiny", str(options.tiny), *(["--big"] if options.big else [])]
        subprocess.run([sys.executable, MAKER, "--out", folder, *wanted], check=True, stdout=sys.stderr)
        return compare(Path(folder), options.costs)


def compare(folder: Path, with_costs: bool) -> int:
    """Print the tables for one folder; the result is the exit code."""
    cases = [json.loads(line) for line in (folder / "cases.jsonl").read_text().splitlines()]
    costs = costs_of(folder, [path_of(case["path"]) for case in cases]) if with_costs else []
    units = units_of(folder)
    right: Counter[str] = Counter()
    missing = 0
    for case in cases:
        found = units_of_case(units, case)
        fits = as_expected(case, found, (folder / case["path"]).is_dir())
        right[case["group"]] += fits
        missing += not found and not fits
        if not fits:
            print(f"{case['path']}: expected {case['expect']} {case['rows']}, got {told(found)}   ({case['note']})")
    total = Counter(case["group"] for case in cases)
    for group, count in total.items():
        print(f"{group:12} {right[group]:4} of {count:4} as expected")
    print(f"{'all':12} {right.total():4} of {total.total():4} as expected; {missing} without any outcome")
    over = show(costs) if costs else 0
    return 1 if missing or over else 0


def units_of(folder: Path) -> dict[str, list[Unit]]:
    """URI -> the units that `khabar parse` prints for a folder."""
    command: list[str | Path] = [Path(sys.executable).with_name("khabar"), "parse", folder]
    found: dict[str, list[Unit]] = defaultdict(list)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=obey_permissions) as process:
        assert process.stdout is not None
        for line in process.stdout:
            unit = json.loads(line)
            found[unit["uri"]].append(unit)
    return found


def obey_permissions() -> None:
    """On Linux, as root: give up the right to ignore the permissions of files, from the next exec on."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return
    library = ctypes.CDLL(None, use_errno=True)
    for capability in IGNORE_PERMISSIONS:
        if library.prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0) != 0:
            print(f"root reads every file: {os.strerror(ctypes.get_errno())}", file=sys.stderr)


def units_of_case(units: dict[str, list[Unit]], case: dict[str, object]) -> list[Unit]:
    """The units of a case: of its file, or of the folder with many small files."""
    if case["id"] == "tiny":
        return [unit for uri, found in units.items() if uri.startswith("tiny/") for unit in found]
    return units[uri_of(str(case["path"]))]


def path_of(path: str) -> str:
    """The path of a case in its folder, with escaped bytes as surrogates."""
    return ESCAPED_BYTE.sub(lambda match: chr(0xDC00 + int(match[1], 16)), path)


def uri_of(path: str) -> str:
    """The URI that `khabar parse` prints for the path of a case."""
    return text_of_name(os.fsencode(path_of(path)))


def as_expected(case: dict[str, object], found: list[Unit], is_folder: bool) -> bool:
    """Whether the units of one case are as expected."""
    outcomes = Counter(unit["outcome"] for unit in found)
    parsed, refused = outcomes["parsed"], outcomes["rejected"] + outcomes["skipped"]
    match case["expect"]:
        case "rows":
            is_duplicate = str(case["why"]).startswith("duplicate")  # only the database knows
            return (parsed == case["rows"] and not refused) or (is_duplicate and parsed == 1)
        case "rejected":
            return not parsed and refused > 0
        case "partial":
            is_reported = refused > 0 or any(unit["quality_issues"] for unit in found)
            return bool(found) and parsed >= int(str(case["rows"])) and is_reported
        case _:
            return not parsed and (outcomes["skipped"] == 1 or is_folder)


def told(found: list[Unit]) -> str:
    """The outcomes of a case, in words."""
    counts = Counter(f"{unit['outcome']} {unit['reason'] or ''}".strip() for unit in found)
    return ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing"


if __name__ == "__main__":
    sys.exit(main())
