"""Take off the signs that stand before every line of a text, around the lines of a box, or before a quoted label."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from
from etl.parse.text.marks import read_mark, strip_closing_colon
from etl.words.characters import is_visible
from etl.words.fact_labels import label_kind

MIN_LINES = 5
MIN_SHARE = 0.9  # of the visible lines; pages and rules may be without the sign
MAX_CLOSED_SHARE = 0.1  # of the lines may end with the sign, too: else they are rows of a table or of a box
MIN_BARE_LINES = 2  # lines of the sign alone, which are blank lines, for a sign that also marks items or headings
MIN_BOXED_LINES = 2  # a single line in a box is a heading
USUAL = tuple("|:›»¦┃│;")  # ">" is a mark of its own
_SIGN = regex.compile(r"^[^\S\n\r]*+(?P<sign>[^\w\s]{1,3}+)(?=\s|$)(?P<words>.*)", regex.MULTILINE)
_EDGE = regex.compile(r"\s*(?P<edge>[+┌╭╔┏└╰╚┗├╠┣|│║┃]?[-─═━=]{6,}[+┐╮╗┓┘╯╝┛┤╣┫|│║┃]?)\s*")
_SIDES = regex.compile(r"\s*(?P<left>[|│║┃])(?P<words>\s[^|│║┃]*)(?P<right>[|│║┃])\s*")
_QUOTED = regex.compile(r"\s*(?P<sign>>)(?P<words>\s.*|)")


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one quotation or box, and the span from the first to the last of them, with the text between."""

    sign: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quoting:
    """A text with spaces in the place of the signs; all offsets stay the same."""

    signs: tuple[Signs, ...]
    text: str


def find_quoting(text: str) -> Quoting:
    """The sign before nearly all lines of a text or, without one, the signs of its boxes and quoted labels.

    A line of the sign alone becomes a blank line, and so do the edges of a box.
    """
    sign = _common_sign(text)
    if sign:
        places = [found.span("sign") for found in _SIGN.finditer(text) if found["sign"] == sign]
        return _without(text, [(sign, (places[0][0], len(text.rstrip())), places)])
    lines = list(lines_from(text))
    return _without(text, [*_boxes(lines), *_quoted_labels(lines)])


def _without(text: str, found: Iterable[tuple[str, Span, Sequence[Span]]]) -> Quoting:
    signs, pieces, done = [], [], 0
    for sign, span, places in sorted(found, key=lambda of: of[1]):
        signs.append(Signs(sign, span))
        for start, end in places:
            pieces += [text[done:start], " " * (end - start)]
            done = end
    return Quoting(tuple(signs), "".join([*pieces, text[done:]]))


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


def _boxes(lines: Sequence[TextLine]) -> Iterable[tuple[str, Span, list[Span]]]:
    """Yield the upper edge of each box of several lines, its span, and the places of its edges and sides."""
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and (_EDGE.fullmatch(lines[stop].text) or _SIDES.fullmatch(lines[stop].text)):
            stop += 1
        top, bottom = _EDGE.fullmatch(lines[at].text), _EDGE.fullmatch(lines[stop - 1].text) if stop > at else None
        sides = [_SIDES.fullmatch(line.text) for line in lines[at:stop]]
        if top and bottom and sum(side is not None and is_visible(side["words"]) for side in sides) >= MIN_BOXED_LINES:
            places = [place for line in lines[at:stop] for place in _places(line)]
            yield top["edge"], (places[0][0], places[-1][1]), places
        at = max(stop, at + 1)


def _places(line: TextLine) -> list[Span]:
    edge, sides = _EDGE.fullmatch(line.text), _SIDES.fullmatch(line.text)
    found = [edge.span("edge")] if edge else [sides.span("left"), sides.span("right")] if sides else []
    return [(line.start + start, line.start + end) for start, end in found]


def _quoted_labels(lines: Sequence[TextLine]) -> Iterable[tuple[str, Span, list[Span]]]:
    """Yield the sign before the lines of each quotation that begins with a label of facts or summary."""
    at = 0
    while at < len(lines):
        quoted = []
        while at < len(lines) and (found := _QUOTED.fullmatch(lines[at].text)):
            quoted.append((lines[at].start + found.start("sign"), found["words"]))
            at += 1
        if quoted and label_kind(strip_closing_colon(read_mark(quoted[0][1]).text)) is not None:
            places = [(start, start + 1) for start, _ in quoted]
            yield ">", (places[0][0], places[-1][1]), places
        at += 1
