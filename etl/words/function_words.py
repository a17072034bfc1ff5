"""In which language a stretch of text is written out, told by its function words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from etl.words.read_table import read_rows

GLANCE_SHARE = 0.12  # of the words of a sentence: a sentence of another language has fewer of them
MIN_OWN_WORDS = 3
OWN_SHARE = 0.75  # of a language's words that another may have in the same text

_WORD = regex.compile(r"[\p{L}\p{M}\u200c]+")


@dataclass(frozen=True, slots=True)
class Prose:
    """How many words a text has, and how many of them are function words of each language."""

    words: int
    lower_words: int  # that do not begin with a capital
    of: Counter[str]

    def best(self) -> tuple[str | None, int]:
        """The language with most function words; of several equals the first by code."""
        return max(sorted(self.of.items()), key=lambda item: item[1], default=(None, 0))


def read_prose(text: str) -> Prose:
    """Count the function words of a text in all languages of function_words.tsv."""
    languages = _languages()
    words = _WORD.findall(text)
    of: Counter[str] = Counter()
    for word in words:
        if len(word) == 1:
            continue  # a letter, more often than a word
        for language in languages.get(word.lower(), ()):
            of[language] += 1
    return Prose(len(words), sum(not word[0].isupper() for word in words), of)


def looks_like(text: str, language: str) -> bool:
    """Whether a text surely is in a language: told at a glance, by the words that stand between spaces."""
    words = text.lower().split()
    known = _known().get(language, frozenset())
    return sum(map(known.__contains__, words)) > GLANCE_SHARE * len(words) if known else False


def reads_as(text: str, language: str) -> bool:
    """Whether a text has function words of this language and clearly fewer of every other one."""
    return _stands_out(language, read_prose(text).of)


def prose_language(text: str) -> str | None:
    """The language of which a text has clearly more function words than of every other one; None if there is none."""
    prose = read_prose(text)
    language, _ = prose.best()
    return language if language is not None and _stands_out(language, prose.of) else None


def is_function_word(word: str, language: str) -> bool:
    """Whether a word is one of this language's function words, of two letters at least."""
    return len(word) > 1 and word in _known().get(language, ())


def has_function_words(language: str) -> bool:
    """Whether the words of a language are known."""
    return language in _known()


def _stands_out(language: str, of: Counter[str]) -> bool:
    own = of.get(language, 0)
    return own >= MIN_OWN_WORDS and all(count < OWN_SHARE * own for code, count in of.items() if code != language)


@cache
def _languages() -> Mapping[str, tuple[str, ...]]:
    """The languages of each word."""
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
