"""The probability that the main text chosen on a page is wrong, from what the choice itself knows.

doubt_weights.json is written by bench/fit/doubt.py.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy
from numpy.typing import NDArray

from etl.parse.html.main_text.surroundings import Numbers

WEIGHTS_FILE = Path(__file__).with_name("doubt_weights.json")

Chosen = NDArray[numpy.bool_]


def doubt(scores: Numbers, weights: Numbers, chosen: Chosen) -> float:
    """The probability that the F1 of the chosen main text is below .8, with three decimals; 1 for an empty choice.

    The arrays have an entry for each block of the page: the probability that it is main text, its letters, and whether
    it was chosen.
    """
    if not weights[chosen].sum():
        return 1.0
    fitted = doubt_weights()
    logit = sum(fitted[name] * value for name, value in doubt_features(scores, weights, chosen).items())
    return round(1 / (1 + math.exp(-logit)), 3)


def doubt_features(scores: Numbers, weights: Numbers, chosen: Chosen) -> dict[str, float]:
    """The features of a choice that is not empty: logarithms of shares of text, each with a floor.

    wrong: the chosen text that is not main text, by its scores. gap: the text between the first and the last chosen
    block that is left out.
    """
    places = numpy.flatnonzero(chosen)
    between = slice(places[0], places[-1] + 1)
    return {
        "bias": 1.0,
        "wrong": math.log(0.01 + 1 - numpy.average(scores[chosen], weights=weights[chosen])),
        "gap": math.log(0.05 + numpy.average(~chosen[between], weights=weights[between])),
    }


@cache
def doubt_weights() -> Mapping[str, float]:
    """The weights that come with the package."""
    weights: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return weights
