"""Lines that number the articles of a file: "Document 3 of 50", "Artikel 2/7", "[2/7]", "第 3 篇文章 / 共 50 篇"."""

from functools import cache

import regex

from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_CHARS = 60
MAX_WORDS = 5
MAX_COUNT = 1_000_000
_NUMBER = regex.compile(r"\p{Nd}{1,6}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\u200c'’-]*")
_COUNTED = regex.compile(r"[\[(【（]\s*(?P<number>\p{Nd}{1,4})\s*/\s*(?P<among>\p{Nd}{1,4})\s*[\])】）]")
_DECORATED = regex.compile(r"\W*[-=*#_]{3,}.*[-=*#_]{3,}\W*")


def is_document_number(line: str) -> tuple[int, int | None] | None:
    """The number of an article and the number of all, if the line contains nothing else; None for any other line.

    A line without the number of all counts only between separator lines, because articles of laws have numbers, too.
    """
    text = line.strip()
    if len(text) > MAX_CHARS:
        return None
    if counted := _COUNTED.fullmatch(text):
        number, among = int(counted["number"]), int(counted["among"])
        return (number, among) if 1 <= number <= among > 1 else None
    numbers = [int(number) for number in _NUMBER.findall(text)]
    words = [folded(word) for word in _WORD.findall(text)]
    if not 1 <= len(numbers) <= 2 or not words or len(words) > MAX_WORDS or not _is_named(words):
        return None
    if len(numbers) == 1:
        return (numbers[0], None) if _DECORATED.fullmatch(text) and len(words) == 1 else None
    return (numbers[0], numbers[1]) if 1 <= numbers[0] <= numbers[1] <= MAX_COUNT and numbers[1] > 1 else None


def _is_named(words: list[str]) -> bool:
    """Whether the first word, or any in a script without spaces, is the word for a document."""
    known = _words()
    return (
        words[0] in known or " ".join(words[:2]) in known or any(word in known for word in words if not word.isascii())
    )


@cache
def _words() -> frozenset[str]:
    return frozenset(folded(row["word"]) for row in read_rows("document_numbers.tsv"))
