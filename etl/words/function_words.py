"""Recognise the language of prose by its function words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from etl.words.read_table import read_rows

GLANCE_SHARE = 0.12  # of the words of a sentence; a sentence in another language has fewer
MIN_OWN_WORDS = 3
OWN_SHARE = 0.75  # no other language may have this share of the function words that a language has in a text

_WORD = regex.compile(r"[\p{L}\p{M}\u200c]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """The number of words of a text, and of its function words in each language."""

    words: int
    lower_words: int  # words that do not begin with a capital
    of: Counter[str]  # function words by language

    def best(self) -> tuple[str | None, int]:
        """The language with the most function words, and their number; of equals, the first by code."""
        return max(sorted(self.of.items()), key=lambda item: item[1], default=(None, 0))


def read_prose(text: str) -> Prose:
    """The number of words of a text, and of its function words in each language of function_words.tsv."""
    languages = _languages()
    words = _WORD.findall(text)
    of: Counter[str] = Counter()
    for word in words:
        if len(word) == 1:
            continue  # more often a letter than a word
        for language in languages.get(word.lower(), ()):
            of[language] += 1
    return Prose(len(words), sum(not word[0].isupper() for word in words), of)


def looks_like(text: str, language: str) -> bool:
    """Whether a text is almost certainly in a language, by a quick count of its function words between spaces."""
    words = text.lower().split()
    known = _known().get(language, frozenset())
    return sum(map(known.__contains__, words)) > GLANCE_SHARE * len(words) if known else False


def reads_as(text: str, language: str) -> bool:
    """Whether a text has function words of this language, and clearly fewer of every other language."""
    return _stands_out(language, read_prose(text).of)


def prose_language(text: str) -> str | None:
    """The language of which a text has clearly more function words than of any other; None if there is none."""
    prose = read_prose(text)
    language, _ = prose.best()
    return language if language is not None and _stands_out(language, prose.of) else None


def likely_languages(text: str) -> tuple[str, ...]:
    """The languages that have nearly as many function words in a text as any other; () if these are too few."""
    of = read_prose(text).of
    most = max(of.values(), default=0)
    return tuple(sorted(code for code, count in of.items() if count >= max(OWN_SHARE * most, MIN_OWN_WORDS)))


def is_function_word(word: str, language: str) -> bool:
    """Whether a word, in lower case, is a function word of this language with at least two letters."""
    return len(word) > 1 and word in _known().get(language, ())


def has_function_words(language: str) -> bool:
    """Whether the table has function words of this language."""
    return language in _known()


def _stands_out(language: str, of: Counter[str]) -> bool:
    own = of.get(language, 0)
    return own >= MIN_OWN_WORDS and all(count < OWN_SHARE * own for code, count in of.items() if code != language)


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """Function word -> the languages that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in _rows():
        for word in words:
            found[word] = (*found.get(word, ()), language)
    return found


@cache
def _known() -> Mapping[str, frozenset[str]]:
    return {language: frozenset(words) for language, words in _rows()}


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = read_rows("function_words.tsv")
    return tuple((row["language"], tuple(row["words"].split())) for row in rows)
