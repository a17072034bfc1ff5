"""The sample of a decoded file by which its kind is recognised."""

from dataclasses import dataclass
from functools import cached_property

import regex

from etl.words.characters import UNSPACED_LETTER

SAMPLE_CHARS = 64 * 1024
MIN_PROSE_WORDS = 5
MIN_PROSE_LETTERS = 15  # in a line of prose; scripts without spaces have few words
MIN_LETTER_SHARE = 0.6  # of the characters that are not white space
MAX_SIGN_SHARE = 0.02  # of signs that are common in programs and tables

_LETTERS = regex.compile(r"[\p{L}\p{M}]")
_SIGNS = regex.compile(r"[{}=<>;$\\|\t]")


@dataclass(frozen=True)
class Sample:
    """The beginning of a text."""

    text: str

    @cached_property
    def head(self) -> str:
        """Its first SAMPLE_CHARS characters."""
        return self.text[:SAMPLE_CHARS]

    @cached_property
    def lines(self) -> list[str]:
        """Its lines that are not blank, without outer white space, and without the last one if that may be cut."""
        lines = self.head.splitlines()
        if len(self.text) > SAMPLE_CHARS and len(lines) > 1:
            lines.pop()
        return [line.strip("\ufeff \t\r\n\f\v\u00a0") for line in lines if line.strip()]

    @cached_property
    def prose_share(self) -> float:
        """The share of its characters that are in lines of prose."""
        total = sum(map(len, self.lines))
        return sum(len(line) for line in self.lines if is_prose(line)) / total if total else 0.0

    def has_share(self, pattern: regex.Pattern[str], share: float) -> bool:
        """Whether a pattern matches the beginnings of at least this share of its lines, of which there are some.

        Most texts have lines of other kinds first, so only these are looked at.
        """
        missing = 0
        for line in self.lines:
            missing += pattern.match(line) is None
            if len(self.lines) - missing < share * len(self.lines):
                return False
        return bool(self.lines)


def is_prose(line: str) -> bool:
    """Whether a line is running text: words, and few of the signs of programs and tables."""
    dense = "".join(line.split())
    letters = len(_LETTERS.findall(line))
    if letters < max(MIN_PROSE_LETTERS, MIN_LETTER_SHARE * len(dense)):
        return False
    has_words = len(line.split()) >= MIN_PROSE_WORDS or UNSPACED_LETTER.search(line) is not None
    return has_words and len(_SIGNS.findall(line)) <= MAX_SIGN_SHARE * len(line)
