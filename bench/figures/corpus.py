"""Outcomes of `khabar parse` on the sample corpus, against its manifest.

    python -m bench.figures.corpus [--corpus ../shared/corpus] [--show]

Prints, per format, the number of files whose outcome is as the manifest expects; with --show, each file whose outcome
is not. Exit code 1 if a file has no outcome at all.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from bench.figures.hostile import Unit, told, units_of


def main() -> int:
    """Print the comparison, and return 1 if a file has no outcome, else 0."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--corpus", type=Path, default=Path("../shared/corpus"))
    arguments.add_argument("--show", action="store_true", help="print each file that is not as expected")
    options = arguments.parse_args()
    if not options.corpus.exists():
        print(f"skipped: {options.corpus} is not there")
        return 0
    rows = [json.loads(line) for line in (options.corpus / "manifest.jsonl").read_text().splitlines()]
    units = units_of(options.corpus / "open")
    total = Counter((row["format"], row["expected"]["outcome"]) for row in rows)
    right: Counter[tuple[str, str]] = Counter()
    missing = 0
    for row in rows:
        found = units[row["path"].removeprefix("open/")]
        missing += not found
        fits = as_expected(row["expected"], found)
        right[row["format"], row["expected"]["outcome"]] += fits
        if options.show and not fits:
            print(f"{row['path']}: expected {json.dumps(row['expected'])[:120]}, got {told(found)}")
    for key, count in sorted(total.items()):
        print(f"{key[0]:26} {key[1]:10} {right[key]:4} of {count:4} as expected")
    print(f"{'all':37} {right.total():4} of {total.total():4} as expected; {missing} without any outcome")
    return 1 if missing else 0


def as_expected(expected: dict[str, object], found: list[Unit]) -> bool:
    """Whether the units of one file are what the manifest expects."""
    outcomes = Counter(unit["outcome"] for unit in found)
    parsed, refused = outcomes["parsed"], outcomes["rejected"] + outcomes["skipped"]
    match expected["outcome"]:
        case "articles":
            return parsed == expected["n"]
        case "rejected":
            return not parsed and refused > 0
        case "partial":
            return refused > 0 or parsed > 0
        case "feed":
            # An entry without text may be rejected: that counts, because it was seen.
            return len(found) == expected["entries"] or (not expected["entries"] and not parsed)
        case "text":
            return parsed == 1
        case _:
            return bool(found)


if __name__ == "__main__":
    sys.exit(main())
