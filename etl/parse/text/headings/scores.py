"""Distinguish headings from paragraphs without marks, by a linear model over features of the line.

weights.json has the weights of two logistic regressions, fitted by bench/fit/headings.py. The
first scores each line by itself and its neighbours; the second corrects that score by the likeness of the
line to the sure headings of the same text.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from etl.parse.text.headings.line_features import line_features
from etl.parse.text.headings.style_features import style_features
from etl.parse.text.logistic import MAX_LOGIT, probability
from etl.parse.text.shapes import Shape

STYLE = "style."  # prefix of the second model's features


def heading_scores(shapes: Sequence[Shape]) -> list[float]:
    """Probability, per unit, that it is a heading."""
    own = line_features(shapes)
    first = [probability(heading_weights()["line"], features) for features in own]
    both = style_features(shapes, first)
    return [probability(heading_weights()["style"], features) for features in both]


def score_shares(shapes: Sequence[Shape]) -> list[dict[str, float]]:
    """Feature -> its contribution to the logit of the score, per unit.

    The names of the second model's features begin with STYLE.
    """
    own = line_features(shapes)
    both = style_features(shapes, [probability(heading_weights()["line"], features) for features in own])
    return [_shares(line, style) for line, style in zip(own, both, strict=True)]


def _shares(line: Mapping[str, float], style: Mapping[str, float]) -> dict[str, float]:
    total = sum(_terms(line, "line").values())
    kept = min(1.0, MAX_LOGIT / abs(total)) if total else 1.0  # the second model gets the first logit within bounds
    through = kept * heading_weights()["style"]["logit"]
    shares = {name: through * value for name, value in _terms(line, "line").items()}
    shares.update({STYLE + name: value for name, value in _terms(style, "style").items() if name != "logit"})
    return shares


def _terms(features: Mapping[str, float], stage: str) -> dict[str, float]:
    weights = heading_weights()[stage]
    return {name: weights.get(name, 0.0) * value for name, value in features.items() if value}


@cache
def heading_weights() -> dict[str, dict[str, float]]:
    """Model ("line", "style") -> feature -> weight."""
    text = resources.files("etl.parse.text.headings").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = json.loads(text)
    return weights
