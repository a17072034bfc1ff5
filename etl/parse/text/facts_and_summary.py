"""Find the labels of facts and summary, and the units that belong to them."""

from etl.parse.text.labels_by_place import (
    MIN_ITEMS,
    Label,
    facts_above,
    labels_by_place,
    summary_above,
    summary_alike,
)
from etl.parse.text.marks import Mark, strip_closing_colon
from etl.parse.text.outline import Outline
from etl.parse.text.shapes import Ending
from etl.words.fact_labels import LabelKind, may_conclude, needs_list

MIN_SECTIONS = 2  # above a conclusion
SURE_SCORE = 0.9  # of a heading that ends a list without marks
MIN_CONTENTS = 3  # consecutive lines without closing punctuation: a table of contents in the summary
MIN_ENDED_SHARE = 0.5  # of the long units that end like sentences; with less, missing punctuation means nothing


def find_labels(outline: Outline) -> tuple[Label | None, Label | None]:
    """The labels of facts and summary, by known words; one that is not known, by its place above the other."""
    facts = _known_label(outline, LabelKind.FACTS) or _summary_of_items(outline)
    taken = facts.position if facts is not None else None
    summary = _known_label(outline, LabelKind.SUMMARY, taken)
    if facts is None and summary is None:
        facts, summary = labels_by_place(outline)
    elif facts is None and summary is not None:
        facts = facts_above(outline, summary)
    elif summary is None and facts is not None:
        summary = summary_above(outline, facts) or summary_alike(outline, facts)
    return facts, summary


def _summary_of_items(outline: Outline) -> Label | None:
    """The label of a list with a word for a summary ("In brief"), if another such label is above paragraphs."""
    found = [
        position
        for position, shape in enumerate(outline.shapes[:-1])
        if shape.label is LabelKind.SUMMARY and shape.likely_label is None and not shape.is_item
    ]
    listed = [position for position in found if outline.items_stop(position + 1) >= position + 1 + MIN_ITEMS]
    if len(listed) != 1 or len(found) == 1:
        return None
    return Label(position=listed[0], stop=outline.items_stop(listed[0] + 1), detected_by="label")


def _known_label(outline: Outline, kind: LabelKind, taken: int | None = None) -> Label | None:
    """The first label of this kind that is not at the position `taken`."""
    for position, shape in enumerate(outline.shapes):
        if position == taken:
            continue
        likely = shape.likely_label
        kind_here = shape.label if likely is None else likely.kind
        if kind_here is kind and position + 1 < len(outline.units) and not _is_listed(outline, position):
            stop = _facts_stop(outline, position) if kind is LabelKind.FACTS else _summary_stop(outline, position)
            is_placed = likely is None or _is_label_place(outline, position, stop)
            if stop > position + 1 and is_placed and not _heads_section(outline, position, stop):
                return Label(position=position, stop=stop, detected_by="label" if likely is None else "structure")
    return None


def _is_listed(outline: Outline, position: int) -> bool:
    """Whether a label is an item of a list; it may have a number, if no item with the next one follows."""
    shape, following = outline.shapes[position : position + 2]
    return shape.mark is Mark.BULLET or (shape.mark is Mark.NUMBER and following.mark is Mark.NUMBER)


def _is_label_place(outline: Outline, position: int, stop: int) -> bool:
    """Whether a label that is known by its words only stands where labels do.

    One that is not sure stands below the title. A sure one of facts may be anywhere, above a list or sentences; one of
    a summary is above or below all sections.
    """
    likely, parts = outline.shapes[position].likely_label, outline.shapes[position + 1 : stop]
    is_listed = outline.items_stop(position + 1) >= position + 1 + MIN_ITEMS
    is_facts = likely is not None and likely.kind is LabelKind.FACTS
    if is_facts and not is_listed and 2 * sum(shape.inner_stops > 0 for shape in parts) >= len(parts):
        return False
    if likely is not None and not likely.is_sure:
        return position <= 1
    above = [at for at in range(1, position) if outline.is_heading[at] and outline.shapes[at].label is None]
    return is_facts or not above or stop == len(outline.units)


def _heads_section(outline: Outline, position: int, stop: int) -> bool:
    """Whether the label is the heading of a section or of the conclusion, with a word used for both."""
    is_listed = outline.items_stop(position + 1) > position + 1
    is_section = not is_listed and needs_list(strip_closing_colon(outline.shapes[position].text))
    return is_section or _concludes(outline, position, stop)


def _concludes(outline: Outline, position: int, stop: int) -> bool:
    """Whether the label is the heading of a conclusion: at the end, after sections, with a word used for both."""
    sections = sum(outline.is_heading[1:position])
    is_last = stop == len(outline.units) and sections >= MIN_SECTIONS
    return is_last and may_conclude(strip_closing_colon(outline.shapes[position].text))


def _facts_stop(outline: Outline, position: int) -> int:
    """The end of the facts: of the list under the label or, without a list, the next blank line or heading.

    A blank line is the end if none is between the lines above it: "Size: 11,300 acres", "Destroyed: 6".
    """
    items = outline.items_stop(position + 1)
    if items > position + 1:
        return items
    gaps = (at for at in range(position + 2, len(outline.units)) if outline.shapes[at].blank_before)
    block = next(gaps, position + 1)
    lines = outline.shapes[position + 1 : block]
    if len(lines) >= MIN_ITEMS and not any(shape.is_ended or shape.label is not None for shape in lines):
        return block
    return outline.next_heading(position + 1)


def _summary_stop(outline: Outline, position: int) -> int:
    """The end of the summary: the next heading, after a table of contents without marks that belongs to the summary.

    Such a table is a run of lines without closing punctuation; a heading at its end is that of the first section.
    """
    stop = _introduced_stop(outline, position + 1, outline.next_heading(position + 1))
    if stop == position + 1 or outline.surroundings.ended_share < MIN_ENDED_SHARE:
        return stop
    run = outline.open_stop(stop)
    while run - stop >= MIN_CONTENTS:
        if outline.is_heading[run - 1] and run < len(outline.units):
            return run - 1
        stop = outline.next_heading(run)
        run = outline.open_stop(stop)
    return stop


def _introduced_stop(outline: Outline, first: int, stop: int) -> int:
    """The end of a list without marks after a colon; it ends only at a sure heading with a sentence below."""
    intros = [place for place in range(first, stop) if outline.shapes[place].ending is Ending.COLON]
    end = stop
    while intros and end < len(outline.units) and not _is_sure_heading(outline, end):
        end = outline.next_heading(end + 1)
    listed = outline.shapes[intros[-1] + 1 : end] if intros else []
    is_list = bool(listed) and not any(shape.inner_stops or shape.is_item for shape in listed)
    return end if is_list and end < len(outline.units) else stop


def _is_sure_heading(outline: Outline, position: int) -> bool:
    shape, following = outline.shapes[position], outline.shapes[position + 1 : position + 2]
    if shape.mark is not Mark.NONE or shape.label is not None or not following:
        return True
    has_sentence = following[0].is_ended or following[0].ending is Ending.COLON
    return outline.scores[position] >= SURE_SCORE and has_sentence
