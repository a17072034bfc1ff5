"""Phrases at the start of a line, with or without a colon: "By", "Source:", "記者"."""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from etl.words.characters import COLONS, is_unspaced
from etl.words.folding import folded

MAX_HEAD_CHARS = 80  # of a line, in which phrases are looked for
SIGN = rf"[{COLONS}/／|｜＝・]"
WORD_END = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}](?:$|[\s.–—]|{SIGN}|-(?!\p{{L}}))")
BEHIND = regex.compile(rf"[\s.–—-]*(?P<sign>{SIGN})?(?:[\s.–—-]|{SIGN})*")


@dataclass(frozen=True, slots=True)
class Opening:
    """A phrase at the start of a text; offsets in code points."""

    phrase: str  # folded
    end: int  # of the phrase
    rest: int  # where the text continues after spaces and signs
    has_sign: bool  # a colon, slash, bar or the like follows the phrase


class Openings:
    """The phrases of one table, indexed by their first letter."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_letter: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(set(map(folded, phrases)) - {""}, key=lambda phrase: (-len(phrase), phrase)):
            self._by_letter[phrase[0]] = (*self._by_letter.get(phrase[0], ()), phrase)

    def __contains__(self, phrase: str) -> bool:
        """Whether a folded text is one of the phrases."""
        return phrase in self._by_letter.get(phrase[:1], ())

    def at_head(self, text: str) -> Opening | None:
        """The longest phrase of whole words at the start of the text; in scripts without spaces, any end will do."""
        head = text[:MAX_HEAD_CHARS]
        words = folded(head)
        phrases = self._by_letter.get(words[:1], ())
        if not words.startswith(phrases):
            return None
        for phrase in phrases:
            if words.startswith(phrase) and (end := _end_of(phrase, head)):
                behind = BEHIND.match(text, end)
                assert behind is not None  # the pattern matches the empty string
                return Opening(phrase, end, behind.end(), behind["sign"] is not None)
        return None


def _end_of(phrase: str, head: str) -> int:
    """The offset in the text at which the phrase ends; 0 if it ends inside a word."""
    is_free = is_unspaced(phrase[-1])
    ends = (end for end in range(1, len(head) + 1) if is_free or WORD_END.match(head, end - 1))
    return next((end for end in ends if folded(head[:end]) == phrase), 0)
