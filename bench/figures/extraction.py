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
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import trafilatura

from bench.figures import trafilatura_predictions
from bench.figures.page_predictions import predict, write_lines

MIN_PAGES_OF_LANGUAGE = 20
# The front page of a newspaper (its own metadata say "sectionfront"): no article, so Khabar refuses it.
WRONG = 0.8  # a main text with a lower F1
MOST_DOUBTED = 0.1  # of the pages
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
        _print_doubt(options.benchmark, ours)
        _print_least_lead(*(json.loads((folder / f"{name}.json").read_text()) for name in ("khabar", "trafil")))
        ours = [row for row in ours if row["id"] in gold["ids"]]
        theirs = list(trafilatura_predictions.predict(page for page in pages if page["id"] in gold["ids"]))
        for label, rows in (("khabar", ours), ("trafilatura", theirs)):
            print(f"\n{label}, whole articles", flush=True)
            predictions = write_lines(folder / "articles_only.jsonl", rows)
            _score(options.benchmark / "score_articles.py", gold["articles"], predictions)


def read_pages(benchmark: Path, every: int) -> list[dict[str, Any]]:
    """Every Nth page of the benchmark, without index pages: {id, data, html, url}."""
    pages = [page for number, page in enumerate(read_module(benchmark / "pages.py").pages()) if number % every == 0]
    pages = [page for page in pages if page["id"] not in INDEX_PAGES]
    return [page | {"data": page["html"].encode("utf-8", "replace")} for page in pages]


def read_module(path: Path) -> ModuleType:
    """A script of the benchmark, as a module."""
    source = importlib.util.spec_from_file_location(path.stem, path)
    if source is None or source.loader is None:
        raise SystemExit(f"there is no {path}")
    module = importlib.util.module_from_spec(source)
    source.loader.exec_module(module)
    return module


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


def _print_doubt(benchmark: Path, ours: list[dict[str, Any]]) -> None:
    """Print which share of the wrong pages is among the most doubted."""
    prf = read_module(benchmark / "score.py").prf
    gold = {row["id"]: row["text"] for row in _read(benchmark / "gold.jsonl.gz") if not row.get("suspect")}
    doubts = [
        (row.get("extraction_doubt") or 1.0, prf(gold[row["id"]], row.get("text") or "")[2] < WRONG)
        for row in ours
        if gold.get(row["id"]) is not None
    ]
    print(f"\ndoubt: of {sum(wrong for _, wrong in doubts)} wrong pages {found_by_doubt(doubts):.3f} are most doubted")


def found_by_doubt(doubts: Sequence[tuple[float, bool]]) -> float:
    """The share of the wrong pages that are among the most doubted, from (doubt, is wrong) of each page."""
    ordered = sorted(doubts, key=lambda page: -page[0])
    most = ordered[: round(MOST_DOUBTED * len(ordered))]
    return sum(wrong for _, wrong in most) / max(1, sum(wrong for _, wrong in ordered))


def _options(options: argparse.Namespace) -> list[str]:
    return ["--by", options.by, "--worst", str(options.worst)]


def _score(scorer: Path, *arguments: str | Path) -> None:
    subprocess.run([sys.executable, scorer, *arguments], check=True)


if __name__ == "__main__":
    main()
