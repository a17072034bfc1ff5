"""Features of the likeness between a line break and the sure ones of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from etl.parse.text.logistic import logit
from etl.parse.text.wraps.break_features import Features, Layout

SURE_BREAK = 0.15  # maximum score of a break that surely ends a unit
SURE_JOIN = 0.85  # minimum score of a break that surely does not
DOUBT = 0.5
RUN_SCORE = 0.3  # a break with a lower score ends a run of joined lines
MAX_RUN = 3.0  # of the usual number of lines of a paragraph


def style_features(layout: Layout, scores: Sequence[float]) -> list[Features]:
    """Feature -> value, per break."""
    first = dict(zip(layout.breaks, scores, strict=True))
    style = _style_of(layout, first)
    return [
        {
            "bias": 1.0,
            "logit": logit(first[at]),
            "no_break_before": float(at - 1 not in first),
            "no_break_after": float(at + 1 not in first),
            **_ends(layout, style, at),
            **_indents(layout, style, at),
            **_runs(layout, style, at),
        }
        for at in layout.breaks
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What the sure breaks of a text have in common."""

    break_share: float  # of all breaks, those that surely end a unit
    has_break: bool
    has_join: bool
    ended_breaks: float  # the share of the sure ends of a unit that end like a sentence
    ended_joins: float  # the share of the sure joins after a line that ends like a sentence
    indented_breaks: float  # the shares of both before an indented line
    indented_joins: float
    above: dict[int, float]  # break -> joined lines above, in lines of a usual paragraph
    below: dict[int, float]


def _style_of(layout: Layout, first: dict[int, float]) -> _Style:
    broken = [at for at, score in first.items() if score < SURE_BREAK]
    joined = [at for at, score in first.items() if score > SURE_JOIN]
    usual = _usual_lines(layout, first)
    return _Style(
        break_share=len(broken) / len(first),
        has_break=bool(broken),
        has_join=bool(joined),
        ended_breaks=_share([layout.ended[at - 1] for at in broken], 0.5),
        ended_joins=_share([layout.ended[at - 1] for at in joined], 0.5),
        indented_breaks=_share([_is_indented(layout, at) for at in broken], 0.0),
        indented_joins=_share([_is_indented(layout, at) for at in joined], 0.0),
        above={at: min(MAX_RUN, run / usual) for at, run in _runs_above(first, RUN_SCORE).items()},
        below={at: min(MAX_RUN, run / usual) for at, run in _runs_below(first, DOUBT).items()},
    )


def _share(values: Sequence[bool], none: float) -> float:
    return sum(values) / len(values) if values else none


def _is_indented(layout: Layout, at: int) -> bool:
    return layout.lines[at].indent > layout.base_indent


def _usual_lines(layout: Layout, first: dict[int, float]) -> float:
    """The mean number of lines of the units that have more than one; 1 if there are none."""
    starts = [0, *(at for at in range(1, len(layout.lines)) if first.get(at, 0.0) < DOUBT), len(layout.lines)]
    counts = [stop - start for start, stop in pairwise(starts) if stop - start > 1]
    return sum(counts) / len(counts) if counts else 1.0


def _runs_above(first: dict[int, float], lowest: float) -> dict[int, int]:
    runs: dict[int, int] = {}
    for at, score in first.items():
        runs[at] = runs.get(at - 1, 0) + 1 if score >= lowest else 0
    return runs


def _runs_below(first: dict[int, float], lowest: float) -> dict[int, int]:
    runs: dict[int, int] = {}
    for at in reversed(first):
        runs[at] = runs[at + 1] + 1 if first.get(at + 1, 0.0) > lowest else 0
    return runs


def _ends(layout: Layout, style: _Style, at: int) -> Features:
    is_ended = layout.ended[at - 1]
    return {
        "break_share": style.break_share,
        "no_sure_break": float(not style.has_break),
        "no_sure_join": float(not style.has_join),
        "open_unlike_breaks": style.ended_breaks * (not is_ended),
        "ended_like_breaks": style.ended_breaks * is_ended,
        "ended_like_joins": style.ended_joins * is_ended,
        "broken_where_blank": layout.blank_share * style.break_share,
    }


def _indents(layout: Layout, style: _Style, at: int) -> Features:
    is_indented = _is_indented(layout, at)
    return {
        "unindented_unlike_breaks": style.indented_breaks * (not is_indented),
        "indented_like_breaks": style.indented_breaks * is_indented,
        "indented_like_joins": style.indented_joins * is_indented,
    }


def _runs(layout: Layout, style: _Style, at: int) -> Features:
    is_ended = layout.ended[at - 1]
    above, below = style.above[at], style.below[at]
    return {
        "lines_above": above,
        "lines_above_sentence_end": above * is_ended,
        "lines_below": below,
        "lines_below_sentence_end": below * is_ended,
    }
