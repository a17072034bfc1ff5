"""The lines of inline text on a page: which line breaks divide blocks, and which only wrap a line."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from etl.words.characters import COLONS, ends_sentence, ends_with
from etl.words.folding import trimmed

MIN_WRAPPED_CHARS = 50  # after a shorter line, a line break is intended
BULLET = re.compile(r"^\s*[•‣⁃●◦▪▫■□◆◇►▶➤✓✔✦➢*·–—-]\s*(?=\S)")


@dataclass(slots=True)
class Line:
    """The text of a page between two line breaks or block borders, with the inline elements that begin in it."""

    pieces: list[str] = field(default_factory=list)
    inline: list[HtmlElement] = field(default_factory=list)
    bold_chars: int = 0
    link_chars: int = 0

    def text(self) -> str:
        """The text with white space folded."""
        return trimmed("".join(self.pieces))

    def is_bold(self) -> bool:
        """Whether all of the text is bold."""
        return bool(self.bold_chars) and self.bold_chars >= sum(len("".join(piece.split())) for piece in self.pieces)


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does, or with a colon."""
    return ends_sentence(text) or ends_with(text, COLONS)


def joined_lines(lines: list[Line]) -> list[Line]:
    """The lines; those that a single line break only wraps are joined."""
    joined: list[Line] = []
    is_open = False  # whether no empty line followed the last line
    for line in lines:
        text = line.text()
        if text and is_open and not _divides(joined[-1], line, text):
            joined[-1].pieces += [" ", *line.pieces]
            joined[-1].inline += line.inline
            joined[-1].bold_chars += line.bold_chars
            joined[-1].link_chars += line.link_chars
        elif text:
            joined.append(line)
        is_open = bool(text)
    return joined


def _divides(before: Line, line: Line, text: str) -> bool:
    return (
        len(before.text()) < MIN_WRAPPED_CHARS
        or before.is_bold() != line.is_bold()
        or BULLET.match(text) is not None
        or is_ended(before.text())
    )
