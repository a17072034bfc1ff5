"""Tell a marked heading above an indented paragraph from the first line of a list item that hangs."""

from collections.abc import Sequence

from etl.parse.text.marks import ANY_SIGN_FAMILY, HEADING_SIGNS, Mark, Marked, strip_closing_colon
from etl.parse.text.visible_lines import Line
from etl.words.characters import COMMAS, QUESTION_MARKS, cell_width, ends_sentence, last_sign
from etl.words.fact_labels import LabelKind, label_kind

MAX_WIDTH = 90  # columns of a heading
MAX_SHARE = 0.75  # of the line below; a longer line may have been wrapped
MIN_PARAGRAPH_WIDTH = 45  # columns of the lines below together


def find_marked_headings(lines: Sequence[Line], marks: Sequence[Marked]) -> list[bool]:
    """Whether each line is a heading with a number or a sign that is no bullet, above indented lines that are its text.

    It is, if the first of these is a longer line that does not begin in lower case: had the heading been wrapped,
    words of that line would have fitted on it. In a list of facts, the lines below belong to the fact.
    """
    facts = _are_facts(lines, marks)
    last = len(lines) - 1
    return [
        position < last and not facts[position] and _is_heading(lines, marks, position)
        for position in range(len(lines))
    ]


def _is_heading(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> bool:
    line, marked, below = lines[position], marks[position], lines[position + 1]
    has_sign = marked.family in tuple(HEADING_SIGNS) or marked.family.startswith(ANY_SIGN_FAMILY)
    is_marked = marked.mark in (Mark.NUMBER, Mark.QUOTE) or (marked.mark is Mark.BULLET and has_sign)
    if not is_marked or below.text[0].islower() or not _is_open(line.text):
        return False
    is_short = cell_width(line.text) <= min(MAX_WIDTH, MAX_SHARE * cell_width(below.text))
    return is_short and _width_below(lines, marks, position) >= MIN_PARAGRAPH_WIDTH


def _is_open(text: str) -> bool:
    sign = last_sign(text)
    return sign not in COMMAS and (not ends_sentence(text) or sign in QUESTION_MARKS)


def _width_below(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> int:
    """The columns of the unmarked, more indented lines below, up to those that are asked for."""
    width = 0
    for below in range(position + 1, len(lines)):
        is_below = marks[below].mark is Mark.NONE and lines[below].indent > lines[position].indent
        if not is_below or lines[below].blank_before or width >= MIN_PARAGRAPH_WIDTH:
            break
        width += cell_width(lines[below].text)
    return width


def _are_facts(lines: Sequence[Line], marks: Sequence[Marked]) -> list[bool]:
    """Whether each line is in the list below a label of facts; the list ends at the label's mark or at a plain line."""
    are_facts: list[bool] = []
    label: Marked | None = None
    indent = 0  # of the label or the last item
    for line, marked in zip(lines, marks, strict=True):
        is_item = marked.mark in (Mark.BULLET, Mark.NUMBER)
        if label_kind(strip_closing_colon(marked.text)) is LabelKind.FACTS:
            label, indent = marked, line.indent
        elif label is not None and (marked.family == label.family if is_item else line.indent <= indent):
            label = None
        are_facts.append(label is not None and label is not marked)
        indent = line.indent if is_item else indent
    return are_facts
