"""The meaning of the words in dates, by language: months, days, halves of the day, zones, words between them."""

import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from etl.words.characters import script_of_letter
from etl.words.folding import normalised
from etl.words.read_table import read_rows

OWN = "date_names_own.tsv"
FILES = ("date_names_cldr.tsv", OWN)
ERA = "hijri_era"  # not the name of a part of a date; "H" also occurs in many other words
ANY_LANGUAGE = "*"
SAME_LANGUAGE = {"nb": "no", "iw": "he", "in": "id", "tl": "fil", "prs": "fa", "mo": "ro", "kmr": "ku", "sh": "hr"}
TOKEN = regex.compile(r"\d+|[\p{L}\p{M}--ʼ]+", regex.VERSION1)
# Combining classes that folding drops: marks above and below, and the points of Hebrew and Arabic. Vowel signs of
# Indian scripts stay, because words differ in them.
DROPPED_CLASSES = frozenset((220, 230, *range(10, 36)))
SAME_LETTER = str.maketrans({"ı": "i", "ی": "ي", "ى": "ي", "ې": "ي", "ک": "ك", "ۀ": "ه", "ة": "ه", "ہ": "ه", "ۃ": "ه"})


class Meaning(NamedTuple):
    """One meaning of a word in dates."""

    kind: str  # month, weekday, am, pm, noon, night, zone, filler; hijri, persian or ethiopic for months of those
    value: str  # a number (weekdays from 0, Monday), a UTC offset, or ""


Names = dict[str, frozenset[Meaning]]  # folded words, with one space between -> meanings


@lru_cache(maxsize=256)
def names_of(languages: tuple[str, ...]) -> Names:
    """The words of these languages, and those that belong to no language; unknown languages are ignored."""
    known = {base_language(language) for language in languages} & _by_language().keys()
    return _merged(tuple(sorted(known)))


def languages_of_script(script: str) -> tuple[str, ...]:
    """The languages that write their months in a script, which is named as by script_of: LATIN, ARABIC."""
    return _by_script().get(script, ())


def is_date_word(word: str) -> bool:
    """Whether a word belongs to dates in some language: a month, a day, a zone, "pm", "Uhr", "at"."""
    return TOKEN.sub("", word := fold_word(word.strip(".,()"))) == "" and word in _all_words()


@cache
def _all_words() -> frozenset[str]:
    return frozenset(word for names in _by_language().values() for key in names for word in key.split())


@cache
def zone_abbreviations() -> str:
    """The abbreviations of time zones as alternatives in a pattern."""
    zones = {
        name for row in _rows() if row["kind"] == "zone" and row["language"] == ANY_LANGUAGE for name in _names(row)
    }
    return "|".join(sorted(zones, key=lambda zone: (-len(zone), zone)))


@cache
def hijri_names() -> tuple[str, ...]:
    """The months of the Hijri calendar as they are written, in all languages."""
    return tuple(sorted({name for row in _rows() if row["kind"] == "hijri" for name in _names(row)}))


@cache
def hijri_eras() -> tuple[str, ...]:
    """The words and letters after a year of the Hijri calendar."""
    return tuple(name for row in read_rows(OWN) if row["kind"] == ERA for name in _names(row))


def base_language(tag: str) -> str:
    """The language of a BCP 47 tag, without script and country; one code for languages that share their words."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return SAME_LANGUAGE.get(language, language)


def fold_word(text: str) -> str:
    """The text without case, accents and variants of Arabic letters, which differ between keyboards."""
    if text.isascii():
        return text.lower()
    marked = normalised(text.casefold(), "NFD")
    bare = "".join(c for c in marked if unicodedata.combining(c) not in DROPPED_CLASSES)
    return normalised(bare.translate(SAME_LETTER))


@lru_cache(maxsize=64)
def _merged(languages: tuple[str, ...]) -> Names:
    found: dict[str, set[Meaning]] = {}
    for language in (ANY_LANGUAGE, *languages):
        for words, meanings in _by_language()[language].items():
            found.setdefault(words, set()).update(meanings)
    return {words: frozenset(meanings) for words, meanings in found.items()}


@cache
def _by_language() -> dict[str, dict[str, set[Meaning]]]:
    found: dict[str, dict[str, set[Meaning]]] = {}
    for row in _rows():
        for name in _names(row):
            key = " ".join(TOKEN.findall(fold_word(normalised(name, "NFKC"))))
            of_language = found.setdefault(base_language(row["language"]), {})
            of_language.setdefault(key, set()).add(Meaning(row["kind"], row["value"]))
    return found


@cache
def _by_script() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for language, names in _by_language().items():
        if language == ANY_LANGUAGE:
            continue
        months = [name for name, meanings in names.items() if any(m.kind in ("month", "filler") for m in meanings)]
        for script in {script_of_letter(name[0]) for name in months if name} - {"DIGIT"}:
            found.setdefault(script, {})[language] = None
    return {script: tuple(sorted(languages)) for script, languages in found.items()}


def _rows() -> Iterable[dict[str, str]]:
    for name in FILES:
        yield from (row for row in read_rows(name) if row["kind"] != ERA)


def _names(row: dict[str, str]) -> list[str]:
    return row["names"].split("|")
