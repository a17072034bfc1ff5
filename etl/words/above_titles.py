"""Lines above a title that are not the title: labels of press releases, names of sections, prefixes of agencies."""

from functools import cache

import regex

from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_CHARS = 60
MAX_TOPIC_WORDS = 4
WORD = regex.compile(r"[\p{L}\p{M}]+")


def stands_above_title(line: str) -> bool:
    """Whether the whole line is the label of a press release ("For immediate release") or the name of a section."""
    found = folded(line) if len(line) <= MAX_CHARS else ""
    return found in _phrases("release") or found in _phrases("section")


def is_release(line: str) -> bool:
    """Whether the whole line is the label of a press release, which is never a title."""
    return len(line) <= MAX_CHARS and folded(line) in _phrases("release")


def names_topics(line: str) -> bool:
    """Whether a line is made of the names of sections and topics and of nothing else: "Culture - Health", "Santé"."""
    if len(line) > MAX_CHARS:
        return False
    if folded(line) in _phrases("section") | _phrases("topic"):
        return True
    words = WORD.findall(folded(line))
    return 0 < len(words) <= MAX_TOPIC_WORDS and all(word in section_words() for word in words)


@cache
def section_words() -> frozenset[str]:
    """The words of the names of sections and topics, in lower case: no person is called "News" or "Sport"."""
    return frozenset(word for kind in ("section", "topic") for phrase in _phrases(kind) for word in phrase.split())


def is_title_prefix(words: str) -> bool:
    """Whether these words, before a sign, are an agency's: "UPDATE" in "UPDATE 1-", "عام" in "عام / "."""
    return folded(words) in _phrases("prefix")


def names_outlet(words: str) -> bool:
    """Whether Arabic words begin with the word for a newspaper, an agency or a channel."""
    return folded(words.split(maxsplit=1)[0] if words.split() else "") in _phrases("outlet")


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("above_titles.tsv") if row["kind"] == kind)
