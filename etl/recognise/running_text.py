"""Recognise running text and possible titles among the values of a record or table."""

import regex

from etl.words.characters import (
    ANY_SENTENCE_END,
    CLOSERS,
    FULL_STOPS,
    LETTERS_PER_CHARACTER,
    UNSPACED_ENDS,
    UNSPACED_LETTER,
    ends_with,
)

MIN_WEIGHT = 40  # of running text
MIN_WORDS = 6
MIN_LETTER_SHARE = 0.6  # of the characters except white space
MAX_LINE_CHARS = 250
MIN_LINE_WORDS = 3
MIN_LINE_WEIGHT = 10
SAMPLE_CHARS = 5_000

_LETTER = regex.compile(r"[\p{L}\p{M}]")
_TAG = regex.compile(r"</?[a-zA-Z][^<>]*+>")
_END = regex.compile(rf"{ANY_SENTENCE_END.pattern}+[{regex.escape(CLOSERS)}]*(?:\s|$)|[{UNSPACED_ENDS}]")
_OTHER = regex.compile(r"https?://\S+$|[\w.+-]+@[\w.-]+$|\s*[{\[]|.*[{};=]{2}")  # an address, data, code


def weight(text: str) -> int:
    """The length of a text, in which a character of a script without spaces counts LETTERS_PER_CHARACTER times."""
    return len(text) + (LETTERS_PER_CHARACTER - 1) * len(UNSPACED_LETTER.findall(text))


def is_running(text: str) -> bool:
    """Whether plain text or HTML is mostly letters, has at least MIN_WORDS words and the end of a sentence."""
    plain = _TAG.sub(" ", text[:SAMPLE_CHARS])
    if _OTHER.match(plain) or weight(plain) < MIN_WEIGHT or _words(plain) < MIN_WORDS:
        return False
    return _is_worded(plain) and _END.search(plain) is not None


def is_line(text: str) -> bool:
    """Whether a text can be a title: one line of a few words without a full stop."""
    line = text.strip()
    if not line or len(line) > MAX_LINE_CHARS or "\n" in line or _OTHER.match(line) or ends_with(line, FULL_STOPS):
        return False
    return _words(line) >= MIN_LINE_WORDS and weight(line) >= MIN_LINE_WEIGHT and _is_worded(line)


def _words(text: str) -> int:
    return len(text.split()) + len(UNSPACED_LETTER.findall(text)) // 2


def _is_worded(text: str) -> bool:
    return len(_LETTER.findall(text)) >= MIN_LETTER_SHARE * len("".join(text.split()))
