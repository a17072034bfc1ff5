"""Choose the main text of a page by our own scores and, if these are uncertain, with a vote of trafilatura.

Promotions in it ("Read more", links to other articles) are taken out later, in etl/parse/html/parts/body.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy
from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock, seen_positions
from etl.parse.html.main_text.doubt import Chosen, doubt
from etl.parse.html.main_text.features import block_features, text_weights
from etl.parse.html.main_text.scores import block_scores, load_trees
from etl.parse.html.main_text.surroundings import Numbers
from etl.parse.html.main_text.title_guess import title_place
from etl.parse.html.main_text.trafilatura_vote import blocks_of_trafilatura

MAIN = 0.5  # a block with a higher probability is main text
SURE = 0.8  # minimum of the expected F1 of a choice without trafilatura's vote
VOTE = 2.0  # added to the logit of each block that trafilatura chooses, subtracted from that of each other block
LEAST = 1e-4  # minimum distance of a probability from 0 and 1 before the vote, so that the vote always counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The blocks of a page that are its main text, and the confidence in that choice."""

    positions: tuple[int, ...]  # of the chosen blocks, in reading order
    scores: tuple[float, ...] = ()  # probability, per block of the page, that it is main text
    doubt: float | None = None  # probability that the F1 of the main text is below .8; None on a page without text
    agreement: float | None = None  # F1 of trafilatura's choice against our own; None if trafilatura was not called
    chosen_by: str  # "score"; "vote" of score and trafilatura; "trafilatura" if the vote left no block


def choose_seen(tree: HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> tuple[list[PageBlock], Choice]:
    """The blocks of a page that readers see, and which of them are the main text.

    The choice is among all blocks, as it was when the trees were fitted. If it has only hidden ones, it is repeated
    among those that readers see.
    """
    seen = seen_positions(blocks)
    kept = [blocks[position] for position in seen]
    choice = choose_blocks(tree, blocks, url)
    if len(seen) == len(blocks):
        return kept, choice
    positions = tuple(numpy.flatnonzero(_marked(choice.positions, len(blocks))[seen]).tolist())
    if choice.positions and not positions:
        return kept, choose_blocks(tree, kept, url)
    return kept, replace(choice, positions=positions, scores=tuple(choice.scores[position] for position in seen))


def choose_blocks(tree: HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> Choice:
    """The blocks of the main text; none on a page without text.

    If most of the chosen text is in blocks without letters (a table of numbers next to a short text), only the blocks
    with letters are considered.
    """
    choice = _choose(tree, blocks, url)
    has_letters = numpy.array([any(map(str.isalpha, block.text)) for block in blocks], dtype=bool)
    weights = numpy.array([len(block.text) for block in blocks]) * _marked(choice.positions, len(blocks))
    if weights[has_letters].sum() >= weights[~has_letters].sum() or not has_letters.any():
        return choice
    places: list[int] = numpy.flatnonzero(has_letters).tolist()
    again = _choose(tree, [blocks[place] for place in places], url)
    scores = numpy.zeros(len(blocks))
    scores[places] = again.scores
    positions = tuple(places[position] for position in again.positions)
    return replace(again, positions=positions, scores=tuple(scores.tolist()))


def _choose(tree: HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> Choice:
    if not blocks:
        return Choice(positions=(), chosen_by="score")
    weights = text_weights(blocks)
    scores = block_scores(block_features(blocks, title_place(tree, blocks), weights), load_trees())
    chosen = scores > MAIN
    if _expected_f1(scores, weights, chosen) >= SURE:
        return _choice(chosen, scores, weights, None, "score")
    second = _marked(blocks_of_trafilatura(tree, blocks, url), len(blocks))
    agreement = _f1(chosen, second, weights)
    voted = _vote(scores, second) > MAIN
    if not voted.any():
        return _choice(second, scores, weights, agreement, "trafilatura")
    return _choice(voted, scores, weights, agreement, "vote")


def _choice(chosen: Chosen, scores: Numbers, weights: Numbers, agreement: float | None, chosen_by: str) -> Choice:
    return Choice(
        positions=tuple(numpy.flatnonzero(chosen).tolist()),
        scores=tuple(scores.round(3).tolist()),
        doubt=doubt(scores, weights, chosen),
        agreement=agreement,
        chosen_by=chosen_by,
    )


def _expected_f1(scores: Numbers, weights: Numbers, chosen: Chosen) -> float:
    """The expected F1 of a choice, if the scores are true probabilities."""
    right = (scores * weights)[chosen].sum()
    return float(2 * right / (weights[chosen].sum() + (scores * weights).sum()))


def _f1(chosen: Chosen, other: Chosen, weights: Numbers) -> float:
    """The F1 of two choices, weighted by text; 0 if both are empty."""
    text = weights[chosen].sum() + weights[other].sum()
    return round(float(2 * weights[chosen & other].sum() / text), 3) if text else 0.0


def _marked(positions: Sequence[int], count: int) -> Chosen:
    marked = numpy.zeros(count, dtype=bool)
    marked[list(positions)] = True
    return marked


def _vote(scores: Numbers, second: Chosen) -> Numbers:
    bounded = scores.clip(LEAST, 1 - LEAST)
    logits = numpy.log(bounded / (1 - bounded)) + numpy.where(second, VOTE, -VOTE)
    return numpy.asarray(1 / (1 + numpy.exp(-logits)))
