"""Phrases that language models put around a text: "Sure! Here is ...", "Let me know if ...", "Word count: 512"."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import regex

from etl.words.characters import COLONS, QUESTION_MARKS, is_unspaced
from etl.words.folding import folded
from etl.words.leftover_words import classes
from etl.words.read_table import read_rows

MAX_CHARS = 400
MAX_COUNT_CHARS = 60
MAX_PHRASE_CHARS = 80
BEGINNING = 1  # characters by which phrases are found
_ASSENT = regex.compile(r"^[^.!?。！？,，、]{0,40}[!！,，.。、]")
_NUMBER = regex.compile(r"[\p{Nd}][\p{Nd},.\s]*")


def opens_answer(line: str) -> bool:
    """Whether a line says that a text follows: a known phrase and a colon at its end, or only agreement ("Sure!")."""
    text = line.strip().strip("*_ ")
    if len(text) > MAX_CHARS or not _begins(text, "opening"):
        return False
    return text.endswith(tuple(COLONS)) or (_ASSENT.match(text) is not None and text.endswith(("!", "！")))


def surely_opens_answer(line: str) -> bool:
    """Whether a line also names what was asked for ("Sure! Here is the article:"), so that no mark need follow."""
    text = line.strip().strip("*_ ")
    if len(text) > MAX_CHARS or not _begins(text, "opening") or not _names(text, "work"):
        return False
    assent = _ASSENT.match(text)
    return text.endswith(tuple(COLONS)) or (assent is not None and _begins(text[assent.end() :], "opening"))


def closes_answer(line: str) -> bool:
    """Whether a line offers more help: by one phrase, by a wish and an offer ("if you need ..., let me know"), or by a
    question for wishes that names the work ("Would you like changes?").
    """
    text = line.strip().strip("*_ ")
    if len(text) > MAX_CHARS:
        return False
    is_question = text.endswith(tuple(QUESTION_MARKS)) and _names(text, "work")
    return _begins(text, "closing") or (_begins(text, "wish") and (is_question or _names(text, "offer")))


def is_count(line: str) -> bool:
    """Whether a line contains only a word count."""
    if len(line) > MAX_COUNT_CHARS or not (number := _NUMBER.search(line)):
        return False
    before, after = (folded(part.translate(_SIGNS)) for part in (line[: number.start()], line[number.end() :]))
    return f"{before} {after}".strip() in _phrases("count") or (before in _phrases("count") and after in _units())


def _begins(text: str, place: str) -> bool:
    words = folded(text[:MAX_PHRASE_CHARS])
    return any(
        words.startswith(phrase) and (is_unspaced(phrase[-1]) or not words[len(phrase) : len(phrase) + 1].isalpha())
        for phrase in _by_beginning(place).get(words[:BEGINNING], ())
    )


def _names(text: str, place: str) -> bool:
    """Whether a word of the text begins with one of the phrases; in scripts without spaces, any place will do."""
    words = folded(text)
    return any(
        is_unspaced(phrase[0]) or at == 0 or not words[at - 1].isalpha()
        for phrase in _phrases(place)
        for at in _places(words, phrase)
    )


def _places(words: str, phrase: str) -> Iterator[int]:
    at = words.find(phrase)
    while at >= 0:
        yield at
        at = words.find(phrase, at + 1)


@cache
def _by_beginning(place: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(_phrases(place)):
        found[phrase[:BEGINNING]].append(phrase)
    return found


@cache
def _phrases(place: str) -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("llm_phrases.tsv") if row["place"] == place)


@cache
def _units() -> frozenset[str]:
    return frozenset(form for of_language in classes().values() for form in of_language.get("unit", ()))


_SIGNS = str.maketrans(dict.fromkeys("()[]{}*_~≈:：（）【】", " "))
