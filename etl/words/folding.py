"""Fold texts, so that different spellings of the same text become equal: three degrees, from white space to signs."""

import html
import re
import unicodedata
from functools import lru_cache
from typing import Literal

import regex

from etl.words.characters import INVISIBLE_EDGES

MAX_MARKS = 64  # after one letter; texts have a few, and https://www.unicode.org/reports/tr15/ asks for 30 at least
SURELY_FAST_CHARS = 1000
REMEMBERED = 8192  # texts of at most MAX_REMEMBERED_CHARS whose folded form is kept
MAX_REMEMBERED_CHARS = 200
NOT_WORD = re.compile(r"[\W_]+")
_POINTS = regex.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0640\p{Cf}]")
# The lookbehind keeps the search linear: in a long run of signs, only the first one is tried as the start of a match.
EDGE_SIGNS = regex.compile(r"^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]+$")
_MANY_MARKS = regex.compile(rf"\p{{M}}{{{MAX_MARKS}}}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_EDGES = " \u200c\u200d" + INVISIBLE_EDGES
# All of _POINTS and _LETTER_FORMS are in these ranges. Few texts have any, and most searches for them end here.
_MAYBE_MARKED = re.compile("[\xad\u0591-\u08ff\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff-\U0010ffff]")
_ASCII_SIGNS = "".join(sign for sign in map(chr, range(128)) if not sign.isalnum())
_WITHOUT_ASCII_SIGNS = str.maketrans("", "", _ASCII_SIGNS)
_LETTER_FORMS = str.maketrans("أإآٱىيكةۀ", "اااایی" + "کهه")


def normalised(text: str, form: Literal["NFC", "NFD", "NFKC"] = "NFC") -> str:
    """The text in a normal form of Unicode; in a run of more than MAX_MARKS marks, each MAX_MARKS for themselves.

    Python sorts the marks of a letter in a time that grows with the square of their number.
    """
    if text.isascii():
        return text
    if len(text) < SURELY_FAST_CHARS or (ends := [run.end() for run in _MANY_MARKS.finditer(text)]) == []:
        return unicodedata.normalize(form, text)
    pieces = zip([0, *ends], [*ends, len(text)], strict=True)
    return "".join(unicodedata.normalize(form, text[start:end]) for start, end in pieces)


def tidied(text: str) -> str:
    """The text in NFC, with one space for each run of white space."""
    return " ".join(normalised(text).split())


def trimmed(text: str) -> str:
    """The text tidied, without invisible characters at its ends."""
    return tidied(text).strip(_EDGES)


def unescaped(text: str) -> str:
    """The text trimmed, with the characters that it names as entities of HTML: some systems escape text twice."""
    return trimmed(_ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text)


def folded(text: str) -> str:
    """The text in the form in which labels and phrases are compared: case-folded, without points and outer marks.

    The Turkish i with and without a dot are one letter, because case folding makes ÇIKAN çikan, and İLK i̇lk.
    """
    return _remembered(text) if len(text) <= MAX_REMEMBERED_CHARS else _fold(text)


def squashed(text: str) -> str:
    """The letters and digits of a text, case-folded and in NFKC, to compare titles or names."""
    found = _case_folded(text)
    return found.translate(_WITHOUT_ASCII_SIGNS) if found.isascii() else NOT_WORD.sub("", found)


@lru_cache(REMEMBERED)
def _remembered(text: str) -> str:
    """The folded text; a line is compared with many tables."""
    return _fold(text)


def _fold(text: str) -> str:
    found = _case_folded(text)
    if not found.isascii():
        found = found.replace("i\u0307", "i").replace("ı", "i")
        if _MAYBE_MARKED.search(found) is not None:
            found = _POINTS.sub("", found).translate(_LETTER_FORMS)
    found = found.strip(_ASCII_SIGNS)
    if not (found[:1].isalnum() and found[-1:].isalnum()):
        found = EDGE_SIGNS.sub("", found)
    return " ".join(found.split())


def _case_folded(text: str) -> str:
    return text.lower() if text.isascii() else normalised(text, "NFKC").casefold()
