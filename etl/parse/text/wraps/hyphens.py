"""Join words that were divided at the end of a line: "dis-" and "tance"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from etl.parse.text.visible_lines import Line
from etl.words.conjunctions import is_conjunction

SOFT_HYPHEN = "\u00ad"
HYPHENS = ("-", "‐", SOFT_HYPHEN)
MIN_DIVIDED = 3  # lines of a text that end in a hyphen; with fewer, they are compared with the compounds inside lines
MIN_DIVIDED_SHARE = 0.04  # of the lines
LAST_WORD = regex.compile(rf"(?P<word>[\p{{L}}\p{{M}}]+)[{''.join(HYPHENS)}]$")
FIRST_WORD = regex.compile(r"[\p{L}\p{M}]+")
WORD = regex.compile(r"[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*")
MIN_LINES = 12  # of a text that would have other compounds, too
COMPOUND = regex.compile(r"[-‐]\p{Ll}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphens:
    """How a text uses hyphens at the ends of its lines."""

    divides: bool  # whether it divides words there; otherwise a hyphen there belongs to a compound
    words: frozenset[str]  # words and compounds inside the lines, in lower case; empty if no line ends in a hyphen

    def joined(self, text: str, following: str) -> str | None:
        """The text with the following line if it ends in a hyphen inside a word; None if it does not.

        The hyphen is removed if the word occurs without it in the text, or if the text divides words and the compound
        does not occur in it. After a hyphen that stands for a part of a word ("Vor- und Nachteile") comes a space.
        """
        if not text.endswith(HYPHENS):
            return None
        last, first = LAST_WORD.search(text), FIRST_WORD.match(following)
        if last is None or first is None or not _is_divided(last["word"], first[0]):
            return None
        if text[-1] != SOFT_HYPHEN and is_conjunction(first[0]):
            return f"{text} {following}"
        return (text[:-1] if self._is_division(text[-1], last["word"], first[0]) else text) + following

    def _is_division(self, hyphen: str, last: str, first: str) -> bool:
        whole, compound = (last + first).lower(), f"{last}-{first}".lower()
        if hyphen == SOFT_HYPHEN or whole in self.words:
            return True
        return self.divides and compound not in self.words


def find_hyphens(lines: Sequence[Line]) -> Hyphens:
    """How the lines of a text end in hyphens.

    A line ends in a compound about as rarely as any word of the text is one: with more hyphens at the ends of lines
    than inside them, the text divides words.
    """
    divided = sum(_ends_divided(line.text, following.text) for line, following in pairwise(lines))
    if not divided:
        return Hyphens(divides=False, words=frozenset())
    inside = [word for line in lines for word in WORD.findall(line.text)[1:-1]]
    compounds = sum(COMPOUND.search(word) is not None for word in inside)
    is_long = len(lines) >= MIN_LINES
    is_habit = divided >= MIN_DIVIDED and divided >= MIN_DIVIDED_SHARE * len(lines)
    return Hyphens(
        divides=is_habit or (is_long and divided > compounds), words=frozenset(word.lower() for word in inside)
    )


def _ends_divided(text: str, following: str) -> bool:
    if not text.endswith(HYPHENS):
        return False
    last, first = LAST_WORD.search(text[-100:]), FIRST_WORD.match(following)
    return last is not None and first is not None and _is_divided(last["word"], first[0])


def _is_divided(last: str, first: str) -> bool:
    """Whether the second part continues the word: in lower case, or both in capitals."""
    return first[0].islower() or (last.isupper() and first.isupper() and len(last) > 1)
