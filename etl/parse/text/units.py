"""What a unit is once its neighbours are known: numbers that count, labels with their text behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.parse.text.marks import Mark, Marked, strip_edges
from etl.parse.text.run_ins import split_run_ins
from etl.parse.text.wraps import Unit
from etl.words.characters import ends_sentence

SPEECH_DASHES = "—―–"
HEADING_SIGNS = "■●◆◇□○▶►▸◼◻★☆❖✦✧※➤▪"  # bullets in a list, heading marks where each stands alone


def settle_units(units: Sequence[Unit]) -> list[Unit]:
    """Decide what only the neighbours can tell.

    A number is a mark only where it counts on from another of its look; a single dash before a
    sentence is speech, no bullet; a square or a star that stands alone marks a heading; a heading
    followed by its text on the same line becomes two units.
    """
    numbers = _numbers(units)
    settled = [_settled(units, position, numbers) for position in range(len(units))]
    return split_run_ins(settled)


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
