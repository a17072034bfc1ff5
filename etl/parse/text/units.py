"""Join the lines of a text to units: a paragraph, a heading or an item may be wrapped over several lines."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from etl.parse.text.bylines import head_role
from etl.parse.text.marked_headings import find_marked_headings
from etl.parse.text.marks import ANY_SIGN_FAMILY, Mark, Marked, read_mark
from etl.parse.text.turns import find_turns
from etl.parse.text.visible_lines import Line
from etl.parse.text.wraps.hyphens import Hyphens, find_hyphens
from etl.parse.text.wraps.scores import join_scores
from etl.parse.text.wraps.wrapping import Wrapping, find_wrapping, may_continue
from etl.words.characters import COLONS, SENTENCE_ENDS, cell_width, ends_sentence, last_sign

JOIN_SCORE = 0.5
DOUBTFUL = (0.25, 0.75)  # scores of line breaks that may or may not come from wrapping
MAX_UNDERLINE_TEXT = 200
MAX_HEAD_LINES = 3  # the byline and the date begin below the title, not in it
MAX_UNDERLINE_MISFIT = 2  # columns
DASHES = ("-", "−", "–", "—", "―")
UNDERLINE = regex.compile(r"=+|-{2,}|~{2,}|─{2,}|━{2,}|═{2,}|—{2,}|(?P<sign>[*^_#+.:/<>•·¯‾▔])(?P=sign){2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One or more lines that belong together: a paragraph, a heading, a list item, a rule."""

    start: int
    end: int
    marked: Marked
    raw: str  # the joined lines with their marks
    raw_start: int  # offset of `raw` in the source, after invisible lines
    blank_before: bool
    indent: int = 0  # columns of white space before its first line
    doubtful_lines: tuple[int, ...] = ()  # offsets of its lines that may or may not continue the line before


def join_lines(lines: Sequence[Line]) -> list[Unit]:
    """The units of a text: underlines are joined with their headings, wrapped lines with the lines they continue."""
    own_marks = [read_mark(line.text) for line in lines]
    marks = without_chance_marks(lines, own_marks)
    wrapping = find_wrapping(lines, marks)
    joins = _join_scores(lines, marks, wrapping)
    hyphens = find_hyphens(lines)
    units: list[Unit] = []
    position = 0
    while position < len(lines):
        stop = position + 1
        while stop < len(lines) and joins[stop] >= JOIN_SCORE:
            stop += 1
        underlined = stop < len(lines) and _is_underline(lines, marks, position, stop)
        underline = lines[stop] if underlined else None
        unit = _unit(lines[position:stop], own_marks[position], underline, wrapping, hyphens)
        doubts = [at for at in range(position, stop) if DOUBTFUL[0] <= joins[at] < DOUBTFUL[1]]
        units.append(replace(unit, doubtful_lines=tuple(lines[at].text_start for at in doubts)) if doubts else unit)
        position = stop + underlined
    return units


def without_chance_marks(lines: Sequence[Line], marks: Sequence[Marked]) -> list[Marked]:
    """The marks, without those that are at the start of a line only because of a wrap.

    Such a dash, sign or number occurs once in the text, after a line that does not end a sentence; or it is a dash
    before a small letter, after such a line without a mark.
    """
    counts = Counter((marked.mark, marked.family) for marked in marks)
    settled = list(marks)
    for position, (line, marked) in enumerate(zip(lines, marks, strict=True)):
        is_first = position == 0 or line.blank_before
        if is_first or (counts[marked.mark, marked.family] > 1 and not _goes_on(marked, marks[position - 1])):
            continue
        is_weak = marked.family in DASHES or marked.family.startswith(ANY_SIGN_FAMILY)
        is_chance = marked.mark is Mark.NUMBER or (marked.mark is Mark.BULLET and is_weak)
        if is_chance and last_sign(lines[position - 1].text) not in SENTENCE_ENDS + COLONS:
            settled[position] = Marked(mark=Mark.NONE, family="", text=line.text)
    return settled


def _goes_on(marked: Marked, above: Marked) -> bool:
    """Whether a dash before a small letter stands below a line without a mark."""
    return marked.family in DASHES and marked.text[:1].islower() and above.mark is Mark.NONE


def _unit(lines: Sequence[Line], first: Marked, underline: Line | None, wrapping: Wrapping, hyphens: Hyphens) -> Unit:
    """The unit of these lines; `first` is the mark of the first one by itself."""
    text = lines[0].text
    for previous, line in pairwise(lines):
        text = hyphens.joined(text, line.text) or text + wrapping.glue(previous, line) + line.text
    marked = first if len(lines) == 1 else read_mark(text)
    if underline is not None:
        marked = Marked(
            mark=Mark.HEADING, family="underline", text=marked.text, level=2 if underline.text[0] == "=" else 3
        )
    return Unit(
        start=lines[0].start,
        end=(underline or lines[-1]).end,
        marked=marked,
        raw=text,
        raw_start=lines[0].text_start,
        blank_before=lines[0].blank_before,
        indent=lines[0].indent,
    )


def _is_underline(lines: Sequence[Line], marks: Sequence[Marked], first: int, stop: int) -> bool:
    line, above = lines[stop], lines[stop - 1]
    return (
        not line.blank_before
        and UNDERLINE.fullmatch(line.text) is not None
        and marks[first].mark in (Mark.NONE, Mark.NUMBER)
        and stop - first <= 2
        and len(above.text) <= MAX_UNDERLINE_TEXT
        and (line.text[0] == "=" or not ends_sentence(above.text) or _fits(line, above))
    )


def _fits(underline: Line, above: Line) -> bool:
    """Whether a line of signs was drawn for the line above: it is as wide."""
    return abs(cell_width(underline.text) - cell_width(above.text)) <= MAX_UNDERLINE_MISFIT


def _join_scores(lines: Sequence[Line], marks: Sequence[Marked], wrapping: Wrapping) -> list[float]:
    """The probability of each line that it continues the line before it; 0 or 1 if a mark or an indent decides."""
    joins = [0.0] * len(lines)
    headings = find_marked_headings(lines, marks)
    turns = find_turns([line.text for line in lines])
    scores = join_scores(lines, marks, wrapping)
    item_indent: int | None = None
    for position, line in enumerate(lines):
        is_apart = turns[position] or (position <= MAX_HEAD_LINES and head_role(line.text) is not None)
        if not is_apart and may_continue(lines, marks, position):
            hangs = item_indent is not None and line.indent > item_indent and not headings[position - 1]
            joins[position] = 1.0 if hangs else scores[position]
        if joins[position] < JOIN_SCORE:
            is_item = marks[position].mark in (Mark.BULLET, Mark.NUMBER)
            item_indent = line.indent if is_item else None
    return joins
