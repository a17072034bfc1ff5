"""Score `khabar parse` on whole news pages, field by field, and print the tables of three scorers.

python bench/pages.py [--by template] [--misses published] [--benchmark ../shared/bench/pages]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from page_predictions import predict, write_lines


def main() -> None:
    """Parse the pages and run the scorers: of fields, of whole articles, of the text."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/pages"))
    arguments.add_argument("--by", help="what to group by: lang, template, date_mode, beat, facts_markup, encoding")
    arguments.add_argument("--misses", help="name the pages on which this field is not right")
    arguments.add_argument("--extraction", type=Path, default=Path("../shared/bench/extraction"))
    options = arguments.parse_args()
    given = {"--by": options.by, "--misses": options.misses}
    chosen = [word for name, value in given.items() if value for word in (name, value)]
    with tempfile.TemporaryDirectory() as name:
        predictions = write_lines(Path(name) / "predictions.jsonl", predict(_pages(options.benchmark), Path(name)))
        scorer = options.benchmark / "score_pages.py"
        gold = options.benchmark / "gold.jsonl"
        for command in (
            [scorer, predictions, *chosen],
            [options.extraction / "score_articles.py", gold, predictions],
            [options.extraction / "score.py", predictions, "--gold", gold, "--by", "none"],
        ):
            subprocess.run([sys.executable, *command], check=True)
            print(flush=True)


def _pages(benchmark: Path) -> Iterator[dict[str, Any]]:
    for row in map(json.loads, (benchmark / "index.jsonl").open(encoding="utf-8")):
        yield row | {"data": (benchmark / row["file"]).read_bytes()}


if __name__ == "__main__":
    main()
