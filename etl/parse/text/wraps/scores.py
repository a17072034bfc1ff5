"""The probability that a line continues the line before it, by a linear model over features of the line break.

weights.json has the weights of two logistic regressions, fitted by bench/fit/wraps.py. The first scores each line break
by itself and the layout of the text; the second corrects that score by what the sure line breaks have in common.
"""

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources

from etl.parse.text.logistic import probability
from etl.parse.text.marks import Marked
from etl.parse.text.visible_lines import Line
from etl.parse.text.wraps.break_features import Layout, break_features, layout_of
from etl.parse.text.wraps.style_features import style_features
from etl.parse.text.wraps.wrapping import MAX_WIDTH, MIN_WIDTH, Wrapping, may_continue
from etl.words.characters import needs_no_stop


def join_scores(lines: Sequence[Line], marks: Sequence[Marked], wrapping: Wrapping) -> dict[int, float]:
    """Position of each line that may continue the line before -> the probability that it does."""
    breaks = [position for position in range(1, len(lines)) if may_continue(lines, marks, position)]
    if not breaks:
        return {}
    layout = layout_of(lines, marks, wrapping, breaks)
    if is_unwrapped(layout):
        return dict.fromkeys(breaks, 0.0)
    weights = wrap_weights()
    first = [probability(weights["break"], features) for features in break_features(layout)]
    both = [probability(weights["style"], features) for features in style_features(layout, first)]
    scores = dict(zip(breaks, both, strict=True))
    for at in breaks:
        if layout.columns[at - 1] > MAX_WIDTH:
            scores[at] = 0.0
        elif needs_no_stop(lines[at - 1].text):
            scores[at] = float(layout.is_wrapped and wrapping.explains(lines[at - 1], lines[at]))
    return scores


def is_unwrapped(layout: Layout) -> bool:
    """Whether no line can continue another: all are short, as in verse and lists, or all long ones end sentences."""
    return not layout.is_wrapped and (layout.width < MIN_WIDTH or layout.open_share == 0)


@cache
def wrap_weights() -> dict[str, dict[str, float]]:
    """Model ("break", "style") -> feature -> weight."""
    text = resources.files("etl.parse.text.wraps").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = json.loads(text)
    return weights
