"""Fit etl/parse/html/main_text/html_block_trees.json: the trees that distinguish main text from the rest of a page.

    python -m bench.fit.blocks [--benchmarks ../shared/bench] [--write]

Needs CatBoost (`.venv/bin/python -m uv pip install catboost`), which Khabar itself does not need. Every page counts
three times: as it is; without the names and kinds of its elements, so that the trees do not depend on the fashions of a
decade; and stripped to the element with its text, as some archives keep pages.

Prints the results of the benchmarks' scorers for whole articles. Each page is parsed with trees that were fitted
without pages of its site (or of its template, for the pages written for the benchmark). Pages of NEVER_FITTED are never
used for fitting. With --write, the trees of all other pages are written.
"""

import argparse
import gzip
import json
import math
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy
from catboost import CatBoostClassifier, Pool

from bench.figures.extraction import read_module
from bench.figures.page_predictions import prediction, write_lines
from bench.fit.block_lessons import OWN_PAGES, Page, own_pages, real_pages, stripped
from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.main_text import choice
from etl.parse.html.main_text.scores import TREES_FILE, Trees
from etl.settings import load_settings
from etl.stages.convert import convert
from etl.stages.parse_output import article_object, refusal_object

NEVER_FITTED = ("daniel", "htmltotext")  # sources whose licences do not allow fitting weights
FOLDS = 5
SEEDS = (1, 2, 3)  # of the ensembles, which are averaged, because a single one depends on chance
TREES, DEPTH, RATE, PENALTY, BORDERS, SAMPLED = 80, 5, 0.2, 5.0, 64, 0.7
BLIND_WEIGHT = 0.5
NAMES_AND_KINDS = ("own:", "near:", "around:", "seen:", "in:", "tag:")
UNTOLD = {"article:running": -1.0, "title:article": 1.0}  # values on a page without article elements


def main() -> None:
    """Score pages with their sites held out, and write the trees if --write is given."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmarks", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--write", action="store_true", help="write the trees of all pages")
    options = arguments.parse_args()
    scorer = read_module(options.benchmarks / "extraction/score.py")
    pages = [*real_pages(options.benchmarks / "extraction", scorer), *own_pages(options.benchmarks / "pages", scorer)]
    fitted = [page for page in pages if page.source not in NEVER_FITTED]
    lessons = [*fitted, *(bare for page in fitted if (bare := stripped(page, scorer)) is not None)]
    everything = fit(lessons)
    if options.write:
        _write(everything)
    parsed = {page.id: parsed_page(page, everything) for page in pages if page.source in NEVER_FITTED}
    for fold in folds_of(fitted):
        trees = fit([page for page in lessons if page.site not in fold])
        parsed |= {page.id: parsed_page(page, trees) for page in fitted if page.site in fold}
    report(pages, parsed, options.benchmarks)


def fit(pages: Sequence[Page]) -> Trees:
    """Trees fitted on the pages, each as it is and without names and kinds of elements."""
    names = list(next(page.features for page in pages if page.blocks))
    rows = numpy.vstack([numpy.column_stack([page.features[name] for name in names]) for page in pages if page.blocks])
    blind = rows.copy()
    for place, name in enumerate(names):
        if name.startswith(NAMES_AND_KINDS) or name in UNTOLD:
            blind[:, place] = UNTOLD.get(name, 0.0)
    targets = numpy.concatenate([page.is_main for page in pages if page.blocks]).astype(int)
    weights = numpy.concatenate([page.weights for page in pages if page.blocks])
    pool = Pool(
        numpy.vstack([rows, blind]),
        numpy.concatenate([targets, targets]),
        weight=numpy.concatenate([weights, weights * BLIND_WEIGHT]),
    )
    return _trees([_fitted(pool, seed) for seed in SEEDS], names)


def _fitted(pool: Pool, seed: int) -> CatBoostClassifier:
    model = CatBoostClassifier(
        loss_function="Logloss",
        iterations=TREES,
        depth=DEPTH,
        learning_rate=RATE,
        l2_leaf_reg=PENALTY,
        border_count=BORDERS,
        bootstrap_type="Bernoulli",
        subsample=SAMPLED,
        random_seed=seed,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(pool)
    return model


def _trees(models: Sequence[CatBoostClassifier], names: Sequence[str]) -> Trees:
    """The mean of several ensembles, as one ensemble."""
    stored = [_stored(model) for model in models]
    grown = [tree for ensemble in stored for tree in ensemble["oblivious_trees"]]
    splits = [_padded(tree["splits"]) for tree in grown]
    used = sorted({place for tree in splits for place, _ in tree})
    return Trees(
        features=tuple(names[place] for place in used),
        asked=numpy.array([[used.index(place) for place, _ in tree] for tree in splits]),
        borders=numpy.array([[border for _, border in tree] for tree in splits]),
        leaves=numpy.array([_all_leaves(tree["leaf_values"]) for tree in grown]) / len(stored),
        bias=sum(ensemble["scale_and_bias"][1][0] for ensemble in stored) / len(stored),
    )


def _stored(model: CatBoostClassifier) -> dict[str, Any]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        stored: dict[str, Any] = json.loads(Path(file.name).read_text(encoding="utf-8"))
    return stored


def _padded(splits: Sequence[dict[str, Any]]) -> list[tuple[int, float]]:
    """The splits of a tree, padded to DEPTH with comparisons that are never true."""
    asked = [(split["float_feature_index"], split["border"]) for split in splits]
    return asked + [(0, math.inf)] * (DEPTH - len(asked))


def _all_leaves(leaves: Sequence[float]) -> list[float]:
    return [*leaves, *[0.0] * (2**DEPTH - len(leaves))]


def folds_of(pages: Sequence[Page], seed: int = 0) -> list[set[str]]:
    """The sites of the pages in FOLDS parts."""
    sites = sorted({page.site for page in pages})
    random.Random(seed).shuffle(sites)
    return [set(sites[number::FOLDS]) for number in range(FOLDS)]


def parsed_page(page: Page, trees: Trees) -> dict[str, Any]:
    """The prediction of `khabar parse` for the page with these trees, in the format of the scorers."""
    fetched = datetime.fromisoformat(page.fetched) if page.fetched else None
    document = Document(
        origin=Origin(uri=page.id, target_url=page.url, fetched_at=fetched),
        name="page.html",
        data=page.data,
        media_type="text/html",
    )
    with patch.object(choice, "load_trees", lambda: trees):
        result = convert(document, load_settings())
    found = article_object(document, result) if isinstance(result, Article) else refusal_object(result)
    return prediction(page.id, found)


def report(pages: Sequence[Page], parsed: dict[str, dict[str, Any]], benchmarks: Path) -> None:
    """Run each benchmark's scorers on its own pages."""
    own = [parsed[page.id] for page in pages if page.source == OWN_PAGES]
    real = [parsed[page.id] for page in pages if page.source != OWN_PAGES]
    articles = gzip.decompress((benchmarks / "extraction/articles.jsonl.gz").read_bytes())
    ids = {json.loads(line)["id"] for line in articles.splitlines()}
    with tempfile.TemporaryDirectory() as name:
        gold, predictions = Path(name) / "gold.jsonl", Path(name) / "predictions.jsonl"
        gold.write_bytes(articles)

        def score(scorer: str, rows: list[dict[str, Any]], *arguments: str | Path) -> None:
            print(f"\nheld out: {scorer}, {len(rows)} pages", flush=True)
            write_lines(predictions, rows)
            subprocess.run([sys.executable, benchmarks / scorer, *arguments], check=True)

        score("extraction/score.py", real, predictions, "--by", "both")
        score("extraction/score_articles.py", [row for row in real if row["id"] in ids], gold, predictions)
        score("pages/score_pages.py", own, predictions)
        score("extraction/score.py", own, predictions, "--gold", benchmarks / "pages/gold.jsonl", "--by", "none")


def _write(trees: Trees) -> None:
    stored = {
        "features": trees.features,
        "bias": round(trees.bias, 5),
        "asked": trees.asked.tolist(),
        "borders": [[float(f"{border:.6g}") for border in row] for row in trees.borders],
        "leaves": [[round(leaf, 4) for leaf in row] for row in trees.leaves],
    }
    TREES_FILE.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
