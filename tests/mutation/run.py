"""Change the code in small ways and see whether its tests notice: `python tests/mutation/run.py AREA [...]`.

An area is some folders of etl/ with the tests of the same folders. Every mutant gets a process forked from one
in which all tests are imported and the test server runs; only tests that run the changed line are run, the fastest
first, to the first failure. Prints every survivor, and the share that was killed.
"""

import argparse
import random
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from mutation.mutants import Mutant, mutants_of  # noqa: E402
from mutation.plugin import MutationPlugin  # noqa: E402

# A changed word of these could end or delete what is not its own: a server of somebody else, a folder.
NEVER = ("etl/postgres/[!r]*.py", "etl/atomic_file.py")
# The form of the tables: a test compares it with the migrations, and PostgreSQL with every row.
DECLARED = ("etl/database/tables/*.py", "etl/database/migrations/**/*.py")
# Area -> its folders of etl/, whose tests are in the same folders of tests/, and other folders of tests.
AREAS = {
    "ingest": (("ingest",), ()),
    "decoding": (("decoding", "recognise"), ("parse/not_prose",)),
    "load": (("load", "database", "postgres"), ()),
    # What is a command of its own (explain, export, search) is tested as one.
    "stages": (("stages", "ask", "verify", "explain", "workers"), ("cli",)),
}


def main() -> None:
    """Try the mutants of each area; an area is a pytest session of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("areas", nargs="+", choices=list(AREAS))
    parser.add_argument("--count", type=int, default=100, help="mutants of each area")
    parser.add_argument("--seed", type=int, default=random.randrange(1, 2**31))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="of these only mutants with this in their description")
    parser.add_argument("--tests", default="", help="other tests than those of the area's folder")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    for area in options.areas:
        folders, others = AREAS[area]
        files = _files(folders)
        chosen = _choose(files, options.count, options.seed, options.only)
        plugin = MutationPlugin(area, chosen, files, options.jobs)
        tests = options.tests.split() or [f"tests/{folder}" for folder in (*folders, *others)]
        arguments = ["-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
        code = pytest.main(arguments, plugins=[plugin])
        if code:
            sys.exit(int(code))


def _files(folders: Iterable[str]) -> list[Path]:
    left_out = {path for each in (*NEVER, *DECLARED) for path in ROOT.glob(each)}
    found = {path for folder in folders for path in (ROOT / "etl" / folder).rglob("*.py")}
    return sorted(found - left_out)


def _choose(files: list[Path], count: int, seed: int, only: str) -> list[Mutant]:
    found = [mutant for path in files for mutant in mutants_of(path)]
    chosen = random.Random(seed).sample(found, min(count, len(found)))
    return sorted(
        (mutant for mutant in chosen if only in str(mutant)),
        key=lambda mutant: (mutant.path, mutant.line, mutant.number),
    )


if __name__ == "__main__":
    main()
