"""Words between and inside personal names: "and", "von", and the Arabic "and", a letter joined to the next name."""

from enum import StrEnum
from functools import cache, lru_cache

import regex

from etl.words.characters import HAN
from etl.words.date_names import base_language
from etl.words.read_table import read_rows

MIN_JOINED_CHARS = 4  # of an Arabic or Hebrew name together with a joined "and"


class NameWord(StrEnum):
    """The function of a word among names."""

    AND = "and"
    OWN_AND = "own_and"  # "and" only in its own language; something else in others: "in", "na"
    WITH = "with"
    JOINED_AND = "joined_and"  # a letter joined to the next name
    BEGINS_WITH_AND = "begins_with_and"  # the beginning of names whose first letter only looks like a joined "and"
    PARTICLE = "particle"  # in lower case inside a name
    FAMILY_NAME = "family_name"  # of China and Korea, which begins a name


@cache
def name_words(kind: NameWord, language: str | None = None) -> frozenset[str]:
    """The words of a kind, of all languages or of one, in lower case."""
    rows = [row for row in read_rows("person_names.tsv") if row["kind"] == kind]
    return frozenset(row["word"] for row in rows if language in (None, base_language(row["language"])))


def between_names(language: str | None = None) -> regex.Pattern[str]:
    """A pattern for "and" and "with" between two names, in any language; in `language` (BCP 47) also its own words."""
    return _between_names(base_language(language) if language else None)


@lru_cache(maxsize=64)
def _between_names(language: str | None) -> regex.Pattern[str]:
    """The pattern of between_names.

    Capitalised words count only between full names, because "Robert A Heinlein" and "Dan Brown" are one person each.
    Chinese words need two characters on each side: "和" is also part of Japanese given names.
    """
    words = name_words(NameWord.AND) | name_words(NameWord.WITH)
    words |= name_words(NameWord.OWN_AND, language) if language else frozenset()
    spaced = "|".join(word for word in sorted(words) if not HAN.match(word))
    han = "|".join(word for word in sorted(words) if HAN.match(word))
    return regex.compile(
        rf"\s+(?:{spaced})\s+|(?<=\S \S+)\s+(?i:{spaced})\s+(?=\S+ \S)"
        rf"|(?<=\p{{Han}}{{2}})\s*(?:{han})\s*(?=\p{{Han}}{{2}})"
    )


def without_joined_and(word: str) -> str | None:
    """The name without the joined Arabic or Hebrew "and"; None if it has none."""
    if len(word) < MIN_JOINED_CHARS or not word.startswith(tuple(name_words(NameWord.JOINED_AND))):
        return None
    return None if word.startswith(tuple(name_words(NameWord.BEGINS_WITH_AND))) else word[1:]


def is_joining(word: str) -> bool:
    """Whether a word in lower case is "and" or "with" in some language."""
    return word in name_words(NameWord.AND) or word in name_words(NameWord.WITH)


def is_particle(word: str) -> bool:
    """Whether a word is a particle of names, such as "von" or "la", in any case."""
    return word.lower() in name_words(NameWord.PARTICLE)


def begins_with_family_name(name: str) -> bool:
    """Whether a name begins with one of the usual family names of China or Korea."""
    return name[:1] in name_words(NameWord.FAMILY_NAME)
