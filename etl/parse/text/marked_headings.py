"""Tell a marked heading above an indented paragraph from the first line of a list item that hangs."""

from collections.abc import Sequence

from etl.parse.text.marks import HEADING_SIGNS, Mark, Marked, strip_closing_colon
from etl.parse.text.visible_lines import Line
from etl.words.characters import COMMAS, QUESTION_MARKS, cell_width, ends_sentence, last_sign
from etl.words.key_point_labels import LabelKind, label_kind

MAX_WIDTH = 90  # columns of a heading
MAX_SHARE = 0.75  # of the line below; a longer line may have been wrapped
MIN_PARAGRAPH_WIDTH = 45  # columns of the lines below together
MAX_LINES_TO_LABEL = 100


def heads_paragraph(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> bool:
    """Whether the line is a heading with a square or number, and the indented lines below it are its text.

    It is, if the first of these is a longer line that does not begin in lower case: had the heading been wrapped,
    words of that line would have fitted on it. In a list of facts, the lines below belong to the fact.
    """
    line, marked, below = lines[position], marks[position], lines[position + 1]
    is_marked = marked.mark is Mark.NUMBER or (marked.mark is Mark.BULLET and marked.family in tuple(HEADING_SIGNS))
    if not is_marked or below.text[0].islower() or not _is_open(line.text):
        return False
    width = cell_width(line.text)
    is_short = width <= min(MAX_WIDTH, MAX_SHARE * cell_width(below.text))
    is_text = _width_below(lines, marks, position) >= MIN_PARAGRAPH_WIDTH
    return is_short and is_text and not _is_fact(lines, marks, position)


def _is_open(text: str) -> bool:
    sign = last_sign(text)
    return sign not in COMMAS and (not ends_sentence(text) or sign in QUESTION_MARKS)


def _width_below(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> int:
    """The columns of the unmarked, more indented lines below, up to those that are asked for."""
    width = 0
    for line, marked in zip(lines[position + 1 :], marks[position + 1 :], strict=True):
        is_below = marked.mark is Mark.NONE and line.indent > lines[position].indent
        if not is_below or line.blank_before or width >= MIN_PARAGRAPH_WIDTH:
            break
        width += cell_width(line.text)
    return width


def _is_fact(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> bool:
    """Whether the last heading above the line is a label of facts with another mark."""
    for above in reversed(range(max(0, position - MAX_LINES_TO_LABEL), position)):
        marked = marks[above]
        if label_kind(strip_closing_colon(marked.text)) is LabelKind.FACTS:
            return marked.family != marks[position].family
        is_item = marked.mark in (Mark.BULLET, Mark.NUMBER)
        if not is_item and lines[above].indent <= lines[position].indent:
            return False
    return False
