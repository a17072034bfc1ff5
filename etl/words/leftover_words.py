"""Words of what language models say about themselves and their work, and of what they are told, by class."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

import regex

from etl.words.characters import HANGUL, UNSPACED_LETTER
from etl.words.read_table import read_rows

SEPARATOR = " | "  # between the forms of a row; `*` at the end of a form stands for any ending

# Letters that are written together with the next word.
PREFIXES = {"ar": "[وفبلك]{0,2}", "he": "[ובלהמשכ]{0,2}"}
# Scripts in which words are written together with others.
JOINED = regex.compile(rf"{UNSPACED_LETTER.pattern}|{HANGUL.pattern}")

_RARE_FORMS = (("’", "'"), ("ʼ", "'"), ("`", "'"), ("ı", "i"), ("\u0307", ""))
_ARABIC_FORMS = tuple(zip("أإآٱىیيكةۀ", "اااا" + "ییی" + "کهه", strict=True))
_ARABIC = regex.compile(r"[\u0600-\u06ff]")
_POINTED = regex.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f]")


def plain(text: str) -> str:
    """The text, case-folded, without the vowel signs of Arabic and Hebrew and joiners; apostrophes are straight."""
    if text.isascii():
        return text.lower()
    found = _replaced(text.casefold(), _RARE_FORMS)
    if _POINTED.search(found):
        found = _POINTED.sub("", found)
    return _replaced(found, _ARABIC_FORMS) if _ARABIC.search(found) else found


def _replaced(text: str, forms: tuple[tuple[str, str], ...]) -> str:
    for form, other in forms:
        text = text.replace(form, other)
    return text


@cache
def classes() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Language -> class -> forms, each as `plain` makes it."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in read_rows("leftover_words.tsv"):
        found[row["language"]][row["class"]] = tuple(map(plain, row["forms"].split(SEPARATOR)))
    return found


@cache
def pattern(language: str, name: str) -> regex.Pattern[str]:
    """A pattern that finds the forms of a class in a text made by `plain`; the longest form first."""
    forms = sorted(classes()[language].get(name, ()), key=len, reverse=True)
    return regex.compile("|".join(_form(form, PREFIXES.get(language, "")) for form in forms) or r"(?!)")


def _form(form: str, prefixes: str) -> str:
    stem = form.removesuffix("*")
    body = regex.escape(stem, literal_spaces=True).replace(" ", r"\s+")
    if JOINED.search(stem):
        return body
    return rf"(?<!\w){prefixes}{body}" + ("" if form.endswith("*") else r"(?!\w)")
