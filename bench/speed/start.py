"""CPU time of whole commands, compared with the imports that every command needs and with another commit.

    python -m bench.speed.start [--against FOLDER]

FOLDER is a checkout of another commit, prepared by tools/setup.sh. Every command is a new process; its workers are
measured too. The commands take turns, so that a busy machine slows down all of them, and the best of REPEATS runs
counts.
"""

import argparse
import resource
import subprocess
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
SEEDS = CHECKOUT / "seeds"
REPEATS = 3
IMPORTS = "import typer, rich, pydantic_settings"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("config", "show"),
    ("search", "--help"),
    ("parse", str(SEEDS / "ru-library-boat.txt")),
    ("parse", str(SEEDS / "observatory.html")),
)
Row = tuple[Path, tuple[str, ...]]  # a checkout, and a command in its .venv/bin


def main() -> None:
    """Print seconds and ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--against", type=Path, help="a checkout of another commit")
    other = arguments.parse_args().against
    checkouts = [CHECKOUT, other.absolute()] if other else [CHECKOUT]
    imports: Row = (CHECKOUT, ("python", "-c", IMPORTS))
    rows = [imports, *((checkout, ("khabar", *command)) for command in COMMANDS for checkout in checkouts)]
    best = dict.fromkeys(rows, float("inf"))
    for _ in range(REPEATS):
        for row in rows:
            best[row] = min(best[row], _cpu_seconds(*row))
    for (checkout, command), seconds in best.items():
        words = " ".join(word.rpartition("/")[2] for word in command)
        ratio = f"; here {best[CHECKOUT, command] / seconds:.2f} of that" if checkout != CHECKOUT else ""
        print(f"{seconds:5.2f} s, {seconds / best[imports]:5.2f} of the imports: {words} in {checkout}{ratio}")


def _cpu_seconds(checkout: Path, command: tuple[str, ...]) -> float:
    """The user and system CPU seconds of a command of this checkout and its workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as empty:  # without settings of its own
        program = checkout / ".venv" / "bin" / command[0]
        subprocess.run([program, *command[1:]], cwd=empty, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    main()
