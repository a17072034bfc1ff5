"""Set phrases at the head of a line, with or without a colon: "By", "Source:", "記者"."""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from etl.words.characters import COLONS, is_unspaced
from etl.words.labels import folded

MAX_HEAD_CHARS = 80  # of a line, in which a phrase is looked for
SIGN = rf"[{COLONS}/／|｜＝・]"
WORD_END = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}](?:$|[\s.–—]|{SIGN}|-(?!\p{{L}}))")
BEHIND = regex.compile(rf"[\s.–—-]*(?P<sign>{SIGN})?(?:[\s.–—-]|{SIGN})*")


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase at the head of a text."""

    phrase: str  # folded
    end: int  # where it ends in the text
    rest: int  # where the text goes on behind spaces and signs
    has_sign: bool  # a colon, slash, bar or the like stands behind it


class Openings:
    """The phrases of one table, by their first letters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_letter: dict[str, list[str]] = {}
        for phrase in sorted(set(map(folded, phrases)) - {""}, key=lambda phrase: (-len(phrase), phrase)):
            self._by_letter.setdefault(phrase[0], []).append(phrase)

    def __contains__(self, phrase: str) -> bool:
        """Whether a folded text is one of the phrases."""
        return phrase in self._by_letter.get(phrase[:1], ())

    def at_head(self, text: str) -> Opening | None:
        """The longest phrase that begins the text as whole words; in a script without spaces a word may go on."""
        head = text[:MAX_HEAD_CHARS]
        words = folded(head)
        for phrase in self._by_letter.get(words[:1], ()):
            if words.startswith(phrase) and (end := _end_of(phrase, head)):
                behind = BEHIND.match(text, end)
                assert behind is not None  # nothing is a match, too
                return Opening(phrase, end, behind.end(), behind["sign"] is not None)
        return None


def _end_of(phrase: str, head: str) -> int:
    """How many characters of the text are the phrase; 0 if a word goes on behind it."""
    is_free = is_unspaced(phrase[-1])
    ends = (end for end in range(1, len(head) + 1) if is_free or WORD_END.match(head, end - 1))
    return next((end for end in ends if folded(head[:end]) == phrase), 0)
