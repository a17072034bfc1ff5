"""Judge by its words whether a short text that is no known label is one: "The news in points"."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

import regex

from etl.words.fact_labels import MAX_LABEL_CHARS, LabelKind, label_rows
from etl.words.folding import folded
from etl.words.function_words import is_function_word

MIN_WORDS = 2
MIN_UNSPACED_SIGNS = 3
EVIDENCE = 0.5  # added to each count, so that a word seen once with one kind does not decide
# A word, or one sign of a script that has no spaces.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+", regex.V1)
_IS_UNSPACED = regex.compile(rf"[{_UNSPACED}]")


@dataclass(slots=True)
class _Language:
    """How many labels of each kind a language has, and how many of them have each word."""

    labels: Counter[LabelKind] = field(default_factory=Counter)
    words: dict[str, Counter[LabelKind]] = field(default_factory=lambda: defaultdict(Counter))

    def evidence(self, words: list[str]) -> float:
        """The logarithm of the odds that a label of these words is one of facts: naive Bayes over its words."""
        return self._odds(self.labels) + sum(
            self._odds(self.words[word]) - self._odds(self.labels) for word in set(words) if word in self.words
        )

    @staticmethod
    def _odds(counts: Counter[LabelKind]) -> float:
        return math.log((counts[LabelKind.FACTS] + EVIDENCE) / (counts[LabelKind.SUMMARY] + EVIDENCE))


def kind_by_words(text: str) -> LabelKind | None:
    """The kind of a label that has only words of known labels of one language; None if the text has other words.

    A single word says nothing, nor does one with a function word: "News" and "The list" are in labels and are none.
    """
    if len(text) > MAX_LABEL_CHARS:
        return None
    words = _WORD.findall(folded(text))
    fewest = MIN_UNSPACED_SIGNS if _IS_UNSPACED.search(text) else MIN_WORDS
    if len(words) < fewest:
        return None
    languages = _languages()
    shared = set.intersection(*(_languages_of().get(word, set()) for word in words))
    evidence = [languages[language].evidence(words) for language in shared if _is_enough(words, language)]
    if not evidence:
        return None
    return LabelKind.FACTS if max(evidence, key=abs) > 0 else LabelKind.SUMMARY


def _is_enough(words: list[str], language: str) -> bool:
    return len(words) > MIN_WORDS or not any(is_function_word(word, language) for word in words)


@cache
def _languages() -> dict[str, _Language]:
    languages: dict[str, _Language] = defaultdict(_Language)
    for row in label_rows():
        language = languages[row.language]
        language.labels[row.kind] += 1
        for word in set(_WORD.findall(folded(row.label))):
            language.words[word][row.kind] += 1
    return dict(languages)


@cache
def _languages_of() -> dict[str, set[str]]:
    """Word -> the languages whose labels have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, language in _languages().items():
        for word in language.words:
            found[word].add(name)
    return dict(found)
