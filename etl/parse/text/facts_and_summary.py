"""Find the labels of facts and summary, and the units that belong to them."""

from dataclasses import dataclass

from etl.parse.text.marks import SPEECH_DASHES, Mark, strip_closing_colon
from etl.parse.text.outline import Outline
from etl.parse.text.run_ins import RUN_IN
from etl.parse.text.shapes import Ending, Shape
from etl.words.fact_labels import LabelKind, may_conclude, needs_list
from etl.words.folding import folded
from etl.words.label_languages import has_known_labels
from etl.words.section_headings import is_section_heading

MAX_LABEL_WIDTH = 40  # columns of a label recognised only by its place
MAX_OPENING_WIDTH = 20  # of such a label with only a title above it and no list of facts
MIN_SECTIONS = 2  # below a summary recognised only by its place, or above a conclusion
MIN_ITEMS = 2  # list items under a label recognised only by its place
MIN_PARAGRAPHS = 2  # below a list of facts without a label
MAX_ITEM_WIDTH = 200  # columns of such a fact
MAX_SUMMARY_PARAGRAPHS = 3  # under such a label
SURE_SCORE = 0.9  # of a heading that ends a list without marks
MIN_CONTENTS = 3  # consecutive lines without closing punctuation: a table of contents in the summary
MIN_ENDED_SHARE = 0.5  # of the long units that end like sentences; with less, missing punctuation means nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The position of a label, and of the units that belong to it."""

    position: int  # of the label or, without one, of the unit above the list
    stop: int  # the first unit that does not belong to it
    detected_by: str
    is_written: bool = True  # facts may stand below the title without a label

    @property
    def first(self) -> int:
        """The position of the first unit that belongs to it, the label included."""
        return self.position if self.is_written else self.position + 1


def find_labels(outline: Outline) -> tuple[Label | None, Label | None]:
    """The labels of facts and summary, by known words; one that is not known, by its place above the other.

    Without any label of facts, a list right below the title is the facts.
    """
    facts = _known_label(outline, LabelKind.FACTS) or _summary_of_items(outline)
    taken = facts.position if facts is not None else None
    summary = _known_label(outline, LabelKind.SUMMARY, taken)
    if facts is None and summary is None:
        facts, summary = _labels_by_place(outline)
    elif facts is None and summary is not None:
        facts = _facts_above(outline, summary)
    elif summary is None and facts is not None:
        summary = _summary_above(outline, facts)
    if facts is None and (summary is None or outline.items_stop(1) <= summary.position):
        facts = _facts_below_title(outline)
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


def _facts_below_title(outline: Outline) -> Label | None:
    """The list right below the title, above the text; not speech, and no table of contents."""
    stop = outline.items_stop(1)
    items = outline.shapes[1:stop]
    is_title = not outline.shapes[0].is_item and (outline.is_heading[0] or outline.stands_alone(0))
    if len(items) < MIN_ITEMS or not is_title or sum(map(_is_paragraph, outline.shapes[stop:])) < MIN_PARAGRAPHS:
        return None
    headings = {folded(outline.shapes[at].text) for at in range(stop, len(outline.units)) if outline.is_heading[at]}
    is_contents = any(folded(shape.text) in headings for shape in items)
    is_short = all(shape.mark is Mark.BULLET and shape.width <= MAX_ITEM_WIDTH for shape in items)
    if is_contents or not is_short or _is_speech(outline, 1, stop):
        return None
    return Label(position=0, stop=stop, detected_by="structure", is_written=False)


def _is_speech(outline: Outline, first: int, stop: int) -> bool:
    """Whether these items are what people say: sentences behind long dashes."""
    has_dash = outline.units[first].marked.family in tuple(SPEECH_DASHES)
    return has_dash and any(shape.is_ended for shape in outline.shapes[first:stop])


def _is_paragraph(shape: Shape) -> bool:
    return shape.is_ended and not shape.is_item


def _facts_above(outline: Outline, summary: Label) -> Label | None:
    """The label of facts between the title and the summary."""
    above = (_facts_by_place(outline, position) for position in range(min(2, summary.position)))
    return next((label for label in above if label is not None and label.stop == summary.position), None)


def _summary_above(outline: Outline, facts: Label) -> Label | None:
    """The label of a summary between the title and the facts; the first line above a paragraph is a title."""
    found = _summary_by_place(outline, 1, MAX_LABEL_WIDTH)
    return found if found is not None and found.stop == facts.position else None


def _labels_by_place(outline: Outline) -> tuple[Label | None, Label | None]:
    """A label at the top, perhaps below a title, and another after the units that belong to the first.

    Where labels of the language are known, other headings are labels only if both are found: one with a list is far
    more often that of a section.
    """
    facts, summary = _both_by_place(outline)
    if (facts is None or summary is None) and has_known_labels("\n".join(unit.raw for unit in outline.units)):
        return None, None
    return facts, summary


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


def _known_label(outline: Outline, kind: LabelKind, taken: int | None = None) -> Label | None:
    """The first label of this kind that is not at the position `taken`."""
    for position, shape in enumerate(outline.shapes):
        if position == taken:
            continue
        likely = shape.likely_label
        kind_here = shape.label if likely is None else likely.kind
        if kind_here is kind and position + 1 < len(outline.units) and not shape.is_item:
            stop = _facts_stop(outline, position) if kind is LabelKind.FACTS else _summary_stop(outline, position)
            is_placed = likely is None or _is_label_place(outline, position, stop)
            if stop > position + 1 and is_placed and not _heads_section(outline, position, stop):
                return Label(position=position, stop=stop, detected_by="label" if likely is None else "structure")
    return None


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
