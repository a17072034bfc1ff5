"""Letters of another alphabet that look like those of the word, for example a Cyrillic "о" in "hоuse"."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import regex

from etl.articles import Severity
from etl.enrich.quality.rule import Rule, in_every_text
from etl.enrich.quality.spans import Span

MIN_LETTERS = 3  # of a word

# Letters that look the same, Latin first. Greek letters that are also symbols (µ, α, β) are left out.
_CYRILLIC_TWINS = (
    ("aceopsxyijhdqw", "асеорѕхуіјһԁԛԝ"),
    ("ABCEHIJKMOPSTXY", "АВСЕНІЈКМОРЅТХУ"),
    ("ëïäöÿéèòù", "ёїӓӧӱѐѐоу"),
)
_GREEK_TWINS = (("ov", "ον"), ("ABEZHIKMNOPTYX", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"))

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_MIXED = {
    "Cyrillic": regex.compile(r"\p{Cyrillic}\p{M}*\p{Latin}|\p{Latin}\p{M}*\p{Cyrillic}"),
    "Greek": regex.compile(r"[\p{L}&&\p{Greek}]\p{M}*\p{Latin}|\p{Latin}\p{M}*[\p{L}&&\p{Greek}]", regex.V1),
}
_OF = {name: regex.compile(rf"\p{{{name}}}") for name in ("Latin", "Cyrillic", "Greek")}
_ENDING = regex.compile(r"(?P<stem>\p{Latin}{2,})(?P<ending>[\p{Ll}&&\p{Cyrillic}]+)", regex.V1)


def find_homoglyphs(text: str) -> Iterator[Span]:
    """Yield the words that mix Latin with Cyrillic or Greek letters, if all letters of the minority are lookalikes.

    A Latin name with the ending of a Cyrillic language ("PDFа" in a Russian text) is left out, and so are symbols
    such as "TNFα".
    """
    if text.isascii():
        return
    for other, mixed in _MIXED.items():
        if mixed.search(text):
            host = _host(text, other)
            for match in _WORD.finditer(text):
                if len(match.group()) >= MIN_LETTERS and _is_disguised(match.group(), other, host):
                    yield Span(match.start(), match.end())


def _host(text: str, other: str) -> str:
    """Of the two scripts, the one with more letters in the text."""
    return "Latin" if len(_OF["Latin"].findall(text)) >= len(_OF[other].findall(text)) else other


def _is_disguised(word: str, other: str, host: str) -> bool:
    latin = "".join(_OF["Latin"].findall(word))
    foreign = "".join(_OF[other].findall(word))
    if not latin or not foreign:
        return False
    if _ENDING.fullmatch(word) and host == other:
        return False
    if other == "Greek" and min(_runs(word, "Latin"), _runs(word, "Greek")) == 1 and not _is_inside(word, host):
        return False
    of_latin, of_other = _twins(other)
    if set(foreign) <= of_other and (len(latin) > len(foreign) or host == "Latin"):
        return True
    return set(latin) <= of_latin and (len(foreign) >= len(latin) or host == other)


def _runs(word: str, script: str) -> int:
    return sum(1 for is_of_it, _ in groupby(word, key=lambda c: _OF[script].match(c) is not None) if is_of_it)


def _is_inside(word: str, host: str) -> bool:
    """Whether the word has MIN_LETTERS lower-case letters of the text's alphabet, so it is a word, not a symbol."""
    return len([letter for letter in word if letter.islower() and _OF[host].match(letter)]) >= MIN_LETTERS


@cache
def _twins(other: str) -> tuple[frozenset[str], frozenset[str]]:
    pairs = _CYRILLIC_TWINS if other == "Cyrillic" else _GREEK_TWINS
    return frozenset("".join(latin for latin, _ in pairs)), frozenset("".join(letters for _, letters in pairs))


RULE = Rule(
    "homoglyph", Severity.WARNING, find=in_every_text(find_homoglyphs), hides=frozenset({"mixed_script_glitch"})
)
