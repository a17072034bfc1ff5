"""What a unit is once its neighbours are known: numbers that count, labels with their text behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from etl.parse.characters import cell_width, ends_sentence
from etl.parse.labels import label_kind
from etl.parse.marks import Mark, Marked, read_mark, strip_edges
from etl.parse.wraps import Unit

SPEECH_DASHES = "—―–"
HEADING_SIGNS = "■●◆◇□○▶►▸◼◻★☆❖✦✧※➤▪"  # bullets in a list, heading marks where each stands alone
RUN_IN_UNITS = 6  # how far down a label with its text on the same line is looked for
MIN_RUN_IN_WIDTH = 20  # columns of the text behind such a label
RUN_IN = regex.compile(
    r"(?P<opening>\*\*|__)?(?P<label>[^:：*]{2,40}?)\s*"
    r"(?:[:：]\s*(?P=opening)|(?(opening)(?P=opening)\s*)[:：])\s*(?P<text>\S.*)"
)


def settle_units(units: Sequence[Unit]) -> list[Unit]:
    """Decide what only the neighbours can tell.

    A number is a mark only where it counts on from another of its look; a single dash before a
    sentence is speech, no bullet; a square or a star that stands alone marks a heading; a label
    followed by its text on the same line becomes two units.
    """
    numbers = _numbers(units)
    settled = [_settled(units, position, numbers) for position in range(len(units))]
    head = [part for unit in settled[:RUN_IN_UNITS] for part in _split_run_in(unit)]
    return head + settled[RUN_IN_UNITS:]


def _settled(units: Sequence[Unit], position: int, numbers: Mapping[tuple[str, int], tuple[int, int]]) -> Unit:
    unit = units[position]
    marked = unit.marked
    if marked.mark is Mark.NUMBER and not _counts(marked, position, numbers):
        return _unmarked(unit)
    if marked.mark is not Mark.BULLET or _has_neighbour(units, position):
        return unit
    if marked.family in tuple(SPEECH_DASHES):
        return _unmarked(unit)
    if marked.family in tuple(HEADING_SIGNS) and not ends_sentence(marked.text):
        return replace(unit, marked=replace(marked, mark=Mark.EMPHASIS))
    return unit


def _unmarked(unit: Unit) -> Unit:
    return replace(unit, marked=Marked(mark=Mark.NONE, family="", text=strip_edges(unit.raw)))


def _numbers(units: Sequence[Unit]) -> dict[tuple[str, int], tuple[int, int]]:
    """Where each number of each look stands first and last."""
    places: dict[tuple[str, int], tuple[int, int]] = {}
    for position, unit in enumerate(units):
        if unit.marked.mark is Mark.NUMBER and unit.marked.number is not None:
            key = (unit.marked.family, unit.marked.number)
            places[key] = (places.get(key, (position, position))[0], position)
    return places


def _counts(marked: Marked, position: int, numbers: Mapping[tuple[str, int], tuple[int, int]]) -> bool:
    """Whether a unit before this one has the number below, or one after it the number above."""
    if marked.number is None:
        return True
    first_below, _ = numbers.get((marked.family, marked.number - 1), (position, position))
    _, last_above = numbers.get((marked.family, marked.number + 1), (position, position))
    return first_below < position or last_above > position


def _has_neighbour(units: Sequence[Unit], position: int) -> bool:
    family = units[position].marked.family
    neighbours = [*units[max(0, position - 1) : position], *units[position + 1 : position + 2]]
    return any(unit.marked.mark is Mark.BULLET and unit.marked.family == family for unit in neighbours)


def _split_run_in(unit: Unit) -> list[Unit]:
    found = RUN_IN.fullmatch(unit.raw) if unit.marked.mark in (Mark.NONE, Mark.EMPHASIS) else None
    if found is None or label_kind(found["label"]) is None or cell_width(found["text"]) < MIN_RUN_IN_WIDTH:
        return [unit]
    cut = unit.raw_start + found.start("text")
    label, text = unit.raw[: found.start("text")].rstrip(), found["text"]
    marked = Marked(mark=Mark.EMPHASIS, family="run-in", text=found["label"])
    return [
        replace(unit, end=unit.raw_start + len(label), marked=marked, raw=label),
        replace(unit, start=cut, raw=text, raw_start=cut, marked=read_mark(text), blank_before=False),
    ]
