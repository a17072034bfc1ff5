"""The shape of each unit of a text, in terms that apply to every language."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from etl.parse.text.marks import Mark, strip_closing_colon
from etl.parse.text.units import Unit
from etl.words.characters import (
    COLONS,
    COMMAS,
    EXCLAMATION_MARKS,
    QUESTION_MARKS,
    SENTENCE_BREAK,
    SENTENCE_ENDS,
    cell_width,
    last_sign,
)
from etl.words.fact_labels import LabelKind, label_kind
from etl.words.label_words import LikelyLabel, likely_label

SHORT_WIDTH = 90  # columns; a longer line is hardly a heading
LONG_WIDTH = 60  # columns; longer units show whether paragraphs of the text end in full stops
QUOTES = "\"'«»“”„‟‘’‹›「『"
PAUSES = COMMAS + "-–—"


class Ending(StrEnum):
    """The end of a line."""

    STOP = "stop"
    QUESTION = "question"
    EXCLAMATION = "exclamation"
    COLON = "colon"
    PAUSE = "pause"
    OPEN = "open"  # a letter, a digit, anything else


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of one unit."""

    text: str
    width: int  # columns, at least 1
    ending: Ending
    mark: Mark
    blank_before: bool
    indent: int  # columns of white space before it
    label: LabelKind | None
    likely_label: LikelyLabel | None  # by its words, if it is no known label
    inner_stops: int  # sentences that end before the end of the line

    @property
    def is_item(self) -> bool:
        return self.mark in (Mark.BULLET, Mark.NUMBER)

    @property
    def is_ended(self) -> bool:
        return self.ending in (Ending.STOP, Ending.QUESTION, Ending.EXCLAMATION)

    @property
    def is_short_open(self) -> bool:
        return not self.is_ended and not self.is_item and self.width <= SHORT_WIDTH

    @property
    def is_capitals(self) -> bool:
        return self.text.isupper()

    @property
    def begins_quoted(self) -> bool:
        return self.text[0] in QUOTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Properties of the whole text."""

    body_width: int  # the median width of a paragraph, in columns
    widest: int  # of the paragraphs
    ended_share: float  # of the long units that end like sentences; low in scripts and styles without full stops
    has_mixed_gaps: bool  # blank lines precede some units, but not all
    text_indent: int  # of most paragraphs
    explicit_count: int  # units with a heading mark
    label_endings: tuple[Ending, ...]
    label_is_capitals: bool


def shapes_of(units: Sequence[Unit]) -> list[Shape]:
    """The shape of each unit."""
    return [_shape(unit) for unit in units]


def surroundings_of(shapes: Sequence[Shape]) -> Surroundings:
    """The properties of the text with these shapes."""
    paragraphs = [shape for shape in shapes if not shape.is_item]
    ended = [shape.width for shape in paragraphs if shape.is_ended] or [shape.width for shape in shapes] or [1]
    long = [shape.is_ended for shape in paragraphs if shape.width >= LONG_WIDTH]
    gaps = {shape.blank_before for shape in shapes[1:]}
    labels = [shape for shape in shapes if shape.label is not None]
    indents = Counter(shape.indent for shape in paragraphs if shape.width >= LONG_WIDTH)
    return Surroundings(
        body_width=sorted(ended)[len(ended) // 2],
        widest=max(ended),
        ended_share=sum(long) / len(long) if long else 1.0,
        has_mixed_gaps=len(gaps) == 2,
        text_indent=indents.most_common(1)[0][0] if indents else 0,
        explicit_count=sum(shape.mark is Mark.HEADING for shape in shapes),
        label_endings=tuple(shape.ending for shape in labels),
        label_is_capitals=any(shape.is_capitals for shape in labels),
    )


def log_ratio(width: int, other: int, lowest: float, highest: float) -> float:
    """The natural logarithm of width / other, limited to the bounds."""
    return max(lowest, min(highest, math.log(width / other)))


def _shape(unit: Unit) -> Shape:
    text = unit.marked.text
    ending, wording = _ending(text), strip_closing_colon(text)
    known = label_kind(wording)
    likely = likely_label(wording) if known is None and ending is not Ending.STOP else None
    return Shape(
        text=text,
        width=max(1, cell_width(text)),
        ending=ending,
        mark=unit.marked.mark,
        blank_before=unit.blank_before,
        indent=unit.indent,
        label=known or (likely.kind if likely is not None and likely.is_sure else None),
        likely_label=likely,
        inner_stops=len(SENTENCE_BREAK.findall(text)),
    )


def _ending(text: str) -> Ending:
    sign = last_sign(text)
    for signs, ending in (
        (QUESTION_MARKS, Ending.QUESTION),
        (EXCLAMATION_MARKS, Ending.EXCLAMATION),
        (SENTENCE_ENDS, Ending.STOP),
        (COLONS, Ending.COLON),
        (PAUSES, Ending.PAUSE),
    ):
        if sign and sign in signs:
            return ending
    return Ending.OPEN
