"""The words between and inside the names of persons: "and", "von", an Arabic "and" that is a letter before the name."""

from enum import StrEnum
from functools import cache, lru_cache

import regex

from etl.words.date_names import base_language
from etl.words.read_table import read_rows

MIN_JOINED_CHARS = 4  # of an Arabic or Hebrew name with "and" before it
IS_HAN = regex.compile(r"\p{Han}")


class NameWord(StrEnum):
    """What a word is among names."""

    AND = "and"
    OWN_AND = "own_and"  # in its language; in others it is something else: "in", "na"
    WITH = "with"
    JOINED_AND = "joined_and"  # a letter before the next name
    BEGINS_WITH_AND = "begins_with_and"  # a name that begins with this letter
    PARTICLE = "particle"  # written small inside a name


@cache
def name_words(kind: NameWord, language: str | None = None) -> frozenset[str]:
    """The words of a kind, of all languages or of one, in small letters."""
    rows = [row for row in read_rows("person_names.tsv") if row["kind"] == kind]
    return frozenset(row["word"] for row in rows if language in (None, base_language(row["language"])))


def between_names(language: str | None = None) -> regex.Pattern[str]:
    """The words between two names, "and" and "with", in any language and in one (BCP 47) that is known."""
    return _between_names(base_language(language) if language else None)


@lru_cache(maxsize=64)
def _between_names(language: str | None) -> regex.Pattern[str]:
    """The pattern.

    With a capital they count only between full names, because "Robert A Heinlein" and "Dan Brown" are one person each.
    Chinese ones stand between two signs each: "和" is a part of Japanese given names.
    """
    words = name_words(NameWord.AND) | name_words(NameWord.WITH)
    words |= name_words(NameWord.OWN_AND, language) if language else frozenset()
    spaced = "|".join(word for word in sorted(words) if not IS_HAN.match(word))
    han = "|".join(word for word in sorted(words) if IS_HAN.match(word))
    return regex.compile(
        rf"\s+(?:{spaced})\s+|(?<=\S \S+)\s+(?i:{spaced})\s+(?=\S+ \S)"
        rf"|(?<=\p{{Han}}{{2}})\s*(?:{han})\s*(?=\p{{Han}}{{2}})"
    )


def without_joined_and(word: str) -> str | None:
    """A name without the Arabic or Hebrew "and" before it; None if it has none."""
    if len(word) < MIN_JOINED_CHARS or not word.startswith(tuple(name_words(NameWord.JOINED_AND))):
        return None
    return None if word.startswith(tuple(name_words(NameWord.BEGINS_WITH_AND))) else word[1:]


def is_particle(word: str) -> bool:
    """Whether a word stands inside names, such as "von" or "la", whatever its case."""
    return word.lower() in name_words(NameWord.PARTICLE)
