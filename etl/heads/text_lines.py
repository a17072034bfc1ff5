"""The lines of a text with their offsets, including blank lines."""

from collections.abc import Iterator
from typing import NamedTuple

from etl.words.characters import LINE_BREAK, is_visible


class TextLine(NamedTuple):
    """A line without its line break; offsets in code points."""

    start: int
    end: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether the line has no visible character."""
        return not is_visible(self.text)

    @property
    def indent(self) -> int:
        """The number of white space characters before the text."""
        return len(self.text) - len(self.text.lstrip())


def lines_from(text: str, start: int = 0) -> Iterator[TextLine]:
    """Yield the lines of a text, from the one that begins at `start`."""
    for line_break in LINE_BREAK.finditer(text, start):
        yield TextLine(start, line_break.start(), text[start : line_break.start()])
        start = line_break.end()
    if start < len(text):
        yield TextLine(start, len(text), text[start:])
