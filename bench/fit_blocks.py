"""Fit etl/parse/html_block_trees.json: the trees that tell main text from the rest of a page.

    python bench/fit_blocks.py [--benchmarks ../shared/bench] [--write]

Needs CatBoost (`uv pip install catboost`; it is no dependency of the project). Every page counts three times: as it is,
with the names of its elements taken away, so that the trees do not lean on words of class and id, and stripped to the
element that holds its text, as archives keep pages. Printed is the F1 of main text, each page judged by trees that saw
no page of its site; those of NEVER_FITTED are judged by trees that saw none of them. With --write the trees of all
pages are written.
"""

import argparse
import copy
import gzip
import importlib.util
import json
import math
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
from catboost import CatBoostClassifier, Pool
from lxml import html
from lxml.html import HtmlElement

from etl.errors import RejectedDocument
from etl.parse.block_scores import TREES_FILE, Trees
from etl.parse.decode import decode
from etl.parse.html_blocks import PageBlock, page_blocks
from etl.parse.html_choice import choose_blocks
from etl.parse.html_features import Features, block_features
from etl.parse.html_title_place import title_place
from etl.parse.html_tree import declared_charset, read_tree
from etl.settings import load_settings

NEVER_FITTED = ("daniel", "htmltotext")  # their licences do not allow weights made from them
OWN_PAGES = "own pages"
FOLDS = 5
TREES, DEPTH, RATE, PENALTY, BORDERS = 120, 6, 0.15, 5.0, 64
NAMELESS_WEIGHT, BARE_WEIGHT = 0.5, 0.3
NAME_FEATURES = ("own:", "near:", "around:", "seen:")
MIN_TEXT_SHARE = 0.5  # of a block's pieces of four words that are in the gold text
MIN_BARE_SHARE = 0.95  # of the main text, in the element to which a page is stripped
MIN_GROUP_PAGES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its gold text and, for each block, whether it is main text and how much it counts."""

    id: str
    source: str
    site: str
    language: str
    url: str | None
    gold: str
    tree: HtmlElement
    blocks: list[PageBlock]
    features: Features
    is_main: numpy.typing.NDArray[numpy.bool_]
    weights: numpy.typing.NDArray[numpy.float64]


def main() -> None:
    """Report on sites held out, and write the trees if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--benchmarks", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--write", action="store_true", help="write the trees of all pages")
    options = arguments.parse_args()
    scorer = _module(options.benchmarks / "extraction/score.py")
    pages = [*real_pages(options.benchmarks / "extraction", scorer), *own_pages(options.benchmarks / "pages", scorer)]
    fitted = [page for page in pages if page.source not in NEVER_FITTED]
    lessons = [*fitted, *(bare for page in fitted if (bare := stripped(page, scorer)) is not None)]
    everything = fit(lessons)
    figures = {page.id: _f1(page, everything, scorer) for page in pages if page.source in NEVER_FITTED}
    for fold in _folds(fitted):
        trees = fit([page for page in lessons if page.site not in fold])
        figures |= {page.id: _f1(page, trees, scorer) for page in fitted if page.site in fold}
    report(pages, figures)
    if options.write:
        _write(everything)


def own_pages(benchmark: Path, scorer: ModuleType) -> Iterator[Page]:
    """The pages written for the benchmark of whole articles; each of their templates counts as a site."""
    for truth in map(json.loads, (benchmark / "gold.jsonl").open(encoding="utf-8")):
        data = (benchmark / truth["file"]).read_bytes()
        tree = read_tree(decode(data, declared_charset(data)).text, load_settings())
        yield _page(tree, truth | {"source": OWN_PAGES, "site": truth["template"]}, truth["url"], scorer)


def real_pages(benchmark: Path, scorer: ModuleType) -> Iterator[Page]:
    """Every real page that has a gold text."""
    settings = load_settings()
    with gzip.open(benchmark / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = {row["id"]: row for row in map(json.loads, file)}
    for page in _module(benchmark / "pages.py").pages():
        truth = gold[page["id"]]
        if truth.get("text") is not None and not truth.get("suspect"):
            try:
                tree = read_tree(page["html"], settings)
            except RejectedDocument:
                continue
            yield _page(tree, truth, page["url"], scorer)


def _page(tree: HtmlElement, truth: dict[str, Any], url: str | None, scorer: ModuleType) -> Page:
    blocks = page_blocks(tree)
    is_main, weights = _labels(blocks, truth["text"], scorer)
    return Page(
        id=truth["id"],
        source=truth["source"],
        site=truth["site"],
        language=truth["lang"],
        url=url,
        gold=truth["text"],
        tree=tree,
        blocks=blocks,
        features=block_features(blocks, title_place(tree, blocks)) if blocks else {},
        is_main=is_main,
        weights=weights,
    )


def _labels(blocks: Sequence[PageBlock], gold: str, scorer: ModuleType) -> tuple[Any, Any]:
    """A block is main text where most of its pieces of four words are; a shorter one where it is a line of the gold
    text and stands beside such a block."""
    known, lines = scorer.shingles(gold), {scorer.flat(line) for line in gold.split("\n")}
    words = [scorer.tokens(block.text) for block in blocks]
    shares = [_share(each, known) for each in words]
    is_main = numpy.array([share >= MIN_TEXT_SHARE for share in shares], dtype=bool)
    for place, each in enumerate(words):
        if 0 < len(each) < 4 and " ".join(each) in lines:
            is_main[place] = max(shares[max(0, place - 2) : place + 3]) >= MIN_TEXT_SHARE
    counts = numpy.array([len(each) for each in words], dtype=float)
    return is_main, numpy.minimum(counts / max(1.0, counts[is_main].sum()), 1) * 10 + 0.05


def _share(words: Sequence[str], known: Any) -> float:
    pieces = [tuple(words[place : place + 4]) for place in range(len(words) - 3)]
    return sum(piece in known for piece in pieces) / len(pieces) if pieces else 0.0


def stripped(page: Page, scorer: ModuleType) -> Page | None:
    """The page with nothing but the smallest element that holds nearly all of its main text; it counts less."""
    total = page.weights[page.is_main].sum()
    held: dict[HtmlElement, float] = defaultdict(float)
    for block, is_main, weight in zip(page.blocks, page.is_main, page.weights, strict=True):
        for element in (block.element, *block.element.iterancestors()):
            held[element] += weight if is_main else 0.0
    enough = [element for element, weight in held.items() if weight >= MIN_BARE_SHARE * total]
    if not total or page.tree.find("body") is None or max(map(_depth, enough)) < 2:
        return None
    bare = html.document_fromstring("<html><body></body></html>")
    bare.body.append(copy.deepcopy(max(enough, key=_depth)))
    truth = {"id": page.id, "source": page.source, "site": page.site, "lang": page.language, "text": page.gold}
    found = _page(bare, truth, page.url, scorer)
    return replace(found, weights=found.weights * BARE_WEIGHT) if found.blocks else None


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def fit(pages: Sequence[Page]) -> Trees:
    """Trees fitted to the pages, each as it is and without names."""
    names = list(next(page.features for page in pages if page.blocks))
    rows = numpy.vstack([numpy.column_stack([page.features[name] for name in names]) for page in pages if page.blocks])
    nameless = rows.copy()
    nameless[:, [place for place, name in enumerate(names) if name.startswith(NAME_FEATURES)]] = 0
    targets = numpy.concatenate([page.is_main for page in pages if page.blocks]).astype(int)
    weights = numpy.concatenate([page.weights for page in pages if page.blocks])
    model = CatBoostClassifier(
        loss_function="Logloss",
        iterations=TREES,
        depth=DEPTH,
        learning_rate=RATE,
        l2_leaf_reg=PENALTY,
        border_count=BORDERS,
        random_seed=1,
        verbose=0,
        allow_writing_files=False,
    )
    model.fit(
        Pool(
            numpy.vstack([rows, nameless]),
            numpy.concatenate([targets, targets]),
            weight=numpy.concatenate([weights, weights * NAMELESS_WEIGHT]),
        )
    )
    return _trees(model, names)


def _trees(model: CatBoostClassifier, names: Sequence[str]) -> Trees:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        stored = json.loads(Path(file.name).read_text(encoding="utf-8"))
    grown = stored["oblivious_trees"]
    splits = [_padded(tree["splits"]) for tree in grown]
    used = sorted({place for tree in splits for place, _ in tree})
    return Trees(
        features=tuple(names[place] for place in used),
        asked=numpy.array([[used.index(place) for place, _ in tree] for tree in splits]),
        borders=numpy.array([[border for _, border in tree] for tree in splits]),
        leaves=numpy.array([_all_leaves(tree["leaf_values"]) for tree in grown]),
        bias=stored["scale_and_bias"][1][0],
    )


def _padded(splits: Sequence[dict[str, Any]]) -> list[tuple[int, float]]:
    """DEPTH questions; those that a shallow tree lacks are never answered with yes."""
    asked = [(split["float_feature_index"], split["border"]) for split in splits]
    return asked + [(0, math.inf)] * (DEPTH - len(asked))


def _all_leaves(leaves: Sequence[float]) -> list[float]:
    return [*leaves, *[0.0] * (2**DEPTH - len(leaves))]


def _folds(pages: Sequence[Page]) -> list[set[str]]:
    sites = sorted({page.site for page in pages})
    random.Random(0).shuffle(sites)
    return [set(sites[number::FOLDS]) for number in range(FOLDS)]


def _f1(page: Page, trees: Trees, scorer: ModuleType) -> float:
    choice = choose_blocks(page.tree, page.blocks, page.url, trees)
    text = "\n".join(page.blocks[position].text for position in choice.positions)
    return float(scorer.prf(page.gold, text)[2])


def report(pages: Sequence[Page], figures: dict[str, float]) -> None:
    """Print the mean F1 of the real pages, and of each source and each language with many pages."""
    groups: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        kinds = (f"source {page.source}", f"language {page.language}", "real pages")
        for name in kinds[:1] if page.source == OWN_PAGES else kinds:
            groups[name].append(figures[page.id])
    for name, values in sorted(groups.items()):
        if len(values) >= MIN_GROUP_PAGES:
            below = sum(value < 0.1 for value in values)
            print(f"held out: {name:30} n={len(values):4}  F1 {sum(values) / len(values):.4f}  F1<0.1: {below}")


def _write(trees: Trees) -> None:
    stored = {
        "features": trees.features,
        "bias": round(trees.bias, 5),
        "asked": trees.asked.tolist(),
        "borders": [[float(f"{border:.6g}") for border in row] for row in trees.borders],
        "leaves": [[round(leaf, 4) for leaf in row] for row in trees.leaves],
    }
    TREES_FILE.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8")


def _module(path: Path) -> ModuleType:
    source = importlib.util.spec_from_file_location(path.stem, path)
    if source is None or source.loader is None:
        raise SystemExit(f"there is no {path}")
    module = importlib.util.module_from_spec(source)
    source.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
