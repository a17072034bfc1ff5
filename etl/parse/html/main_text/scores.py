"""The probability that a block of a page is main text: an ensemble of small decision trees.

Each tree asks the same few questions of every block ("is this feature above this value?"); the answers, read as a
binary number, name the leaf. html_block_trees.json is written by bench/fit/blocks.py.
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
    """T trees of D questions each."""

    features: tuple[str, ...]  # names of those that are asked for
    asked: Places  # T x D: places in `features`
    borders: Numbers  # T x D
    leaves: Numbers  # T x 2 ** D: what the trees add to the logit
    bias: float


def block_scores(features: Features, trees: Trees) -> Numbers:
    """For each block 0 to 1."""
    rows = numpy.column_stack([features[name] for name in trees.features])
    count, depth = trees.asked.shape
    answers = rows[:, trees.asked.ravel()] > trees.borders.ravel()
    leaf = answers.reshape(-1, count, depth) @ (1 << numpy.arange(depth))
    logits = trees.leaves[numpy.arange(count), leaf].sum(axis=1) + trees.bias
    return numpy.asarray(1 / (1 + numpy.exp(-logits)))


@cache
def load_trees() -> Trees:
    """The trees that come with the package."""
    return read_trees(TREES_FILE)


def read_trees(path: Path) -> Trees:
    """Read what bench/fit/blocks.py has written: the fields of Trees, tables as lists of lists."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    return Trees(
        features=tuple(stored["features"]),
        asked=numpy.array(stored["asked"], dtype=numpy.int64),
        borders=numpy.array(stored["borders"]),
        leaves=numpy.array(stored["leaves"]),
        bias=stored["bias"],
    )
