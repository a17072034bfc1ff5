"""Undo hard wraps: a line break is removed if the first word of the next line would not have fitted on the line."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from etl.parse.text.marked_headings import find_marked_headings
from etl.parse.text.marks import Mark, Marked, read_mark
from etl.parse.text.turns import find_turns
from etl.parse.text.visible_lines import Line
from etl.words.characters import (
    COLONS,
    SENTENCE_ENDS,
    UNSPACED,
    UNSPACED_LETTER,
    cell_width,
    code_point_width,
    ends_sentence,
    is_unspaced,
    last_sign,
)

MIN_WIDTH = 38  # columns; shorter lines are verse, lists or headings
MIN_CHOPPED_WIDTH = 18  # columns, in a script without spaces that was cut anywhere
MAX_WIDTH = 132
CANDIDATE_WIDTHS = 8  # number of the widest lines whose width is tried as that of the text
LONG_LINE_SHARE = 0.6  # of the width; a shorter line may be a heading and does not count
MAX_JUDGED_LINES = 2000
MAX_UNDERLINE_TEXT = 200
DASHES = ("-", "−", "–", "—", "―")
FIRST_WORD = regex.compile(r"\S+?(?=\s|$|" + UNSPACED.pattern + r")|\S")
WORD = r"[\p{Latin}\p{Cyrillic}\p{Greek}0-9]"
SPACED_MEETING = regex.compile(
    rf"(?<={UNSPACED_LETTER.pattern})[ ](?={WORD})|(?<={WORD})[ ](?={UNSPACED_LETTER.pattern})"
)
CLOSE_MEETING = regex.compile(rf"(?<={UNSPACED_LETTER.pattern})(?={WORD})|(?<={WORD})(?={UNSPACED_LETTER.pattern})")
UNDERLINE = regex.compile(r"=+|-{2,}|~{2,}|─{2,}|━{2,}|═{2,}|—{2,}|\^{3,}|\*{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrapping:
    """The way in which a text was wrapped."""

    measure: Callable[[str], int]  # of the width of a text
    width: int  # of the longest line that was allowed
    is_chopped: bool  # whether words were cut
    spaces_scripts: bool = False  # whether a space separates scripts without spaces from other words

    def columns(self, line: Line) -> int:
        return line.indent + self.measure(line.text)

    def explains(self, line: Line, following: Line) -> bool:
        """Whether the wrapping explains the line break between these two lines."""
        if self.is_chopped:
            return self.columns(line) in (self.width - 1, self.width)  # a space at the cut is lost
        word = FIRST_WORD.match(following.text)
        needed = len(self.glue(line, following)) + (self.measure(word.group()) if word is not None else 0)
        return self.columns(line) + needed > self.width

    def glue(self, line: Line, following: Line) -> str:
        """The text that the line break replaced: a space, or "" inside a cut word and in scripts without spaces."""
        before, after = is_unspaced(line.text[-1]), is_unspaced(following.text[0])
        if self.is_chopped and self.columns(line) == self.width:
            meets = before != after and (following.text[0] if before else line.text[-1]).isalnum()
            return " " if meets and self.spaces_scripts else ""
        return "" if before and after else " "


# In a text that is not wrapped, an indented line may still continue a list item.
UNWRAPPED = Wrapping(measure=code_point_width, width=sys.maxsize, is_chopped=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One or more lines that belong together: a paragraph, a heading, a list item, a rule."""

    start: int
    end: int
    marked: Marked
    raw: str  # the joined lines with their marks
    raw_start: int  # offset of `raw` in the source, after invisible lines
    blank_before: bool


def join_lines(lines: Sequence[Line]) -> list[Unit]:
    """The units of a text: underlines are joined with their headings, wrapped lines with the lines they continue."""
    own_marks = [read_mark(line.text) for line in lines]
    marks = _without_chance_marks(lines, own_marks)
    wrapping = find_wrapping(lines, marks)
    continues = _continuations(lines, marks, wrapping)
    units: list[Unit] = []
    position = 0
    while position < len(lines):
        stop = position + 1
        while stop < len(lines) and continues[stop]:
            stop += 1
        underlined = stop < len(lines) and _is_underline(lines, marks, position, stop)
        units.append(_unit(lines[position:stop], own_marks[position], lines[stop] if underlined else None, wrapping))
        position = stop + underlined
    return units


def _without_chance_marks(lines: Sequence[Line], marks: Sequence[Marked]) -> list[Marked]:
    """The marks, without those that are at the start of a line only because of a wrap.

    Such a dash or number occurs once in the text, after a line that does not end a sentence.
    """
    counts = Counter((marked.mark, marked.family) for marked in marks)
    settled = list(marks)
    for position, (line, marked) in enumerate(zip(lines, marks, strict=True)):
        if position == 0 or line.blank_before or counts[marked.mark, marked.family] > 1:
            continue
        is_chance = marked.mark is Mark.NUMBER or (marked.mark is Mark.BULLET and marked.family in DASHES)
        if is_chance and last_sign(lines[position - 1].text) not in SENTENCE_ENDS + COLONS:
            settled[position] = Marked(mark=Mark.NONE, family="", text=line.text)
    return settled


def _unit(lines: Sequence[Line], first: Marked, underline: Line | None, wrapping: Wrapping) -> Unit:
    """The unit of these lines; `first` is the mark of the first one by itself."""
    text = lines[0].text
    for previous, line in pairwise(lines):
        text += wrapping.glue(previous, line) + line.text
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
    )


def _is_underline(lines: Sequence[Line], marks: Sequence[Marked], first: int, stop: int) -> bool:
    line, above = lines[stop], lines[stop - 1]
    return (
        not line.blank_before
        and UNDERLINE.fullmatch(line.text) is not None
        and marks[first].mark in (Mark.NONE, Mark.NUMBER)
        and stop - first <= 2
        and len(above.text) <= MAX_UNDERLINE_TEXT
        and (line.text[0] == "=" or not ends_sentence(above.text))
    )


def _continuations(lines: Sequence[Line], marks: Sequence[Marked], wrapping: Wrapping) -> list[bool]:
    """Whether each line continues the line before it."""
    continues = [False] * len(lines)
    headings = find_marked_headings(lines, marks)
    turns = find_turns([line.text for line in lines])
    item_indent: int | None = None
    for position, line in enumerate(lines):
        if position and not turns[position] and _may_continue(lines, marks, position):
            hangs = item_indent is not None and line.indent > item_indent and not headings[position - 1]
            continues[position] = hangs or wrapping.explains(lines[position - 1], line)
        if not continues[position]:
            is_item = marks[position].mark in (Mark.BULLET, Mark.NUMBER)
            item_indent = line.indent if is_item else None
    return continues


def _may_continue(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> bool:
    """Whether a line may continue the one before it: it has no mark, and follows no blank line, rule or heading."""
    if lines[position].blank_before or marks[position - 1].mark in (Mark.RULE, Mark.HEADING, Mark.EMPHASIS):
        return False
    return marks[position].mark is Mark.NONE and marks[position].family != "tag"


def find_wrapping(lines: Sequence[Line], marks: Sequence[Marked]) -> Wrapping:
    """The wrapping that explains most breaks inside sentences; UNWRAPPED if none does."""
    lines = lines[:MAX_JUDGED_LINES]
    pairs = [
        (lines[position - 1], lines[position])
        for position in range(1, len(lines))
        if _may_continue(lines, marks, position)
    ]
    best, best_score = UNWRAPPED, 0
    for wrapping in _candidates(lines):
        score = _score(wrapping, pairs) - 2 * sum(wrapping.columns(line) > wrapping.width for line in lines)
        if score > best_score:
            best, best_score = wrapping, score
    return best


def _spaces_scripts(lines: Sequence[Line]) -> bool:
    """Whether a space usually separates a script without spaces from other words in these lines."""
    spaced = sum(len(SPACED_MEETING.findall(line.text)) for line in lines)
    return spaced > sum(len(CLOSE_MEETING.findall(line.text)) for line in lines)


def _candidates(lines: Sequence[Line]) -> list[Wrapping]:
    has_unspaced = any(UNSPACED.search(line.text) for line in lines)
    spaces_scripts = has_unspaced and _spaces_scripts(lines)
    wrappings = []
    for measure in (code_point_width, cell_width) if has_unspaced else (code_point_width,):
        widths = sorted({line.indent + measure(line.text) for line in lines})
        for is_chopped in (False, True) if has_unspaced else (False,):
            lowest = MIN_CHOPPED_WIDTH if is_chopped else MIN_WIDTH
            fitting = [width for width in widths if lowest <= width <= MAX_WIDTH][-CANDIDATE_WIDTHS:]
            wrappings += [
                Wrapping(measure=measure, width=width, is_chopped=is_chopped, spaces_scripts=spaces_scripts)
                for width in fitting
            ]
    return wrappings


def _score(wrapping: Wrapping, pairs: Sequence[tuple[Line, Line]]) -> int:
    """The number of breaks inside sentences that the wrapping explains, minus twice those that it does not.

    0 for a single break, unless the next line begins in lower case.
    """
    score = certain = 0
    for line, following in pairs:
        if ends_sentence(line.text) or wrapping.columns(line) < LONG_LINE_SHARE * wrapping.width:
            continue
        if wrapping.explains(line, following):
            score += 1
            certain += following.text[0].islower()
        else:
            score -= 2
    return score if score >= 2 or certain else 0
