"""User CPU of whole commands, as a multiple of importing typer, rich and pydantic-settings.

    python -m bench.speed.start [--against FOLDER ...]

A FOLDER is a checkout of another commit, made by `git worktree add FOLDER COMMIT`; its code runs with the packages of
this checkout. Every command is a new process. The commands take turns, so that a busy machine slows down all of them,
and the best of REPEATS counts.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
SEEDS = CHECKOUT / "seeds"
REPEATS = 5
INFINITE = float("inf")
IMPORTS = "import typer, rich, pydantic_settings"
KHABAR = "from etl.cli import main; main()"
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("config", "show"),
    ("search", "--help"),
    ("parse", str(SEEDS / "ru-library-boat.txt")),
    ("parse", str(SEEDS / "observatory.html")),
)


def main() -> None:
    """Print seconds and ratios."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--against", type=Path, action="append", default=[], help="a checkout of another commit")
    folders = [CHECKOUT, *(folder.absolute() for folder in arguments.parse_args().against)]
    imports = INFINITE
    best = {(folder, command): INFINITE for command in COMMANDS for folder in folders}
    for _ in range(REPEATS):
        imports = min(imports, _user_seconds(CHECKOUT, IMPORTS))
        for folder, command in best:
            best[folder, command] = min(best[folder, command], _user_seconds(folder, KHABAR, *command))
    print(f"{imports:6.2f} s   1.00   {IMPORTS}")
    for (folder, command), seconds in best.items():
        words = " ".join(Path(word).name for word in command)
        share = f" in {folder}; here {best[CHECKOUT, command] / seconds:.2f} of that" if folder != CHECKOUT else ""
        print(f"{seconds:6.2f} s  {seconds / imports:5.2f}   khabar {words}{share}")


def _user_seconds(folder: Path, code: str, *arguments: str) -> float:
    """User CPU seconds of a new process that runs this code with the modules of `folder`, and of its workers."""
    environment = os.environ | {"PYTHONPATH": str(folder)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with tempfile.TemporaryDirectory() as empty:  # python -c looks for modules in its own folder first
        command = [sys.executable, "-c", code, *arguments]
        subprocess.run(command, cwd=empty, env=environment, stdout=subprocess.DEVNULL, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


if __name__ == "__main__":
    main()
