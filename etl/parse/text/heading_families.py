"""Find the marks with which all headings of a text begin: "// The plan", ">> The plan", "1) The plan", "■ The plan"."""

from collections import defaultdict
from collections.abc import Sequence

from etl.parse.text.marks import HEADING_SIGNS, Mark
from etl.parse.text.units import Unit
from etl.words.characters import COLONS, COMMAS, FULL_STOPS, QUESTION_MARKS, cell_width, last_sign

MIN_HEADINGS = 2
MIN_SHARE = 0.75  # of the units with the mark
MAX_WIDTH = 120  # columns of a heading
SPEECH = ("-", "−", "–", "—", "―", "*", "•")  # such a sign before single lines marks speech or short items


def heading_positions(units: Sequence[Unit]) -> set[int]:
    """The positions of the units whose mark is that of the headings of this text; not of numbered questions.

    Nearly all units with such a mark are short, do not end like statements, and are followed by a unit without it;
    there are at least two. In a list, items follow each other.
    """
    families: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(units):
        if unit.marked.mark in (Mark.BULLET, Mark.NUMBER, Mark.QUOTE):
            families[unit.marked.family].append(position)
    return {
        position
        for family, positions in families.items()
        if family not in SPEECH
        for position in _headings(units, family, positions)
    }


def _headings(units: Sequence[Unit], family: str, positions: Sequence[int]) -> list[int]:
    """Those of the units that may be headings, if nearly all may be; the others may have lost their line break."""
    found = [position for position in positions if _may_be_heading(units, position)]
    fewest = 1 if family in tuple(HEADING_SIGNS) else MIN_HEADINGS
    return found if len(found) >= max(fewest, MIN_SHARE * len(positions)) else []


def _may_be_heading(units: Sequence[Unit], position: int) -> bool:
    """Whether a unit is short and open, and a unit without its mark follows."""
    if position + 1 == len(units):
        return False
    marked, following = units[position].marked, units[position + 1].marked
    ends = FULL_STOPS + COMMAS + COLONS + (QUESTION_MARKS if marked.mark is Mark.NUMBER else "")
    is_open = last_sign(marked.text) not in tuple(ends)
    is_followed = following.family != marked.family and following.mark is not Mark.RULE
    return is_open and is_followed and cell_width(marked.text) <= MAX_WIDTH
