"""Score `khabar parse` and trafilatura on news pages, field by field, and print the tables of the scorers.

python -m bench.figures.pages [--by template] [--misses published] [--benchmark ../shared/bench/pages]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import trafilatura_predictions
from bench.figures.page_predictions import predict, write_lines

SCORERS = Path("../extraction")  # next to this benchmark


def main() -> None:
    """Parse the pages with both and run the scorers."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/pages"))
    arguments.add_argument("--by", help="what to group by: lang, template, date_mode, beat, facts_markup, encoding")
    arguments.add_argument("--misses", help="name the pages on which this field is wrong")
    options = arguments.parse_args()
    given = {"--by": options.by, "--misses": options.misses}
    chosen = [word for name, value in given.items() if value for word in (name, value)]
    with tempfile.TemporaryDirectory() as name:
        pages = list(_pages(options.benchmark))
        ours = write_lines(Path(name) / "khabar.jsonl", predict(pages, Path(name)))
        theirs = write_lines(Path(name) / "trafilatura.jsonl", trafilatura_predictions.predict(pages))
        for label, predictions in (("khabar", ours), ("trafilatura", theirs)):
            print(f"\n{label}, fields", flush=True)
            _run(options.benchmark / "score_pages.py", predictions, *chosen)
            print(f"\n{label}, whole articles", flush=True)
            _run(options.benchmark / SCORERS / "score_articles.py", options.benchmark / "gold.jsonl", predictions)
            print(f"\n{label}, main text", flush=True)
            gold = ("--gold", options.benchmark / "gold.jsonl", "--by", "none")
            _run(options.benchmark / SCORERS / "score.py", predictions, *gold)


def _run(scorer: Path, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, scorer, *arguments], check=True)


def _pages(benchmark: Path) -> Iterator[dict[str, Any]]:
    for row in map(json.loads, (benchmark / "index.jsonl").open(encoding="utf-8")):
        yield row | {"data": (benchmark / row["file"]).read_bytes()}


if __name__ == "__main__":
    main()
