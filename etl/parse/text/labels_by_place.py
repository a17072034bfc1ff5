"""Find labels of facts and summary that no table has by their place."""

from dataclasses import dataclass

from etl.parse.text.marks import SPEECH_DASHES, Mark
from etl.parse.text.outline import Outline
from etl.parse.text.run_ins import RUN_IN
from etl.parse.text.shapes import Ending
from etl.words.label_languages import has_known_labels
from etl.words.section_headings import is_section_heading

MAX_LABEL_WIDTH = 40  # columns of a label recognised only by its place
MAX_OPENING_WIDTH = 20  # of such a label with only a title above it and no list of facts
MIN_SECTIONS = 2  # below a summary recognised only by its place
MIN_ITEMS = 2  # list items under a label recognised only by its place
MAX_SUMMARY_PARAGRAPHS = 3  # under such a label


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The position of a label, and of the units that belong to it."""

    position: int
    stop: int  # the first unit that does not belong to it
    detected_by: str


def labels_by_place(outline: Outline) -> tuple[Label | None, Label | None]:
    """A label at the top, perhaps below a title, and another after the units that belong to the first.

    Where labels of the language are known, other headings are labels only if both are found: one with a list is far
    more often that of a section.
    """
    facts, summary = _both_by_place(outline)
    if (facts is None or summary is None) and has_known_labels("\n".join(unit.raw for unit in outline.units)):
        return None, None
    return facts, summary


def facts_above(outline: Outline, summary: Label) -> Label | None:
    """The label of facts between the title and the summary."""
    above = (_facts_by_place(outline, position) for position in range(min(2, summary.position)))
    return next((label for label in above if label is not None and label.stop == summary.position), None)


def summary_above(outline: Outline, facts: Label) -> Label | None:
    """The label of a summary between the title and the facts; the first line above a paragraph is a title."""
    found = _summary_by_place(outline, 1, MAX_LABEL_WIDTH)
    return found if found is not None and found.stop == facts.position else None


def summary_alike(outline: Outline, facts: Label) -> Label | None:
    """The label of a summary right below the facts, with the mark of their label, which no other heading has."""
    found = _summary_by_place(outline, facts.stop, MAX_LABEL_WIDTH)
    if found is None:
        return None
    mark = outline.units[facts.position].marked
    others = [outline.units[at].marked for at in range(found.stop, len(outline.units)) if outline.is_heading[at]]
    own = outline.units[found.position].marked
    is_alike = mark.mark in (Mark.HEADING, Mark.EMPHASIS) and (own.mark, own.family) == (mark.mark, mark.family)
    is_apart = all((other.mark, other.family) != (mark.mark, mark.family) for other in others)
    return found if is_alike and is_apart and others else None


def _both_by_place(outline: Outline) -> tuple[Label | None, Label | None]:
    for position in (0, 1):
        facts = _facts_by_place(outline, position)
        if facts is not None:
            return facts, _summary_by_place(outline, facts.stop, MAX_LABEL_WIDTH)
    has_title = outline.is_heading[0] or outline.stands_alone(0)
    summary = _summary_by_place(outline, 1, MAX_OPENING_WIDTH) if has_title else None
    if summary is None or sum(outline.is_heading[summary.stop :]) < MIN_SECTIONS:
        return None, None
    return _facts_by_place(outline, summary.stop), summary


def _facts_by_place(outline: Outline, position: int) -> Label | None:
    """The label if this is a short heading with a list below, and a heading after the list."""
    if not _could_be_label(outline, position, MAX_LABEL_WIDTH):
        return None
    stop = outline.items_stop(position + 1)
    is_followed = stop < len(outline.units) and outline.is_heading[stop]
    if stop - position - 1 < MIN_ITEMS or not is_followed or _is_speech(outline, position + 1, stop):
        return None
    return Label(position=position, stop=stop, detected_by="structure")


def _summary_by_place(outline: Outline, position: int, max_width: int) -> Label | None:
    """The label if this is a short heading with a few paragraphs below, and then a heading."""
    if not _could_be_label(outline, position, max_width):
        return None
    stop = outline.next_heading(position + 1)
    is_text = not any(shape.is_item for shape in outline.shapes[position + 1 : stop])
    if stop == len(outline.units) or not 1 <= stop - position - 1 <= MAX_SUMMARY_PARAGRAPHS or not is_text:
        return None
    return Label(position=position, stop=stop, detected_by="structure")


def _could_be_label(outline: Outline, position: int, max_width: int) -> bool:
    if position >= len(outline.units):
        return False
    shape = outline.shapes[position]
    is_run_in = outline.units[position].marked.family == RUN_IN
    is_plain = shape.ending in (Ending.OPEN, Ending.COLON) and not shape.is_item and not is_run_in
    if is_section_heading(shape.text):
        return False
    return outline.is_heading[position] and is_plain and shape.label is None and shape.width <= max_width


def _is_speech(outline: Outline, first: int, stop: int) -> bool:
    """Whether these items are what people say: sentences behind long dashes."""
    has_dash = outline.units[first].marked.family in tuple(SPEECH_DASHES)
    return has_dash and any(shape.is_ended for shape in outline.shapes[first:stop])
