"""Count the phrases of a table in a text, by kind and language."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from etl.words.characters import has_unspaced, is_unspaced
from etl.words.folding import folded
from etl.words.read_table import read_rows

PROCLITICS = "وفبلكהובלכמש"  # Arabic and Hebrew prefix letters
WORD = re.compile(r"[^\W_]+")
SHORT_WORD_CHARS = 4  # in scripts with capitals, a shorter last word of a phrase must be a whole word


class PhraseTable:
    """The phrases of a table with the columns language, kind and phrase."""

    def __init__(self, name: str) -> None:
        self._meanings: dict[str, tuple[tuple[str, str], ...]] = {}  # folded phrase -> its kinds and languages
        for row in read_rows(name):
            phrase = folded(row["phrase"])
            self._meanings[phrase] = (*self._meanings.get(phrase, ()), (row["kind"], row["language"]))
        # The first two characters of phrases -> these phrases, the longest first.
        self._by_start: dict[str, tuple[str, ...]] = {}
        for phrase in sorted(self._meanings, key=lambda phrase: (-len(phrase), phrase)):
            self._by_start[phrase[:2]] = (*self._by_start.get(phrase[:2], ()), phrase)

    def counts(self, text: str) -> Mapping[str, Counter[str]]:
        """Kind -> language -> number of its phrases in the text that do not overlap.

        A phrase counts at the start of a word (in scripts without spaces: anywhere).
        """
        counts: dict[str, Counter[str]] = {}
        ends: dict[tuple[str, str], int] = {}
        for start, phrase in self._places(folded(text)):
            for kind, language in self._meanings[phrase]:
                if start >= ends.get((kind, language), 0):
                    counts.setdefault(kind, Counter())[language] += 1
                    ends[kind, language] = start + len(phrase)
        return counts

    def _places(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the start of each phrase in a folded text, and the phrase."""
        for start in _starts(text):
            phrases = self._by_start.get(text[start : start + 2], ())
            for phrase in phrases if text.startswith(phrases, start) else ():
                if text.startswith(phrase, start) and _stands_at(phrase, text, start):
                    yield start, phrase


def ends_at(phrase: str, text: str, end: int) -> bool:
    """Whether a phrase that ends there ends with a whole word; always in scripts without spaces."""
    return is_unspaced(phrase[-1]) or not text[end : end + 1].isalnum()


def _starts(text: str) -> Iterable[int]:
    """The places in a text where a phrase may start."""
    if has_unspaced(text):
        return range(len(text))
    words = [word.start() for word in WORD.finditer(text)]
    return sorted({*words, *(start + 1 for start in words if text[start] in PROCLITICS)})


def _stands_at(phrase: str, text: str, start: int) -> bool:
    """Whether the phrase starts at a word boundary (one Arabic or Hebrew prefix letter allowed).

    A phrase with a short last word must also end at one.
    """
    before = text[max(0, start - 2) : start]
    before = before.removesuffix(before[-1:] if before[-1:] in PROCLITICS else "")
    is_begun = is_unspaced(phrase[0]) or not before[-1:].isalnum()
    is_free = len(phrase.split()[-1]) >= SHORT_WORD_CHARS or phrase[-1].upper() == phrase[-1]
    return is_begun and (is_free or ends_at(phrase, text, start + len(phrase)))
