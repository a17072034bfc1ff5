"""Words that were decoded with the wrong encoding, from bytes that are not UTF-8."""

from collections.abc import Callable, Iterator
from itertools import groupby

import regex

from etl.enrich.quality.spans import Span
from etl.words.characters import CJK

MIN_WORDS = 3  # in a row
MIN_LETTERS = 14  # beyond ASCII, in one row of words
DENSE = 0.6  # share of a word's characters from the upper half of Latin-1: higher than in any language
MIN_CHARACTERS = 8  # of CJK or half-width kana: fewer do not show the encoding
VALID = 0.8  # share of bytes in valid UTF-8 sequences; in correctly decoded text it is at most a third

_WORD = regex.compile(r"\S+")
_UPPER_HALF = regex.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020-\u2022\u2030]"
)
_LETTERS_OF_IT = regex.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
TURNED_CASE = regex.compile(r"[а-яё][А-ЯЁ]{2,}[а-яёА-ЯЁ]*")
_TURNED_WORD = regex.compile(rf"\p{{P}}*{TURNED_CASE.pattern}\p{{P}}*")  # a word with its punctuation, and no more
_SEQUENCE = regex.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]")
_WIDE_ENCODINGS = ("cp932", "gb18030", "euc-kr", "big5")


def find_misread_words(text: str) -> Iterator[Span]:
    """Yield rows of misread words: accented Western letters, KOI8-R with its case swapped, or wrong ideographs.

    With wrong ideographs, the span is the whole text.
    """
    if _UPPER_HALF.search(text):
        yield from _rows(text, _is_dense)
    if len(TURNED_CASE.findall(text)) >= MIN_WORDS:
        yield from _rows(text, lambda word: _TURNED_WORD.fullmatch(word) is not None)
    if len(CJK.findall(text)) >= MIN_CHARACTERS and any(_is_utf8_inside(text, name) for name in _WIDE_ENCODINGS):
        yield Span(0, len(text), text)


def _is_dense(word: str) -> bool:
    return len(_UPPER_HALF.findall(word)) >= max(2, DENSE * len(word)) and _LETTERS_OF_IT.search(word) is not None


def _rows(text: str, is_misread: Callable[[str], bool]) -> Iterator[Span]:
    """Yield the rows of consecutive misread words that have MIN_LETTERS letters beyond ASCII."""
    for misread, group in groupby(_WORD.finditer(text), key=lambda match: is_misread(match.group())):
        words = list(group)
        start, end = words[0].start(), words[-1].end()
        if misread and len(_BEYOND_ASCII.findall(text, start, end)) >= MIN_LETTERS:
            yield Span(start, end, text[start:end])


def _is_utf8_inside(text: str, encoding: str) -> bool:
    """Whether a text, encoded in this encoding, is mostly valid UTF-8, which does not happen by chance."""
    data = text.encode(encoding, "replace")
    high = sum(byte >= 0x80 for byte in data)
    return high > 0 and sum(map(len, _SEQUENCE.findall(data))) >= VALID * high
