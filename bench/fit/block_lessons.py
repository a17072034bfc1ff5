"""Training pages for bench/fit/blocks.py, with a label for each block: main text or not."""

import copy
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy
from lxml import html
from lxml.html import HtmlElement

from bench.figures.extraction import read_module
from etl.decoding.decode import decode
from etl.errors import RejectedDocument
from etl.parse.html.blocks import PageBlock, page_blocks
from etl.parse.html.declared.charset import declared_charset
from etl.parse.html.main_text.features import Features, block_features, text_weights
from etl.parse.html.main_text.title_guess import title_place
from etl.parse.html.tree import read_tree
from etl.settings import load_settings

OWN_PAGES = "own pages"
BARE_WEIGHT = 0.3
MIN_TEXT_SHARE = 0.5  # of the four-word shingles of a main text block that are in the gold text
MIN_BARE_SHARE = 0.95  # of the main text, in the element to which a page is stripped


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with its gold text, and for each block its label and its weight."""

    id: str
    source: str
    site: str
    language: str
    url: str | None
    fetched: str | None
    data: bytes
    gold: str
    tree: HtmlElement
    blocks: list[PageBlock]
    features: Features
    is_main: numpy.typing.NDArray[numpy.bool_]
    weights: numpy.typing.NDArray[numpy.float64]


def own_pages(benchmark: Path, scorer: ModuleType) -> Iterator[Page]:
    """Yield the pages written for the benchmark of whole articles; each template counts as a site."""
    fetched = {row["id"]: row["fetched"] for row in map(json.loads, (benchmark / "index.jsonl").open(encoding="utf-8"))}
    for truth in map(json.loads, (benchmark / "gold.jsonl").open(encoding="utf-8")):
        data = (benchmark / truth["file"]).read_bytes()
        tree, _ = read_tree(decode(data, declared_charset(data)).text, load_settings())
        known = {"source": OWN_PAGES, "site": truth["template"], "data": data, "fetched": fetched[truth["id"]]}
        yield _page(tree, truth | known, scorer)


def real_pages(benchmark: Path, scorer: ModuleType) -> Iterator[Page]:
    """Yield every real page that has a gold text."""
    settings = load_settings()
    with gzip.open(benchmark / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = {row["id"]: row for row in map(json.loads, file)}
    for page in read_module(benchmark / "pages.py").pages():
        truth = gold[page["id"]]
        if truth.get("text") is not None and not truth.get("suspect"):
            try:
                tree, _ = read_tree(page["html"], settings)
            except RejectedDocument:
                continue
            yield _page(tree, truth | {"url": page["url"], "data": page["html"].encode("utf-8", "replace")}, scorer)


def _page(tree: HtmlElement, truth: dict[str, Any], scorer: ModuleType) -> Page:
    blocks = page_blocks(tree)
    is_main, weights = _labels(blocks, truth["text"], scorer)
    return Page(
        id=truth["id"],
        source=truth["source"],
        site=truth["site"],
        language=truth["lang"],
        url=truth["url"],
        fetched=truth.get("fetched"),
        data=truth["data"],
        gold=truth["text"],
        tree=tree,
        blocks=blocks,
        features=block_features(blocks, title_place(tree, blocks), text_weights(blocks)) if blocks else {},
        is_main=is_main,
        weights=weights,
    )


def _labels(blocks: Sequence[PageBlock], gold: str, scorer: ModuleType) -> tuple[Any, Any]:
    """Labels and weights of blocks: main text has most of its four-word shingles in the gold text.

    A block of fewer than four words is main text if it is a line of the gold text and near such a block.
    """
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
    """The page reduced to the smallest element with nearly all of its main text, with a lower weight.

    None if there is no such element besides the body.
    """
    total = page.weights[page.is_main].sum()
    held: dict[HtmlElement, float] = defaultdict(float)
    for block, is_main, weight in zip(page.blocks, page.is_main, page.weights, strict=True):
        for element in (block.element, *block.element.iterancestors()):
            held[element] += weight if is_main else 0.0
    enough = [element for element, weight in held.items() if weight >= MIN_BARE_SHARE * total]
    if not total or page.tree.find("body") is None or max(map(_depth, enough)) < 2:
        return None
    bare, body = html.Element("html"), html.Element("body")
    bare.append(body)
    body.append(copy.deepcopy(max(enough, key=_depth)))
    known = {"id": page.id, "source": page.source, "site": page.site, "lang": page.language, "text": page.gold}
    found = _page(bare, known | {"url": page.url, "data": b""}, scorer)
    return replace(found, weights=found.weights * BARE_WEIGHT) if found.blocks else None


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())
