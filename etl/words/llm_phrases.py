"""Phrases that language models put around a text: "Sure! Here is ...", "Let me know if ...", "Word count: 512"."""

from functools import cache

import regex

from etl.words.characters import COLONS, is_unspaced
from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_CHARS = 400
MAX_COUNT_CHARS = 60
_ASSENT = regex.compile(r"^[^.!?。！？,，、]{0,40}[!！,，.。、]")
_NUMBER = regex.compile(r"[\p{Nd}][\p{Nd},.\s]*")


def opens_answer(line: str) -> bool:
    """Whether a line says that a text follows: a known phrase and a colon at its end, or only agreement ("Sure!")."""
    text = line.strip().strip("*_ ")
    if len(text) > MAX_CHARS or not _begins(text, "opening"):
        return False
    return text.endswith(tuple(COLONS)) or (_ASSENT.match(text) is not None and text.endswith(("!", "！")))


def closes_answer(line: str) -> bool:
    """Whether a line offers more help."""
    text = line.strip().strip("*_ ")
    return len(text) <= MAX_CHARS and _begins(text, "closing")


def is_count(line: str) -> bool:
    """Whether a line contains only a word count."""
    if len(line) > MAX_COUNT_CHARS or not (number := _NUMBER.search(line)):
        return False
    beside = folded(f"{line[: number.start()]} {line[number.end() :]}".translate(_SIGNS))
    return beside in _phrases("count")


def _begins(text: str, place: str) -> bool:
    words = folded(text)
    return any(
        words.startswith(phrase) and (is_unspaced(phrase[-1]) or not words[len(phrase) : len(phrase) + 1].isalpha())
        for phrase in _phrases(place)
    )


@cache
def _phrases(place: str) -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("llm_phrases.tsv") if row["place"] == place)


_SIGNS = str.maketrans(dict.fromkeys("()[]{}*_~≈:：（）【】", " "))
