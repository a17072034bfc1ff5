"""Score `khabar parse` on the articles of the structure benchmark, written again in layouts of drawn building blocks.

    python -m bench.figures.layouts [--half measure|write] [--seeds 1 2 3 4 5] [--texts 300] [--by DIMENSION]
    python -m bench.figures.layouts --half write [--misses 20] [--write-to FOLDER]

Each seed draws other articles and other layouts. bench/layouts/blocks.py has the building blocks and says how they are
split: rules are written on the texts of the half "write"; figures come from the half "measure", whose texts nobody who
writes rules may see, so --misses and --write-to refuse it. Printed are the mean and the worst of the seeds. `invented`
is the share of the texts in the output whose characters do not stand in this order in the file.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from statistics import mean
from typing import Any

from bench.figures.structure import predict
from bench.layouts.articles import Article, load, seen_labels
from bench.layouts.blocks import DIMENSIONS, HALVES
from bench.layouts.write import written

MEASURES = ("exact", "title", "head_f1", "facts_f1", "summary_f1", "para_acc", "kept_once", "least_kept", "invented")
Figures = dict[str, float]


def main() -> None:
    """Write, parse and score the texts of each seed; print the mean and the worst."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        folder = options.write_to or Path(name)
        by_seed = {seed: measured(folder / f"seed-{seed}", seed, options) for seed in options.seeds}
    print(f"{options.half}: {len(by_seed)} seeds, {options.texts} texts each")
    print(f"{'':28}" + "".join(f"{measure:>12}" for measure in MEASURES))
    every = [groups["ALL"] for groups in by_seed.values()]
    print(f"{'mean':28}" + "".join(f"{mean(row[measure] for row in every):12.4f}" for measure in MEASURES))
    worst = {measure: (max if measure == "invented" else min)(row[measure] for row in every) for measure in MEASURES}
    print(f"{'worst':28}" + "".join(f"{worst[measure]:12.4f}" for measure in MEASURES))
    if options.by:
        _print_blocks(list(by_seed.values()), options.by)


def measured(folder: Path, seed: int, options: argparse.Namespace) -> dict[str, Figures]:
    """Group ("ALL", "dimension=block") -> measure -> figure of one seed."""
    ids, golds = write_texts(folder / "texts", options.benchmark, options.half, seed, options.texts)
    predictions = list(predict(folder / "texts", ids))
    gold_file = _write_lines(folder / "gold.jsonl", golds)
    predictions_file = _write_lines(folder / "predictions.jsonl", predictions)
    command: list[str | Path] = [sys.executable, options.benchmark / "score.py", "--gold", gold_file]
    command += ["--pred", predictions_file, "--by", ",".join(["id", f"layout:{options.by}"] if options.by else ["id"])]
    command += ["--json", folder / "figures.json", "--misses", str(options.misses)]
    output = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    print("".join(f"seed {seed}, {line}\n" for line in output.splitlines() if line.startswith("not exact")), end="")
    groups: dict[str, Figures] = json.loads((folder / "figures.json").read_text(encoding="utf-8"))
    of_articles = [figures for group, figures in groups.items() if group.startswith("id=")]
    texts = {identifier: (folder / "texts" / name).read_text(encoding="utf-8") for name, identifier in ids.items()}
    groups["ALL"]["least_kept"] = min(figures["kept_once"] for figures in of_articles)
    groups["ALL"]["invented"] = invented(predictions, texts)
    return groups


def write_texts(
    folder: Path, benchmark: Path, half: str, seed: int, count: int
) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """Write the texts of one seed; file name -> id, and the gold of each."""
    folder.mkdir(parents=True)
    labels, ids, golds = seen_labels(benchmark), {}, []
    for article in _chosen(load(benchmark), seed, count):
        text = written(article, half, labels, random.Random(f"{half}:{seed}:{article.id}"))
        (folder / f"{article.id}.txt").write_bytes(text.data)
        ids[f"{article.id}.txt"] = article.id
        golds.append(text.gold)
    return ids, golds


def invented(predictions: list[dict[str, Any]], texts: Mapping[str, str]) -> float:
    """Share of the texts in all outputs whose characters, white space aside, do not stand in this order in the file."""
    every = [(_solid(texts[prediction["id"]]), text) for prediction in predictions for text in _strings(prediction)]
    return sum(not _has_in_order(file, _solid(text)) for file, text in every) / len(every)


def _options() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmark", type=Path, default=Path("../shared/bench/structure"))
    arguments.add_argument("--half", choices=HALVES, default="measure", help="which building blocks")
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--texts", type=int, default=300, help="texts of each seed")
    arguments.add_argument(
        "--by", default="", choices=["", "label words", "language", *DIMENSIONS], help="figures by block"
    )
    arguments.add_argument("--misses", type=int, default=0, help="name this many texts of each seed that are not exact")
    arguments.add_argument("--write-to", type=Path, help="keep texts, gold and predictions in this folder")
    options = arguments.parse_args()
    if options.half == "measure" and (options.misses or options.write_to):
        arguments.error("the texts of the measuring half are not shown: whoever writes rules would learn them")
    return options


def _chosen(articles: list[Article], seed: int, count: int) -> list[Article]:
    return random.Random(f"articles:{seed}").sample(articles, min(count, len(articles)))


def _write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _strings(article: Mapping[str, Any]) -> list[str]:
    sections = [text for section in article["sections"] for text in (section["heading"], *section["paragraphs"])]
    return [
        text
        for text in (article["title"], *article["facts"], *article["summary"], *sections, *article["extra"])
        if text
    ]


def _solid(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _has_in_order(file: str, text: str) -> bool:
    place = -1
    return all((place := file.find(sign, place + 1)) >= 0 for sign in text)


def _print_blocks(seeds: list[dict[str, Figures]], dimension: str) -> None:
    """The figures of each block, over the texts of all seeds."""
    names = sorted({group for groups in seeds for group in groups if group.startswith(f"layout:{dimension}=")})
    print(f"\n{dimension:28}{'texts':>12}" + "".join(f"{measure:>12}" for measure in MEASURES[:5]))
    for name in names:
        rows = [groups[name] for groups in seeds if name in groups]
        count = sum(row["n"] for row in rows)
        cells = ""
        for measure in MEASURES[:5]:
            known = [row for row in rows if row[measure] is not None]
            texts = sum(row["n"] for row in known)
            cells += f"{sum(row[measure] * row['n'] for row in known) / texts:12.3f}" if texts else f"{'-':>12}"
        print(f"{name.partition('=')[2]:28}{count:12}{cells}")


if __name__ == "__main__":
    main()
