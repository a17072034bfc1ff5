"""Find out how the lines of a text were wrapped: the width, and whether words were cut."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from etl.parse.text.marks import Mark, Marked
from etl.parse.text.visible_lines import Line
from etl.words.characters import (
    UNSPACED,
    UNSPACED_LETTER,
    cell_width,
    code_point_width,
    ends_sentence,
    has_unspaced,
    is_unspaced,
)

MIN_WIDTH = 38  # columns; shorter lines are verse, lists or headings
MIN_CHOPPED_WIDTH = 18  # columns, in a script without spaces that was cut anywhere
MAX_WIDTH = 132
CANDIDATE_WIDTHS = 8  # number of the widest lines whose width is tried as that of the text
LONG_LINE_SHARE = 0.6  # of the width; a shorter line may be a heading and does not count
MAX_JUDGED_LINES = 2000
FIRST_WORD = regex.compile(r"\S+?(?=\s|$|" + UNSPACED.pattern + r")|\S")
WORD = r"[\p{Latin}\p{Cyrillic}\p{Greek}0-9]"
SPACED_MEETING = regex.compile(
    rf"(?<={UNSPACED_LETTER.pattern})[ ](?={WORD})|(?<={WORD})[ ](?={UNSPACED_LETTER.pattern})"
)
CLOSE_MEETING = regex.compile(rf"(?<={UNSPACED_LETTER.pattern})(?={WORD})|(?<={WORD})(?={UNSPACED_LETTER.pattern})")


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
        return self.needed(line, following) > self.width

    def needed(self, line: Line, following: Line) -> int:
        """The width of a line with the first word of the following one."""
        word = FIRST_WORD.match(following.text)
        added = len(self.glue(line, following)) + (self.measure(word.group()) if word is not None else 0)
        return self.columns(line) + added

    def glue(self, line: Line, following: Line) -> str:
        """The text that the line break replaced: a space, or "" inside a cut word and in scripts without spaces."""
        before, after = is_unspaced(line.text[-1]), is_unspaced(following.text[0])
        if self.is_chopped and self.columns(line) == self.width:
            meets = before != after and (following.text[0] if before else line.text[-1]).isalnum()
            return " " if meets and self.spaces_scripts else ""
        return "" if before and after else " "


# In a text that is not wrapped, an indented line may still continue a list item.
UNWRAPPED = Wrapping(measure=code_point_width, width=sys.maxsize, is_chopped=False)


def may_continue(lines: Sequence[Line], marks: Sequence[Marked], position: int) -> bool:
    """Whether a line may continue the one before it: it has no mark, and follows no blank line, rule or heading."""
    if position == 0 or lines[position].blank_before:
        return False
    if marks[position - 1].mark in (Mark.RULE, Mark.HEADING, Mark.EMPHASIS):
        return False
    return marks[position].mark is Mark.NONE and marks[position].family != "tag"


def find_wrapping(lines: Sequence[Line], marks: Sequence[Marked]) -> Wrapping:
    """The wrapping that explains most breaks inside sentences; UNWRAPPED if none does."""
    lines = lines[:MAX_JUDGED_LINES]
    pairs = [
        (lines[position - 1], lines[position])
        for position in range(1, len(lines))
        if may_continue(lines, marks, position)
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
    has_any = any(has_unspaced(line.text) for line in lines)
    spaces_scripts = has_any and _spaces_scripts(lines)
    wrappings = []
    for measure in (code_point_width, cell_width) if has_any else (code_point_width,):
        widths = sorted({line.indent + measure(line.text) for line in lines})
        for is_chopped in (False, True) if has_any else (False,):
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
