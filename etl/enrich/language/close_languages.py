"""Tell similar languages apart by letters and words that only one of them has (its marks)."""

import regex

from etl.words.close_languages import Marks, families, han_variants
from etl.words.scripts import count_letters, script_of

MIN_MARKS = 2  # that a text must have of a language
OUTWEIGHS = 3  # times as many marks as of any other language
MAX_PER_LETTER = 3  # each letter counts at most this often, because a repeated name may be full of it

# Languages so similar in writing that a text distinguishes them only by chance.
TWINS = (frozenset({"bs", "cnr", "hr", "sr"}), frozenset({"id", "ms"}), frozenset({"nb", "nn", "no"}))

# Languages whose tag names the script if it is not the usual one.
_TWO_SCRIPTS = frozenset({"az", "bs", "kk", "ku", "ky", "mn", "pa", "sr", "tg", "tk", "uz"})
_LATIN_OR_CYRILLIC = frozenset({"Latn", "Cyrl", "Arab"})

_WORD = regex.compile(r"[\p{L}\p{M}\u200c]+")


def twins_of(language: str) -> frozenset[str]:
    """The languages that text cannot distinguish from this one, with itself."""
    return next((twins for twins in TWINS if language in twins), frozenset({language}))


def family_of(language: str) -> frozenset[str]:
    """The languages that marks distinguish from this one, with itself."""
    return next((frozenset(family) for family in families() if language in family), frozenset({language}))


def tell(text: str, language: str) -> str | None:
    """The language of this language's family whose marks a text has; None if it has too few, or marks of several."""
    family = next((family for family in families() if language in family), None)
    if family is None:
        return None
    words = _WORD.findall(text.lower())
    counts = {code: _count(text, words, marks) for code, marks in family.items()}
    first, second = sorted(counts.values(), reverse=True)[:2]
    if first < MIN_MARKS or first < OUTWEIGHS * second:
        return None
    return max(counts, key=lambda code: counts[code])


def with_script(language: str, text: str, declared: str | None) -> str:
    """The language, with its script if that is not the usual one: zh-Hant, sr-Latn, uz-Cyrl."""
    if language == "zh":
        return "zh-Hant" if _is_traditional(text, declared) else "zh"
    if language not in _TWO_SCRIPTS:
        return language
    script = next(iter(count_letters(text)), None)
    return f"{language}-{script}" if script in _LATIN_OR_CYRILLIC and script != script_of(language) else language


def _is_traditional(text: str, declared: str | None) -> bool:
    """Whether Chinese text uses traditional characters; if the text does not show it, the declaration decides."""
    variants = han_variants()
    simplified = sum(map(variants["Hans"].__contains__, text))
    traditional = sum(map(variants["Hant"].__contains__, text))
    if simplified == traditional:
        tags = (declared or "").lower().replace("_", "-").split("-")
        return tags[0] == "zh" and bool({"hant", "tw", "hk", "mo"} & set(tags))
    return traditional > simplified


def _count(text: str, words: list[str], marks: Marks) -> int:
    letters = sum(min(MAX_PER_LETTER, text.count(letter)) for letter in marks.letters)
    return letters + sum(map(marks.words.__contains__, words))
