"""Settle what each unit is by its neighbours: numbers in a sequence, speech, run-in headings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from etl.parse.text.heading_families import heading_positions
from etl.parse.text.marks import ANY_SIGN_FAMILY, SPEECH_DASHES, Mark, Marked, strip_edges
from etl.parse.text.run_ins import split_run_ins
from etl.parse.text.units import Unit

WEAK_BULLETS = ("+", "~", "o", "O", "->", "=>", "--")  # signs that often begin a text


def settle_units(units: Sequence[Unit]) -> list[Unit]:
    """The units with marks that depend on their neighbours settled.

    A number is a mark only if a number of the same family before or after continues the sequence; a sign that is no
    usual bullet, only if it occurs again. A single dash before a sentence is speech, not a bullet. The mark with which
    all headings begin is no bullet (heading_families.py). A unit with a run-in heading becomes two units.
    """
    numbers = _numbers(units)
    uses = Counter(unit.marked.family for unit in units)
    counted = [
        unit if _is_proven(units, position, numbers, uses) else _unmarked(unit) for position, unit in enumerate(units)
    ]
    headings = heading_positions(counted)
    settled = [
        _heading(unit) if position in headings else _settled(counted, position) for position, unit in enumerate(counted)
    ]
    return split_run_ins(settled)


def _is_proven(
    units: Sequence[Unit], position: int, numbers: Mapping[tuple[str, int], tuple[int, int]], uses: Counter[str]
) -> bool:
    """Whether a number counts, and whether a sign that is no usual bullet occurs again; `uses` counts the families."""
    marked = units[position].marked
    if marked.mark is Mark.NUMBER:
        return _counts(marked, position, numbers) or _repeats(units, position)
    is_weak = marked.family.startswith((ANY_SIGN_FAMILY, *WEAK_BULLETS)) or units[position].raw[1:2].isalpha()
    return marked.mark is not Mark.BULLET or not is_weak or uses[marked.family] > 1


def _heading(unit: Unit) -> Unit:
    return replace(unit, marked=replace(unit.marked, mark=Mark.HEADING))


def _settled(units: Sequence[Unit], position: int) -> Unit:
    unit = units[position]
    marked = unit.marked
    if marked.mark is Mark.BULLET and marked.family in tuple(SPEECH_DASHES) and not _has_neighbour(units, position):
        return _unmarked(unit)
    return unit


def _unmarked(unit: Unit) -> Unit:
    return replace(unit, marked=Marked(mark=Mark.NONE, family="", text=strip_edges(unit.raw)))


def _numbers(units: Sequence[Unit]) -> dict[tuple[str, int], tuple[int, int]]:
    """(family, number) -> its first and last position."""
    places: dict[tuple[str, int], tuple[int, int]] = {}
    for position, unit in enumerate(units):
        if unit.marked.mark is Mark.NUMBER and unit.marked.number is not None:
            key = (unit.marked.family, unit.marked.number)
            places[key] = (places.get(key, (position, position))[0], position)
    return places


def _counts(marked: Marked, position: int, numbers: Mapping[tuple[str, int], tuple[int, int]]) -> bool:
    """Whether a unit before this one has the previous number, or one after it the next number."""
    if marked.number is None:
        return True
    first_below, _ = numbers.get((marked.family, marked.number - 1), (position, position))
    _, last_above = numbers.get((marked.family, marked.number + 1), (position, position))
    return first_below < position or last_above > position


def _repeats(units: Sequence[Unit], position: int) -> bool:
    """Whether the unit before or after has the same number, as Markdown allows: 1. 1. 1."""
    own = units[position].marked
    beside = [*units[max(0, position - 1) : position], *units[position + 1 : position + 2]]
    return any((unit.marked.family, unit.marked.number) == (own.family, own.number) for unit in beside)


def _has_neighbour(units: Sequence[Unit], position: int) -> bool:
    family = units[position].marked.family
    neighbours = [*units[max(0, position - 1) : position], *units[position + 1 : position + 2]]
    return any(unit.marked.mark is Mark.BULLET and unit.marked.family == family for unit in neighbours)
