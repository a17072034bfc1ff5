"""Fuzz with coverage as the guide: `python tests/fuzz/run.py [--seconds N] [--seed N] [TARGET ...]` (`make fuzz`).

The time is shared by the targets, one process at a time. What was found to reach new code stays in .cache/fuzz, and
the next call goes on from there. Prints a row per target and every find; ends with 1 if there is one.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from fuzz.targets import TARGETS  # noqa: E402  # in the folder of the tests

WORK = HERE.parents[1] / ".cache" / "fuzz"
MAX_INPUT_BYTES = 65_536
LIMITS = ("-timeout=60", "-rss_limit_mb=3000", "-report_slow_units=60", f"-max_len={MAX_INPUT_BYTES}")
COVERAGE = re.compile(r"cov: (\d+) ft: (\d+) corp: (\d+)")
EXECUTIONS = re.compile(r"^#(\d+)\s", re.MULTILINE)


def main() -> None:
    """Fuzz each target for its share of the time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=random.randrange(1, 2**31))
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help=f"of {', '.join(TARGETS)}")
    options = parser.parse_args()
    if find_spec("atheris") is None:
        print("skipped: atheris has no package for this machine")
        return
    print(f"seed {options.seed}", flush=True)
    for name in options.targets:
        _fuzz(name, max(1, options.seconds // len(options.targets)), options.seed)
    finds = sorted(WORK.glob("*/finds/*.traceback")) + sorted(WORK.glob("*/died-*"))
    for find in finds:
        print(f"find: {find.relative_to(WORK.parents[1])}")
    sys.exit(bool(finds))


def _fuzz(name: str, seconds: int, seed: int) -> None:
    """One target, again after each death of its process, until its time is used."""
    folder = WORK / name
    _lay_seeds(name, folder)
    started, executions, deaths, last = time.monotonic(), 0, 0, ""
    while (left := seconds - int(time.monotonic() - started)) > 0:
        output = _run(name, folder, left, seed + deaths)
        executions += max(map(int, EXECUTIONS.findall(output)), default=0)
        last = (COVERAGE.findall(output) or [("0", "0", "0")])[-1]
        if "DONE" in output:
            break
        deaths += 1
        (folder / f"died-{seed + deaths}.log").write_text(output[-20_000:])
    limits = folder / "limits.json"
    row = {"target": name, "seconds": seconds, "executions": executions, "edges": int(last[0])} | {
        "features": int(last[1]), "inputs": int(last[2]), "deaths": deaths,
        "finds": len(list((folder / "finds").glob("*.traceback"))),
        "most": json.loads(limits.read_text()) if limits.exists() else {},
    }  # fmt: skip
    print(json.dumps(row), flush=True)
    with (WORK / "report.jsonl").open("a") as report:
        report.write(json.dumps(row) + "\n")


def _lay_seeds(name: str, folder: Path) -> None:
    for part in ("seeds", "corpus"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(TARGETS[name].seeds()):
        (folder / "seeds" / f"{number:03}").write_bytes(data)
    words = [word.encode() for word in TARGETS[name].words]
    escaped = ["".join(f"\\x{byte:02x}" for byte in word) for word in words]
    (folder / "words.txt").write_text("".join(f'"{word}"\n' for word in escaped))


def _run(name: str, folder: Path, seconds: int, seed: int) -> str:
    """Run libFuzzer and return what it says."""
    command = [sys.executable, str(HERE / "one_target.py"), name, str(folder), *LIMITS]
    options = [f"-max_total_time={seconds}", f"-seed={seed}", f"-dict={folder / 'words.txt'}"]
    places = [f"-artifact_prefix={folder}/died-", str(folder / "corpus"), str(folder / "seeds")]
    done = subprocess.run([*command, *options, *places], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode(errors="replace")


if __name__ == "__main__":
    main()
