"""Fit etl/parse/html/main_text/doubt_weights.json: the probability that the main text of a page is wrong.

    python -m bench.fit.doubt [--benchmarks ../shared/bench] [--write]

Needs CatBoost, like bench/fit/blocks.py. Every page is parsed with trees that were fitted without its site; only then
is the main text as often wrong as on pages that nobody has seen. Prints which share of the wrong real pages are among
the most doubted (bench/figures/extraction.py), with weights that were fitted without their sites: the mean of SPLITS
splits of the sites. Pages of NEVER_FITTED are not used for fitting either.
"""

import argparse
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from types import ModuleType
from unittest.mock import patch

from bench.figures.extraction import INDEX_PAGES, WRONG, found_by_doubt, read_module
from bench.fit.block_lessons import OWN_PAGES, Page, own_pages, real_pages, stripped
from bench.fit.blocks import NEVER_FITTED, fit, folds_of, parsed_page
from bench.fit.logistic import Row
from bench.fit.logistic import fit as fit_weights
from etl.parse.html.main_text import choice
from etl.parse.html.main_text.doubt import WEIGHTS_FILE, Chosen, doubt_features
from etl.parse.html.main_text.scores import Trees
from etl.parse.html.main_text.surroundings import Numbers

SPLITS = 3  # of the sites into folds


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A page with the features of its doubt."""

    source: str
    site: str
    fold: frozenset[str]  # the sites without which its trees were fitted; none for pages that are never fitted
    features: Row  # {} without main text
    is_wrong: bool


def main() -> None:
    """Report with held-out sites, and write the weights if --write is given."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmarks", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--write", action="store_true", help="write the weights of all pages")
    options = arguments.parse_args()
    scorer = read_module(options.benchmarks / "extraction/score.py")
    pages = [*real_pages(options.benchmarks / "extraction", scorer), *own_pages(options.benchmarks / "pages", scorer)]
    splits = list(_splits([page for page in pages if page.id not in INDEX_PAGES and page.blocks], scorer))
    shares = [_found(split, splits) for split in splits]
    wrong = mean(sum(example.is_wrong for example in split if example.source != OWN_PAGES) for split in splits)
    print(f"doubt held out: of {wrong:.1f} wrong pages {mean(shares):.3f} are most doubted (worst {min(shares):.3f})")
    if options.write:
        weights = {name: round(value, 3) for name, value in _weights(splits, frozenset()).items()}
        WEIGHTS_FILE.write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _splits(pages: Sequence[Page], scorer: ModuleType) -> Iterator[list[Example]]:
    """Yield the pages as examples once for each split, parsed with trees that were fitted without their fold."""
    fitted = [page for page in pages if page.source not in NEVER_FITTED]
    lessons = [*fitted, *(bare for page in fitted if (bare := stripped(page, scorer)) is not None)]
    everything = fit(lessons)
    never = [_example(page, everything, frozenset(), scorer) for page in pages if page.source in NEVER_FITTED]
    for split in range(SPLITS):
        examples = list(never)
        for fold in folds_of(fitted, split):
            trees = fit([page for page in lessons if page.site not in fold])
            examples += [_example(page, trees, frozenset(fold), scorer) for page in fitted if page.site in fold]
        yield examples


def _example(page: Page, trees: Trees, fold: frozenset[str], scorer: ModuleType) -> Example:
    seen: list[Row] = []

    def remember(scores: Numbers, weights: Numbers, chosen: Chosen) -> float:
        seen.append(doubt_features(scores, weights, chosen) if weights[chosen].sum() else {})
        return 0.0

    with patch.object(choice, "doubt", remember):
        text = parsed_page(page, trees).get("text") or ""
    is_wrong = scorer.prf(page.gold, text)[2] < WRONG
    return Example(source=page.source, site=page.site, fold=fold, features=seen[-1] if seen else {}, is_wrong=is_wrong)


def _weights(splits: Sequence[Sequence[Example]], held: frozenset[str]) -> Row:
    """The weights fitted on the examples of all splits, without those of the held sites."""
    known = [example for split in splits for example in split if example.site not in held]
    known = [example for example in known if example.features and example.source not in NEVER_FITTED]
    return fit_weights([example.features for example in known], [float(example.is_wrong) for example in known])


def _found(split: Sequence[Example], splits: Sequence[Sequence[Example]]) -> float:
    """The share of the wrong real pages of a split that are among the most doubted, by weights without their folds."""
    weights = {fold: _weights(splits, fold) for fold in {example.fold for example in split}}
    real = [example for example in split if example.source != OWN_PAGES]
    return found_by_doubt([(_logit(weights[example.fold], example), example.is_wrong) for example in real])


def _logit(weights: Row, example: Example) -> float:
    if not example.features:
        return math.inf
    return sum(weights[name] * value for name, value in example.features.items())


if __name__ == "__main__":
    main()
