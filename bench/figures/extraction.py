"""Score `khabar parse` and trafilatura on the same real pages, and print the tables of the benchmark's scorers.

python -m bench.figures.extraction [--every 1] [--by lang] [--worst 20] [--benchmark ../shared/bench/extraction]
"""

import argparse
import gzip
import importlib.util
import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import trafilatura

from bench.figures import trafilatura_predictions
from bench.figures.page_predictions import predict, write_lines

MIN_PAGES_OF_LANGUAGE = 20
# The front page of a newspaper (its own metadata say "sectionfront"): no article, so Khabar refuses it.
INDEX_PAGES = frozenset(("mozilla_tests:nytimes-5",))


def main() -> None:
    """Parse every Nth page with both, and run the scorers on both results."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/extraction"))
    arguments.add_argument("--every", type=int, default=1, help="score every Nth page only")
    arguments.add_argument("--by", default="lang", help="what to group by: lang, source, both, none")
    arguments.add_argument("--worst", type=int, default=0, help="name this many pages with the lowest F1")
    options = arguments.parse_args()
    pages = read_pages(options.benchmark, options.every)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = _gold_of(options.benchmark, pages, folder)
        ours = list(predict(pages, folder))
        theirs = _by_trafilatura(pages)
        for label, rows in (("khabar", ours), ("trafilatura, include_comments=False", theirs)):
            print(f"\n{label}", flush=True)
            predictions = write_lines(folder / "predictions.jsonl", rows)
            written = ("--json", str(folder / f"{label[:6]}.json"))
            _score(options.benchmark / "score.py", predictions, "--gold", gold["gold"], *_options(options), *written)
        _print_least_lead(*(json.loads((folder / f"{name}.json").read_text()) for name in ("khabar", "trafil")))
        ours = [row for row in ours if row["id"] in gold["ids"]]
        theirs = list(trafilatura_predictions.predict(page for page in pages if page["id"] in gold["ids"]))
        for label, rows in (("khabar", ours), ("trafilatura", theirs)):
            print(f"\n{label}, whole articles", flush=True)
            predictions = write_lines(folder / "articles_only.jsonl", rows)
            _score(options.benchmark / "score_articles.py", gold["articles"], predictions)


def read_pages(benchmark: Path, every: int) -> list[dict[str, Any]]:
    """Every Nth page of the benchmark, without index pages: {id, data, html, url}."""
    source = importlib.util.spec_from_file_location("pages", benchmark / "pages.py")
    if source is None or source.loader is None:
        raise SystemExit(f"{benchmark} has no pages.py")
    module = importlib.util.module_from_spec(source)
    source.loader.exec_module(module)
    pages = [page for number, page in enumerate(module.pages()) if number % every == 0]
    pages = [page for page in pages if page["id"] not in INDEX_PAGES]
    return [page | {"data": page["html"].encode("utf-8", "replace")} for page in pages]


def _gold_of(benchmark: Path, pages: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """The gold texts of these pages only, because the scorers count a missing page as empty."""
    ids = {page["id"] for page in pages}
    articles = [row for row in _read(benchmark / "articles.jsonl.gz") if row["id"] in ids]
    return {
        "gold": write_lines(
            folder / "gold.jsonl", (row for row in _read(benchmark / "gold.jsonl.gz") if row["id"] in ids)
        ),
        "articles": write_lines(folder / "articles.jsonl", articles),
        "ids": {row["id"] for row in articles},
    }


def _read(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _by_trafilatura(pages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return [
        {"id": p["id"], "text": trafilatura.extract(p["html"], url=p["url"], include_comments=False)} for p in pages
    ]


def _print_least_lead(ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Print the language with the smallest lead of Khabar over trafilatura, among those with enough pages."""
    leads = {
        name: figures["f1"] - theirs[name]["f1"]
        for name, figures in ours.items()
        if name.startswith("lang=") and figures["n"] >= MIN_PAGES_OF_LANGUAGE
    }
    if leads:
        least = min(leads, key=lambda name: leads[name])
        print(f"\nleast lead in a language of {MIN_PAGES_OF_LANGUAGE} pages or more: {leads[least]:+.4f} ({least})")


def _options(options: argparse.Namespace) -> list[str]:
    return ["--by", options.by, "--worst", str(options.worst)]


def _score(scorer: Path, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, scorer, *arguments], check=True)


if __name__ == "__main__":
    main()
