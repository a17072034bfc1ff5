"""Take off the sign that stands before every line of a text, as in a quoted mail or a comment."""

from collections import Counter
from dataclasses import dataclass

import regex

from etl.heads.head import Span
from etl.words.characters import is_visible

MIN_LINES = 5
MIN_SHARE = 0.9  # of the visible lines; pages and rules may be without the sign
MAX_CLOSED_SHARE = 0.1  # of the lines may end with the sign, too: else they are rows of a table or of a box
MIN_BARE_LINES = 2  # lines of the sign alone, which are blank lines, for a sign that also marks items or headings
USUAL = tuple("|:›»¦┃│;")  # ">" is a mark of its own
_SIGN = regex.compile(r"^[^\S\n\r]*+(?P<sign>[^\w\s]{1,3}+)(?=\s|$)(?P<words>.*)", regex.MULTILINE)


@dataclass(frozen=True, slots=True)
class Quoting:
    """The sign before the lines of a text, "" if there is none, and the text with spaces in its place."""

    sign: str
    span: Span  # from the first sign to the end of the text
    text: str


def find_quoting(text: str) -> Quoting:
    """The sign before nearly all lines of a text; a line of the sign alone becomes a blank line."""
    sign = _common_sign(text)
    if not sign:
        return Quoting("", (0, 0), text)
    places = [found.span("sign") for found in _SIGN.finditer(text) if found["sign"] == sign]
    pieces, done = [], 0
    for start, end in places:
        pieces += [text[done:start], " " * (end - start)]
        done = end
    return Quoting(sign, (places[0][0], len(text.rstrip())), "".join([*pieces, text[done:]]))


def _common_sign(text: str) -> str:
    if next((letter.isalnum() for letter in text if not letter.isspace()), True):
        return ""
    found = list(_SIGN.finditer(text))
    signs = Counter(line["sign"] for line in found)
    sign, count = signs.most_common(1)[0] if signs else ("", 0)
    visible = sum(map(is_visible, text.splitlines()))
    if count < MIN_LINES or count < MIN_SHARE * visible:
        return ""
    words = [line["words"].strip() for line in found if line["sign"] == sign]
    closed = sum(line.endswith(sign) for line in words)
    bare = sum(not line for line in words)
    is_proven = sign in USUAL or bare >= MIN_BARE_LINES
    return sign if is_proven and bare < count and closed <= MAX_CLOSED_SHARE * count else ""
