"""Features of the likeness between a line and the sure headings of its text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from etl.parse.text.headings.line_features import SYMBOL, Features, gap_pattern
from etl.parse.text.logistic import logit
from etl.parse.text.shapes import Ending, Shape, log_ratio

SURE = 0.7  # minimum score of a sure heading, with which other lines are compared


def style_features(shapes: Sequence[Shape], scores: Sequence[float]) -> list[Features]:
    """Feature -> value, per unit: its likeness to the sure headings except itself, and the scores of its neighbours."""
    sure = [position for position, score in enumerate(scores) if score >= SURE and position > 0]
    style = _style_of(shapes, sure)
    features = []
    for position in range(len(shapes)):
        own = _traits(shapes, position) if scores[position] >= SURE and position > 0 else ()
        count = len(sure) - bool(own)
        features.append(
            {
                "bias": 1.0,
                "logit": logit(scores[position]),
                "logit_next": logit(scores[position + 1]) if position + 1 < len(shapes) else 0.0,
                "logit_previous": logit(scores[position - 1]) if position > 1 else 0.0,
                "is_first": float(position == 0),
                "others": float(count > 0),
                **(_likeness(shapes, position, style, own, count) if count else {}),
            }
        )
    return features


def _traits(shapes: Sequence[Shape], position: int) -> tuple[tuple[str, object], ...]:
    """The traits that headings of one text usually share, by name."""
    shape = shapes[position]
    return (
        ("ending", shape.ending),
        ("mark", shape.mark),
        ("capitals", shape.is_capitals),
        ("symbol", SYMBOL.match(shape.text) is not None),
        ("gaps", gap_pattern(shapes, position)),
        ("indent", shape.indent),
        ("text", shape.text),
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """The number of sure headings with each trait, and their median width."""

    counts: Counter[tuple[str, object]]
    width: int


def _style_of(shapes: Sequence[Shape], sure: Sequence[int]) -> _Style:
    widths = sorted(shapes[position].width for position in sure)
    counts = Counter(trait for position in sure for trait in _traits(shapes, position))
    return _Style(counts, widths[len(widths) // 2] if widths else 1)


def _likeness(
    shapes: Sequence[Shape], position: int, style: _Style, own: Sequence[tuple[str, object]], count: int
) -> Features:
    """The shares of the other sure headings that have the traits of this unit."""
    shape = shapes[position]
    share = {
        name: (style.counts[name, value] - ((name, value) in own)) / count for name, value in _traits(shapes, position)
    }
    ratio = log_ratio(shape.width, style.width, -2, 2)
    has_symbol = SYMBOL.match(shape.text) is not None
    return {
        "same_ending": share["ending"],
        "stop_unlike_others": float(shape.is_ended) * (1 - share["ending"]),
        "colon_unlike_others": float(shape.ending is Ending.COLON) * (1 - share["ending"]),
        "same_mark": share["mark"],
        "same_capitals": share["capitals"],
        "same_symbol": share["symbol"],
        "symbol_as_others": float(has_symbol) * share["symbol"],
        "same_gaps": share["gaps"] if position else 0.0,
        "same_indent": share["indent"],
        "is_repeated": float(share["text"] > 0),
        "longer_than_others": max(0.0, ratio),
        "shorter_than_others": max(0.0, -ratio),
    }
