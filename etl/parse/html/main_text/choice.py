"""Which blocks of a page are its main text: by our own scores and, where these are unsure, trafilatura too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy
from lxml.html import HtmlElement
from numpy.typing import NDArray

from etl.parse.html.blocks import PageBlock
from etl.parse.html.main_text.features import block_features, text_weights
from etl.parse.html.main_text.scores import block_scores, load_trees
from etl.parse.html.main_text.surroundings import Numbers
from etl.parse.html.main_text.title_guess import title_place
from etl.parse.html.main_text.trafilatura_vote import blocks_of_trafilatura

MAIN = 0.5  # probability from which a block is main text
SURE = 0.8  # expected F1 of a choice that needs no second opinion
VOTE = 2.0  # what the second opinion adds to the logit of each block, or takes from it
LEAST = 1e-4  # probability that is never undercut, so that a vote always counts

Chosen = NDArray[numpy.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which blocks of a page are its main text, and how sure that is."""

    positions: tuple[int, ...]  # of the chosen blocks, in reading order
    scores: tuple[float, ...] = ()  # for every block of the page, that it is main text
    agreement: float | None = None  # F1 of trafilatura's choice against our own; None where it was not asked
    chosen_by: str  # "score"; "vote" of score and trafilatura; "trafilatura" where the vote left nothing


def choose_blocks(tree: HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> Choice:
    """The blocks that make the main text; none on a page without text.

    Where most of what is chosen has no letter (a table of numbers beside a short text), the blocks with letters
    are looked at alone.
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
    scores = block_scores(block_features(blocks, title_place(tree, blocks)), load_trees())
    weights = text_weights(blocks)
    chosen = scores > MAIN
    if _expected_f1(scores, weights, chosen) >= SURE:
        return _choice(chosen, scores, None, "score")
    second = _marked(blocks_of_trafilatura(tree, blocks, url), len(blocks))
    agreement = _f1(chosen, second, weights)
    voted = _vote(scores, second) > MAIN
    if not voted.any():
        return _choice(second, scores, agreement, "trafilatura")
    return _choice(voted, scores, agreement, "vote")


def _choice(chosen: Chosen, scores: Numbers, agreement: float | None, chosen_by: str) -> Choice:
    return Choice(
        positions=tuple(numpy.flatnonzero(chosen).tolist()),
        scores=tuple(scores.round(3).tolist()),
        agreement=agreement,
        chosen_by=chosen_by,
    )


def _expected_f1(scores: Numbers, weights: Numbers, chosen: Chosen) -> float:
    """What the F1 of a choice would be on average, were the scores true."""
    right = (scores * weights)[chosen].sum()
    return float(2 * right / (weights[chosen].sum() + (scores * weights).sum()))


def _f1(chosen: Chosen, other: Chosen, weights: Numbers) -> float:
    """How much of the text of two choices is the same."""
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
