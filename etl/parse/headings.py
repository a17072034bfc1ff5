"""Telling headings from paragraphs where no mark does: a linear score of what a line looks like.

The weights in heading_weights.json are those of two logistic regressions, fitted by
bench/fit_headings.py. The first scores each line by itself and its neighbours; the second
corrects that by what the sure headings of the same text have in common.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from etl.parse.line_features import line_features
from etl.parse.shapes import Shape
from etl.parse.style_features import style_features


def heading_scores(shapes: Sequence[Shape]) -> list[float]:
    """For each unit, how likely it is a heading, from 0 to 1."""
    own = line_features(shapes)
    first = [_probability(features, "line") for features in own]
    both = style_features(shapes, first)
    return [_probability(features, "style") for features in both]


def _probability(features: Mapping[str, float], stage: str) -> float:
    weights = _weights()[stage]
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _weights() -> dict[str, dict[str, float]]:
    text = resources.files("etl.parse").joinpath("heading_weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = json.loads(text)
    return weights
