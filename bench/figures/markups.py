"""Score `khabar parse` on news pages that are combined from building blocks of many sites.

    python -m bench.figures.markups [--half measure] [--seeds 1 2 3 4 5] [--pages 80] [--by skeleton]
    python -m bench.figures.markups --half write [--misses 20] [--write-to FOLDER]

Invented articles stand in invented pages. Each page takes one block of each dimension of `markup_blocks/registry.py`:
a skeleton, a kind of byline, a box of key points, a consent overlay ... Blocks and articles are split into halves by a
hash of their names. Rules are written and fitted on the half `write` only; figures come from the half `measure`, whose
pages and misses nobody looks at: `--misses` and `--write-to` refuse it.

The figures are means over the pages of a seed; then their mean and the worst over the seeds. A page that lacks a part
counts for that part only if one was found. `dates invented` is the number of pages where the date is of another day,
or the page has none.
"""

import argparse
import json
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from statistics import fmean
from typing import Any

from bench.figures.markup_blocks.make import Page, make_pages
from bench.figures.markup_blocks.registry import DIMENSIONS
from bench.figures.markup_blocks.scores import COUNTED, FIGURES, scores
from bench.figures.page_predictions import khabar_command, write_warc

Scored = tuple[Page, dict[str, Any], dict[str, float]]


def main() -> None:
    """Make the pages of each seed, parse them, and print the figures."""
    options = _options()
    by_seed = {}
    for seed in options.seeds:
        pages = list(make_pages(options.half, seed, options.pages))
        if options.write_to:
            _write(options.write_to, pages)
        by_seed[seed] = list(score(pages))
    _print_figures(by_seed)
    rows = [row for rows in by_seed.values() for row in rows]
    if options.by:
        _print_blocks(options.by, rows)
    for line in list(_misses(rows))[: options.misses]:
        print(line)


def score(pages: list[Page]) -> Iterator[Scored]:
    """Yield each page with the result of `khabar parse` and its scores."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "pages.warc"
        rows = ({"id": p.id, "data": p.html.encode(), "url": p.url, "fetched": p.fetched} for p in pages)
        write_warc(rows, file)
        lines = subprocess.run([khabar_command(), "parse", file], stdout=subprocess.PIPE, check=True).stdout
    for page, parsed in zip(pages, map(json.loads, lines.splitlines()), strict=True):
        yield page, parsed, scores(page.gold, parsed)


def _options() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--half", choices=("write", "measure"), default="measure", help="of the blocks and articles")
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--pages", type=int, default=80, help="number of pages of each seed")
    arguments.add_argument("--by", choices=(*DIMENSIONS, "language"), help="print the figures for each block of this")
    arguments.add_argument("--misses", type=int, default=0, help="print this many differences; half `write` only")
    arguments.add_argument("--write-to", type=Path, help="write pages and expected results here; half `write` only")
    options = arguments.parse_args()
    if options.half != "write" and (options.misses or options.write_to):
        arguments.error("nobody looks at the half that measures: --misses and --write-to need --half write")
    return options


def _print_figures(by_seed: dict[int, list[Scored]]) -> None:
    pages = sum(map(len, by_seed.values()))
    print(f"{len(by_seed)} seeds, {pages} pages\n{'':18}{'mean':>8}{'worst':>8}")
    for name in FIGURES:
        of_seeds = [_mean(name, [row[2] for row in rows]) for rows in by_seed.values()]
        worst = max(of_seeds) if name == COUNTED else min(of_seeds)
        print(f"{name:18}{fmean(of_seeds):8.3f}{worst:8.3f}")


def _print_blocks(dimension: str, rows: list[Scored]) -> None:
    groups = defaultdict(list)
    for page, _, figures in rows:
        groups[page.lang if dimension == "language" else page.chosen.get(dimension, "-")].append(figures)
    print(f"\n{dimension:28}{'n':>4}" + "".join(f"{name[:10]:>11}" for name in FIGURES))
    for block, group in sorted(groups.items()):
        print(f"{block:28}{len(group):4}" + "".join(f"{_mean(name, group):11.2f}" for name in FIGURES))


def _mean(name: str, rows: Iterable[dict[str, float]]) -> float:
    values = [row[name] for row in rows if name in row]
    if name == COUNTED:
        return sum(values)
    return fmean(values) if values else float("nan")


def _misses(rows: list[Scored]) -> Iterator[str]:
    for page, parsed, figures in rows:
        wrong = [f"{name} {figures[name]:.2f}" for name in FIGURES if figures.get(name, 1) < 1 and name != COUNTED]
        if wrong:
            blocks = ", ".join(f"{dimension}={block}" for dimension, block in page.chosen.items())
            found = {name: parsed.get(name) for name in ("title", "authors", "published_on", "standfirst", "facts")}
            yield f"\n{page.id}: {', '.join(wrong)}\n  {blocks}\n  {json.dumps(found, ensure_ascii=False)}"


def _write(folder: Path, pages: list[Page]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        (folder / f"{page.id}.html").write_text(page.html, encoding="utf-8")
        gold = asdict(page.gold) | {"url": page.url, "fetched": page.fetched, "blocks": page.chosen}
        (folder / f"{page.id}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
