"""Decisions over a whole text: title, labels, facts, summary, sections."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from etl.documents import Block, Role, Section
from etl.parse.body import Body
from etl.parse.headings import heading_scores
from etl.parse.labels import LabelKind, folded
from etl.parse.marks import Mark, strip_closing_colon
from etl.parse.shapes import Ending, Shape, shapes_of, surroundings_of
from etl.parse.wraps import Unit

HEADING_SCORE = 0.5
MAX_LABEL_WIDTH = 40  # columns of a label that only its place tells
MIN_ITEMS = 2  # list items under such a label
MAX_SUMMARY_PARAGRAPHS = 3  # under such a label
MIN_CONTENTS = 3  # open lines in a row that list the contents of the article in its summary
MIN_ENDED_SHARE = 0.5  # of the long units end as sentences do; else an open end tells nothing
MAX_UNMARKED_HEADING_WIDTH = 220
MAX_LONE_TITLE_WIDTH = 160  # of a line that stands alone above the label of facts or summary
MAX_LONE_TITLE_SHARE = 0.6  # of the usual width of a paragraph
SPEECH_DASHES = "—―–"  # a bullet in a list of facts, the mark of speech in a story


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Where a label stands and the units that belong to it."""

    position: int
    stop: int  # the first unit that does not belong to it
    detected_by: str


class Outline:
    """The units of one text while it is being taken apart; `is_heading` is settled first."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.shapes = shapes_of(units)
        self.surroundings = surroundings_of(self.shapes)
        self.scores = heading_scores(self.shapes)
        self.is_heading = [self._is_heading(position) for position in range(len(units))]
        self.closes_with_colon = self._closes_with_colon()

    def _is_heading(self, position: int) -> bool:
        shape = self.shapes[position]
        if shape.mark is Mark.HEADING or shape.label is not None:
            return True
        if shape.mark is Mark.EMPHASIS:
            return shape.is_short_open or self.scores[position] >= HEADING_SCORE
        if shape.mark is Mark.QUOTE or len(self.shapes) == 1 or self._is_long_as_text(shape):
            return False
        return self.scores[position] >= HEADING_SCORE

    def _is_long_as_text(self, shape: Shape) -> bool:
        """Whether the unit holds several sentences and is as long as the paragraphs of this text."""
        is_text = shape.inner_stops > 0 and shape.is_ended and shape.width >= self.surroundings.body_width
        return is_text or shape.width > MAX_UNMARKED_HEADING_WIDTH

    def _closes_with_colon(self) -> bool:
        """Whether a colon is the mark of this text's headings, and not the wording of one of them."""
        headings = [shape for shape, is_heading in zip(self.shapes, self.is_heading, strict=True) if is_heading][1:]
        with_colon = sum(shape.ending is Ending.COLON for shape in headings)
        return with_colon > 1 and 2 * with_colon > len(headings)

    def heading_text(self, position: int) -> str:
        """The text of a heading without the colon that marks it as one."""
        text = self.units[position].marked.text
        return strip_closing_colon(text) if self.closes_with_colon else text

    def next_heading(self, position: int) -> int:
        """The first heading from this position on, or the end."""
        while position < len(self.units) and not self.is_heading[position]:
            position += 1
        return position

    def open_stop(self, position: int) -> int:
        """The end of the run of unmarked lines that begins here and end like no sentence."""
        while (
            position < len(self.units)
            and self.shapes[position].ending is Ending.OPEN
            and self.shapes[position].mark is Mark.NONE
        ):
            position += 1
        return position

    def items_stop(self, position: int) -> int:
        """The end of the run of list items that begins here."""
        while position < len(self.units) and self.shapes[position].is_item and not self.is_heading[position]:
            position += 1
        return position


def outline_body(units: Sequence[Unit], *, known_title: str | None, max_title_chars: int) -> Body:
    """Put every unit into its place in the article; none is left out.

    A title is the first line where it is a heading and no label; where the title is known from
    elsewhere, only that very line is.
    """
    outline = Outline(units)
    facts, summary = _find_labels(outline)
    taken = {label.position for label in (facts, summary) if label is not None}
    has_title = 0 not in taken and _has_title(outline, known_title, max_title_chars, is_above_label=1 in taken)
    taken |= {0} if has_title else set()
    for label in (facts, summary):
        taken |= set(range(label.position, label.stop)) if label is not None else set()
    rest = [position for position in range(len(units)) if position not in taken]
    return Body(
        title=_heading_block(outline, 0, Role.TITLE) if has_title else None,
        title_origin="text" if has_title else None,
        facts_label=_label_block(outline, facts),
        facts=_member_blocks(outline, facts, Role.FACT),
        summary_label=_label_block(outline, summary),
        summary=_member_blocks(outline, summary, Role.SUMMARY),
        sections=_sections(outline, rest),
    )


def _has_title(outline: Outline, known_title: str | None, max_title_chars: int, *, is_above_label: bool) -> bool:
    shape = outline.shapes[0]
    if known_title is not None:
        return folded(shape.text) == folded(known_title)
    longest = min(MAX_LONE_TITLE_WIDTH, outline.surroundings.body_width * MAX_LONE_TITLE_SHARE)
    is_alone = is_above_label and shape.width <= longest
    is_fit = len(outline.units) > 1 and len(shape.text) <= max_title_chars and not shape.is_item
    return is_fit and (outline.is_heading[0] or is_alone)


def _find_labels(outline: Outline) -> tuple[Label | None, Label | None]:
    """The labels of facts and summary: by their words, and where these are unknown by their place."""
    facts = _known_label(outline, LabelKind.FACTS)
    summary = _known_label(outline, LabelKind.SUMMARY)
    if facts is None and summary is None:  # one known label shows that the words of this language are known
        facts = _facts_by_place(outline)
        summary = _summary_by_place(outline, facts) if facts is not None else None
    return facts, summary


def _known_label(outline: Outline, kind: LabelKind) -> Label | None:
    for position, shape in enumerate(outline.shapes):
        if shape.label is kind and position + 1 < len(outline.units) and not shape.is_item:
            stop = _facts_stop(outline, position) if kind is LabelKind.FACTS else _summary_stop(outline, position)
            if stop > position + 1:
                return Label(position=position, stop=stop, detected_by="label")
    return None


def _facts_stop(outline: Outline, position: int) -> int:
    """The facts are the list under the label; without a list, all that comes before the next heading."""
    items = outline.items_stop(position + 1)
    return items if items > position + 1 else outline.next_heading(position + 1)


def _summary_stop(outline: Outline, position: int) -> int:
    """The summary ends at the next heading; a list of contents in it, without marks, belongs to it.

    Such a list is a run of lines that end openly; where a heading ends the run, it is the first section's.
    """
    stop = outline.next_heading(position + 1)
    if stop == position + 1 or outline.surroundings.ended_share < MIN_ENDED_SHARE:
        return stop
    run = outline.open_stop(stop)
    while run - stop >= MIN_CONTENTS:
        if outline.is_heading[run - 1] and run < len(outline.units):
            return run - 1
        stop = outline.next_heading(run)
        run = outline.open_stop(stop)
    return stop


def _facts_by_place(outline: Outline) -> Label | None:
    """A short heading at the top with a list under it and a heading after the list."""
    for position in range(min(2, len(outline.units))):
        if not _could_be_label(outline, position):
            continue
        stop = outline.items_stop(position + 1)
        is_followed = stop < len(outline.units) and outline.is_heading[stop]
        if stop - position - 1 >= MIN_ITEMS and is_followed:
            return Label(position=position, stop=stop, detected_by="structure")
    return None


def _summary_by_place(outline: Outline, facts: Label) -> Label | None:
    """The short heading after facts in an unknown language, with a few paragraphs and then a heading."""
    if not _could_be_label(outline, facts.stop):
        return None
    stop = outline.next_heading(facts.stop + 1)
    count = stop - facts.stop - 1
    if stop == len(outline.units) or not 1 <= count <= MAX_SUMMARY_PARAGRAPHS:
        return None
    return Label(position=facts.stop, stop=stop, detected_by="structure")


def _could_be_label(outline: Outline, position: int) -> bool:
    shape = outline.shapes[position]
    is_plain = shape.ending in (Ending.OPEN, Ending.COLON) and not shape.is_item
    return outline.is_heading[position] and is_plain and shape.label is None and shape.width <= MAX_LABEL_WIDTH


def _sections(outline: Outline, positions: Sequence[int]) -> tuple[Section, ...]:
    """The rest in reading order; what follows facts or a summary without a heading is a section of its own."""
    groups: list[list[int]] = []
    for position in positions:
        is_apart = not groups or groups[-1][-1] != position - 1
        if is_apart or outline.is_heading[position]:
            groups.append([])
        groups[-1].append(position)
    return tuple(_section(outline, group) for group in groups)


def _section(outline: Outline, group: Sequence[int]) -> Section:
    has_heading = outline.is_heading[group[0]]
    return Section(
        heading=_heading_block(outline, group[0], Role.HEADING) if has_heading else None,
        level=outline.units[group[0]].marked.level if has_heading else None,
        paragraphs=tuple(_paragraph_block(outline, position) for position in group[has_heading:]),
    )


def _heading_block(outline: Outline, position: int, role: Role) -> Block:
    unit = outline.units[position]
    detected_by = "mark" if unit.marked.mark in (Mark.HEADING, Mark.EMPHASIS, Mark.NUMBER) else "score"
    return _block(unit, role, outline.heading_text(position), detected_by)


def _label_block(outline: Outline, label: Label | None) -> Block | None:
    if label is None:
        return None
    unit = outline.units[label.position]
    return _block(unit, Role.LABEL, strip_closing_colon(unit.marked.text), label.detected_by)


def _member_blocks(outline: Outline, label: Label | None, role: Role) -> tuple[Block, ...]:
    if label is None:
        return ()
    members = outline.units[label.position + 1 : label.stop]
    return tuple(_block(unit, role, unit.marked.text, label.detected_by) for unit in members)


def _paragraph_block(outline: Outline, position: int) -> Block:
    unit = outline.units[position]
    marked = unit.marked
    if marked.mark is Mark.QUOTE:
        return _block(unit, Role.QUOTE, marked.text, "mark")
    if marked.mark in (Mark.BULLET, Mark.NUMBER) and marked.family not in tuple(SPEECH_DASHES):
        return _block(unit, Role.LIST_ITEM, marked.text, "mark")
    text = unit.raw if marked.mark is Mark.BULLET else marked.text
    return _block(unit, Role.PARAGRAPH, text, "score")


def _block(unit: Unit, role: Role, text: str, detected_by: str) -> Block:
    return Block(
        role=role, text=unicodedata.normalize("NFC", text), start=unit.start, end=unit.end, detected_by=detected_by
    )
