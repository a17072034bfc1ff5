"""Decide which units of a text are headings."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.parse.text.boilerplate import is_around_line
from etl.parse.text.headings.scores import heading_scores
from etl.parse.text.marks import EMOJI, WRITTEN_FRAMES, Mark, strip_closing_colon, strip_edges
from etl.parse.text.shapes import LONG_WIDTH, SHORT_WIDTH, Ending, Shape, shapes_of, surroundings_of
from etl.parse.text.turns import find_turns
from etl.parse.text.units import Unit

HEADING_SCORE = 0.5
MAX_UNMARKED_HEADING_WIDTH = 220
MAX_LONE_TITLE_WIDTH = 160  # columns of a line alone above the label of facts or summary
MAX_LONE_TITLE_SHARE = 0.5  # of the width of the widest paragraph
MIN_LONG_HEADINGS = 2
LONE_SENTENCE_SCORE = 0.7
MAX_UNENDED_SHARE = 0.2  # of long lines that end like sentences; with more, a text has full stops
MIN_UNENDED_ABOVE = 45  # columns of the line above such a heading, which may be a last short paragraph
MIN_UNENDED_RATIO = 2.5  # of the width of a heading's neighbours to its own, in a text without full stops
MAX_TITLE_STOPS = 1  # sentences that end inside a title
NO_HEADING = ("—", "―", "–", "**", "__")  # beginnings of speech, and of lines that are only partly bold
MAX_LIST_WIDTH = 40  # columns of a line of a list without marks
MIN_LIST_LINES = 4
HEADING_MARKS = (Mark.HEADING, Mark.EMPHASIS, Mark.NUMBER)


def _is_plain_open(shape: Shape) -> bool:
    return shape.ending is Ending.OPEN and shape.mark is Mark.NONE and shape.label is None


def _is_name(text: str) -> bool:
    """Whether a text is two to four words that begin with capitals."""
    words = text.split()
    return 2 <= len(words) <= 4 and all(word[0].isupper() and not word.isupper() for word in words)


class Outline:
    """The units of one text with their shapes and heading scores; `is_heading` says which of them are headings."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.shapes = shapes_of(units)
        self.surroundings = surroundings_of(self.shapes)
        self.scores = heading_scores(self.shapes)
        self.is_heading = [self._is_heading(position) for position in range(len(units))]
        self._drop_lone_sentence()
        self._drop_lone_colon()
        self._raise_long_headings()
        self._raise_unended_headings()
        self._drop_list_edges()
        self._drop_turns()
        self.closes_with_colon = self._closes_with_colon()
        self.has_pictographs = self._has_pictographs()

    def _is_heading(self, position: int) -> bool:
        shape = self.shapes[position]
        if shape.mark is Mark.HEADING or shape.label is not None:
            return True
        if shape.mark is Mark.EMPHASIS:
            is_framed = shape.width <= SHORT_WIDTH and not self.units[position].marked.family.startswith(WRITTEN_FRAMES)
            return is_framed or shape.is_short_open or self.scores[position] >= HEADING_SCORE
        is_said = shape.mark is Mark.NONE and shape.text.startswith(NO_HEADING)
        if shape.mark is Mark.QUOTE or is_said or len(self.shapes) == 1 or self._is_long_as_text(shape):
            return False
        return self.scores[position] >= HEADING_SCORE and not is_around_line(self.units[position].raw)

    def _is_long_as_text(self, shape: Shape) -> bool:
        """Whether the unit is as long as a paragraph of this text and has several sentences, or is very long."""
        is_text = shape.inner_stops > 0 and shape.is_ended and shape.width >= self.surroundings.body_width
        return is_text or shape.width > MAX_UNMARKED_HEADING_WIDTH

    def _drop_lone_sentence(self) -> None:
        """Drop the only heading that ends in a full stop, unless its score is high and there are other headings."""
        found = [position for position, is_heading in enumerate(self.is_heading) if is_heading]
        sentences = [position for position in found if self._is_plain_sentence(position)]
        if len(sentences) == 1 and (len(found) == 1 or self.scores[sentences[0]] < LONE_SENTENCE_SCORE):
            self.is_heading[sentences[0]] = False

    def _drop_lone_colon(self) -> None:
        """Drop the only heading that ends in a colon, because the line introduces the next one."""
        found = [position for position, is_heading in enumerate(self.is_heading) if is_heading and position > 0]
        colons = [position for position in found if self._is_plain_colon(position)]
        with_colon = sum(self.shapes[position].ending is Ending.COLON for position in found)
        if len(colons) == with_colon == 1 and len(found) > 2:
            self.is_heading[colons[0]] = False

    def _is_plain_colon(self, position: int) -> bool:
        shape = self.shapes[position]
        return shape.ending is Ending.COLON and shape.mark is Mark.NONE and shape.label is None

    def _raise_long_headings(self) -> None:
        """Make long lines without closing punctuation headings if all of them are between paragraphs.

        Their scores are low because of their length, but all other long lines end like sentences. A single
        such line may be a caption.
        """
        long = [position for position, shape in enumerate(self.shapes) if self._is_long_open(shape)]
        if len(long) >= MIN_LONG_HEADINGS and all(map(self._is_over_text, long)):
            for position in long:
                self.is_heading[position] = True

    def _raise_unended_headings(self) -> None:
        """Make short lines between two long ones headings, if hardly any long line ends like a sentence.

        Thai and Lao have no full stop, so an open end means nothing there, but length means more.
        """
        if self.surroundings.ended_share > MAX_UNENDED_SHARE:
            return
        for position in range(1, len(self.shapes) - 1):
            previous, shape, following = self.shapes[position - 1 : position + 2]
            is_plain = shape.mark is Mark.NONE and shape.ending is Ending.OPEN
            is_short = min(previous.width, following.width) >= MIN_UNENDED_RATIO * shape.width
            if is_plain and is_short and previous.width >= MIN_UNENDED_ABOVE and following.width >= LONG_WIDTH:
                self.is_heading[position] = True

    def _drop_list_edges(self) -> None:
        """Make the first and last line of a block of short lines without marks text, if the lines look alike.

        The first one may be the heading of the list. It is not, if all its words begin with capitals and all other
        lines are like it: then they are names.
        """
        for start, stop in self._blocks():
            shapes = self.shapes[start:stop]
            is_list = all(shape.width <= MAX_LIST_WIDTH and _is_plain_open(shape) for shape in shapes)
            if not is_list or len(shapes) < MIN_LIST_LINES or any(self.is_heading[start + 1 : stop - 1]):
                continue
            self.is_heading[stop - 1] = False
            if all(_is_name(shape.text) for shape in shapes):
                self.is_heading[start] = False

    def _drop_turns(self) -> None:
        """Make the turns of a conversation text: what a speaker says is no heading, however short it is."""
        for position, is_turn in enumerate(find_turns([unit.raw for unit in self.units])):
            if is_turn and self.shapes[position].mark is Mark.NONE:
                self.is_heading[position] = False

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first unit of each block between blank lines, and the first one behind it; not the last block."""
        starts = [0, *(position for position, shape in enumerate(self.shapes) if position and shape.blank_before)]
        return pairwise(starts)

    def _is_long_open(self, shape: Shape) -> bool:
        is_long = SHORT_WIDTH < shape.width <= MAX_UNMARKED_HEADING_WIDTH
        return is_long and shape.ending is Ending.OPEN and shape.mark is Mark.NONE

    def _is_over_text(self, position: int) -> bool:
        """Whether the line follows a sentence and precedes a paragraph of several sentences."""
        around = self.shapes[max(0, position - 1) : position + 2]
        return len(around) == 3 and around[0].is_ended and around[2].is_ended and around[2].inner_stops > 0

    def _is_plain_sentence(self, position: int) -> bool:
        shape = self.shapes[position]
        return shape.ending is Ending.STOP and shape.mark is Mark.NONE and shape.label is None

    def _closes_with_colon(self) -> bool:
        """Whether most headings of this text end in a colon, so that it is a mark and not part of the wording."""
        headings = [shape for shape, is_heading in zip(self.shapes, self.is_heading, strict=True) if is_heading][1:]
        with_colon = sum(shape.ending is Ending.COLON for shape in headings)
        return with_colon > 1 and 2 * with_colon > len(headings)

    def _has_pictographs(self) -> bool:
        """Whether the first line and all headings begin with a pictograph, so that it is decoration."""
        headings = [unit for unit, is_heading in zip(self.units, self.is_heading, strict=True) if is_heading]
        return all(EMOJI.match(unit.raw.lstrip("#*_ ")) for unit in (self.units[0], *headings))

    def detected_by(self, position: int) -> str:
        """How the unit was recognised as a heading or not: "mark", "score", or "rule" if a rule overruled the score."""
        if self.is_heading[position] and self.shapes[position].mark in HEADING_MARKS:
            return "mark"
        by_score = self.scores[position] >= HEADING_SCORE
        return "score" if by_score == self.is_heading[position] else "rule"

    def heading_text(self, position: int) -> str:
        """The text of a heading without the colon or number that is its mark.

        A numbered question or sentence keeps its number, because the text below may refer to it.
        """
        unit = self.units[position]
        is_question = self.shapes[position].mark is Mark.NUMBER and self.shapes[position].is_ended
        text = strip_edges(unit.raw) if is_question else unit.marked.text
        return strip_closing_colon(text) if self.closes_with_colon else text

    def stands_alone(self, position: int) -> bool:
        """Whether the unit is short enough, for this text, to be a title above a label."""
        longest = min(MAX_LONE_TITLE_WIDTH, self.surroundings.widest * MAX_LONE_TITLE_SHARE)
        return self.shapes[position].width <= longest

    def is_above_heading(self, position: int) -> bool:
        """Whether the next unit is a heading, and this one introduces nothing and is no paragraph."""
        shape, following = self.shapes[position : position + 2]
        is_sure = following.mark in (Mark.HEADING, Mark.EMPHASIS) or following.label is not None
        is_line = shape.is_ended and is_sure and shape.width <= SHORT_WIDTH and shape.inner_stops <= MAX_TITLE_STOPS
        return self.is_heading[position + 1] and (is_line or shape.ending is Ending.OPEN)

    def next_heading(self, position: int) -> int:
        """The position of the first heading from here on, or the end."""
        while position < len(self.units) and not self.is_heading[position]:
            position += 1
        return position

    def open_stop(self, position: int) -> int:
        """The end of the run of lines without marks and closing punctuation that begins here."""
        while (
            position < len(self.units)
            and self.shapes[position].ending is Ending.OPEN
            and self.shapes[position].label is None
            and self.shapes[position].mark is Mark.NONE
        ):
            position += 1
        return position

    def items_stop(self, position: int) -> int:
        """The end of the run of list items that begins here."""
        while position < len(self.units) and self.shapes[position].is_item and not self.is_heading[position]:
            position += 1
        return position
