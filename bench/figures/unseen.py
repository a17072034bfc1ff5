"""Score `khabar parse` on the pages and texts of bench/unseen/, which were made by somebody who did not know the rules.

    python -m bench.figures.unseen
    python -m bench.figures.unseen --half write [--misses 20] [--write-to FOLDER]

Printed are, for each measure, the mean and the number of files that are wholly right. Rules are written on the half
"write" only, so the misses and files of the half "measure" are not shown.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from bench.unseen.scores import Scores, page_scores, text_scores

ARCHIVES = Path(__file__).parents[1] / "unseen"
SOME_REFUSED = 1  # exit code of `khabar parse`
HALVES = ("measure", "write")
KINDS = {"pages": (".html", page_scores), "texts": (".txt", text_scores)}


def main() -> None:
    """Unpack, parse and score the files of a half; print the figures of pages and texts."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = options.write_to or Path(name)
        with zipfile.ZipFile(ARCHIVES / f"{options.half}.zip") as archive:
            archive.extractall(folder)
        for kind in KINDS:
            _print(kind, dict(scored(folder / kind, kind)), options.misses)


def scored(folder: Path, kind: str) -> Iterator[tuple[str, Scores]]:
    """Yield the name of each file of a folder with its scores; kind is "pages" or "texts"."""
    ending, score = KINDS[kind]
    outputs = parsed(sorted(folder.glob(f"*{ending}")))
    for gold in sorted(folder.glob("*.json")):
        yield gold.stem, score(json.loads(gold.read_text(encoding="utf-8")), outputs[gold.stem])


def parsed(paths: Sequence[Path]) -> Mapping[str, list[dict[str, Any]]]:
    """Name of the file without its ending -> the articles in it, as `khabar parse` prints them."""
    khabar = shutil.which("khabar", path=str(Path(sys.executable).parent)) or "khabar"
    command = [khabar, "parse", *map(str, paths)]
    run = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if run.returncode not in (0, SOME_REFUSED):
        raise RuntimeError(f"khabar parse ended with {run.returncode}")
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in map(json.loads, run.stdout.splitlines()):
        if record["outcome"] == "parsed":
            found[Path(record["uri"]).stem].append(record)
    return found


def _print(kind: str, scores: Mapping[str, Scores], misses: int) -> None:
    measures = list(dict.fromkeys(measure for of_file in scores.values() for measure in of_file))
    for measure in measures:
        shares = {name: of_file[measure] for name, of_file in scores.items() if measure in of_file}
        right = sum(share == 1 for share in shares.values())
        print(f"{kind}: {measure:14} {mean(shares.values()):.3f}   {right} of {len(shares)} wholly right")
        wrong = [name for name, share in shares.items() if share < 1]
        if misses and wrong:
            print("    " + " ".join(wrong[:misses]))


def _options() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=HALVES, default="measure")
    arguments.add_argument("--misses", type=int, default=0, help="name this many wrong files of each measure")
    arguments.add_argument("--write-to", type=Path, help="keep the files in this folder")
    options = arguments.parse_args()
    if options.half == "measure" and (options.misses or options.write_to):
        arguments.error("the files of the measuring half are not shown: whoever writes rules would learn them")
    return options


if __name__ == "__main__":
    main()
