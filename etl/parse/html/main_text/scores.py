"""The probability that a block of a page is main text, by an ensemble of oblivious decision trees.

Each tree compares a few features of a block with thresholds; the answers, read as a binary number, select a leaf.
html_block_trees.json is written by bench/fit/blocks.py.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy

from etl.parse.html.main_text.features import Features
from etl.parse.html.main_text.surroundings import Numbers, Places

TREES_FILE = Path(__file__).with_name("html_block_trees.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trees:
    """T trees with D comparisons each, at most eight."""

    features: tuple[str, ...]  # names of the features that the trees use
    asked: Places  # T x D: indexes in `features`
    borders: Numbers  # T x D: thresholds
    leaves: Numbers  # T x 2 ** D: contributions to the logit
    bias: float


def block_scores(features: Features, trees: Trees) -> Numbers:
    """Probability, per block, that it is main text."""
    rows = numpy.array([features[name] for name in trees.features])  # features x blocks
    count, depth = trees.asked.shape
    leaves = numpy.zeros((count, rows.shape[1]), dtype=numpy.uint8)
    for place in range(depth):
        answers = rows[trees.asked[:, place]] > trees.borders[:, place, None]
        leaves |= answers.view(numpy.uint8) << place
    logits = trees.leaves[numpy.arange(count), leaves.T.copy()].sum(axis=1) + trees.bias
    return numpy.asarray(1 / (1 + numpy.exp(-logits)))


@cache
def load_trees() -> Trees:
    """The trees that come with the package."""
    return read_trees(TREES_FILE)


def read_trees(path: Path) -> Trees:
    """Read a JSON file of bench/fit/blocks.py: an object with the fields of Trees, arrays as nested lists."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Trees(
        features=tuple(stored["features"]),
        asked=numpy.array(stored["asked"], dtype=numpy.int64),
        borders=numpy.array(stored["borders"]),
        leaves=numpy.array(stored["leaves"]),
        bias=stored["bias"],
    )
