"""The complete source of an article, line by line, each piece with the block that contains it."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape

import regex

from etl.articles import Block
from etl.words.characters import LINE_BREAK
from etl.words.folding import tidied

BREAKS = regex.compile(r"<[^<>]*+>|[\r\n]+")
Placed = tuple[str, Block]  # the place of a block (in the notation of quality issues), and the block
Span = tuple[int, int, str]  # start, end and the place in the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A piece of a line, and the place in the article of the block that contains it."""

    text: str
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The decision about a line that is a block of a page: kept in the article or left out."""

    kept: bool
    reason: str
    score: float | None  # probability that it is main text; None if that was not computed or did not matter


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line of the source."""

    label: str  # its number in a text, the name of its field in a record, the tag of its block on a page
    fragments: tuple[Fragment, ...]
    verdict: Verdict | None = None  # of a block of a page


def text_lines(text: str, placed: Sequence[Placed]) -> list[SourceLine]:
    """Every line of a text, including blank ones, split where blocks begin and end."""
    spans = [(b.start, b.end, place) for place, b in placed if b.start is not None and b.end is not None]
    lines = enumerate(_lines(text, disjoint_spans(spans)), start=1)
    return [SourceLine(label=str(number), fragments=fragments) for number, fragments in lines]


def disjoint_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; one that contains others is cut into the pieces around them.

    Furniture of pages is inside the paragraph that it interrupts. Spans that overlap otherwise are returned unchanged.
    """
    pieces: list[Span] = []
    for start, end, place in sorted(spans):
        if pieces and start > pieces[-1][0] and end < pieces[-1][1]:
            outer_start, outer_end, outer = pieces.pop()
            pieces += [(outer_start, start, outer), (start, end, place), (end, outer_end, outer)]
        else:
            pieces.append((start, end, place))
    return pieces


def record_lines(fields: Sequence[tuple[str, str]], placed: Sequence[Placed]) -> list[SourceLine]:
    """The fields of a record, line by line; a block is found if its text is there word for word, between tags."""
    waiting: dict[str, deque[str]] = defaultdict(deque)
    for place, block in placed:
        waiting[tidied(block.text)].append(place)
    lines: list[SourceLine] = []
    for name, value in fields:
        of_field = _lines(value, list(_found_spans(value, waiting)))
        lines += [SourceLine(label="" if n else name, fragments=fragments) for n, fragments in enumerate(of_field)]
    return lines


def _lines(text: str, spans: Sequence[Span]) -> Iterator[tuple[Fragment, ...]]:
    """Yield the fragments of each line; `spans` are in order and do not overlap."""
    position = 0  # of the first span that does not end before this line
    for start, end in _bounds(text):
        while position < len(spans) and spans[position][1] <= start:
            position += 1
        yield tuple(_fragments(text, start, end, spans, position))


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line, without its line break."""
    start = 0
    for found in LINE_BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _fragments(text: str, start: int, end: int, spans: Sequence[Span], position: int) -> Iterator[Fragment]:
    while start < end:
        if position == len(spans) or spans[position][0] >= end:
            yield Fragment(text=text[start:end], place=None)
            return
        span_start, span_end, place = spans[position]
        if span_start > start:
            yield Fragment(text=text[start:span_start], place=None)
        start = max(start, span_start)
        yield Fragment(text=text[start : min(end, span_end)], place=place)
        start = min(end, span_end)
        position += 1


def _found_spans(value: str, waiting: dict[str, deque[str]]) -> Iterator[Span]:
    """Yield the pieces between tags and line breaks that equal a block; each block is found once."""
    start = 0
    for found in (*BREAKS.finditer(value), None):
        end = found.start() if found else len(value)
        places = waiting.get(tidied(unescape(value[start:end])))
        if places:
            yield start, end, places.popleft()
        start = found.end() if found else end
