"""Judge by its words whether a short text that is no known label is one: "The news in points"."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

import regex

from etl.words.bylines import is_byline_phrase
from etl.words.fact_labels import MAX_LABEL_CHARS, LabelKind, label_rows
from etl.words.folding import folded
from etl.words.function_words import is_function_word

MIN_UNSPACED_SIGNS = 3
MIN_EVIDENCE = 0.1
UNKNOWN = 0.5  # added to each count, so that a word seen once with one kind does not decide
# A word, or one sign of a script that has no spaces.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"[{_UNSPACED}]\p{{M}}*|[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+", regex.V1)
_IS_UNSPACED = regex.compile(rf"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyLabel:
    """What a text may be a label of. It surely is one, unless all but one are function words ("On the list")."""

    kind: LabelKind
    is_sure: bool


@dataclass(slots=True)
class _Language:
    """How many labels of each kind a language has, and how many of them have each word."""

    labels: Counter[LabelKind] = field(default_factory=Counter)
    words: dict[str, Counter[LabelKind]] = field(default_factory=lambda: defaultdict(Counter))

    def evidence(self, words: set[str]) -> float:
        """The logarithm of the odds that a label of these words is one of facts: naive Bayes over its words."""
        first = _odds(self.labels)
        return first + sum(_odds(self.words[word]) - first for word in words if word in self.words)


def likely_label(text: str) -> LikelyLabel | None:
    """What a text may be a label of, if it has only words of the labels of one language in fact_labels.tsv.

    None for a single word: "News" is in many labels and is none. None for the phrase of a byline: "A report by".
    """
    if len(text) > MAX_LABEL_CHARS or is_byline_phrase(text):
        return None
    words = _WORD.findall(folded(text))
    if len(words) < (MIN_UNSPACED_SIGNS if _IS_UNSPACED.search(text) else 2):
        return None
    codes = set.intersection(*(_languages_of().get(word, set()) for word in words))
    found = [(_languages()[code].evidence(set(words)), _is_enough(words, code)) for code in codes]
    evidence, is_sure = max(found, key=lambda judged: (judged[1], abs(judged[0])), default=(0.0, False))
    if abs(evidence) < MIN_EVIDENCE:
        return None
    return LikelyLabel(kind=LabelKind.FACTS if evidence > 0 else LabelKind.SUMMARY, is_sure=is_sure)


def _is_enough(words: list[str], code: str) -> bool:
    return sum(not is_function_word(word, code) for word in words) > 1


def _odds(counts: Counter[LabelKind]) -> float:
    return math.log((counts[LabelKind.FACTS] + UNKNOWN) / (counts[LabelKind.SUMMARY] + UNKNOWN))


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
    for code, language in _languages().items():
        for word in language.words:
            found[word].add(code)
    return dict(found)
