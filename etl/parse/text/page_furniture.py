"""Furniture of pages inside a text: page numbers, running heads and feet, "(MORE)"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from
from etl.parse.text.browser_print import printed_lines
from etl.parse.text.marks import Mark, read_mark
from etl.words.characters import COLONS, cell_width, ends_sentence, last_sign
from etl.words.press_labels import press_labels
from etl.words.text_ends import announces_more

DETECTED_BY = "page"
MAX_CHARS = 120  # of such a line
MAX_HEAD_CHARS = 60  # of a running head without a number
MIN_CUT_WIDTH = 30  # columns of the part of a sentence above it; a shorter line may be a heading
MIN_CUT_SHARE = 0.8  # of the width of the line below, unless that begins in lower case
MIN_TIGHT_SHARE = 0.5  # of the sentences at the end of a line that no blank line follows
SECOND_PAGE = 2
MIN_CENTRED = 16  # white space before a number in the middle of a line
NUMBER = regex.compile(r"(?<![\p{Nd}.,:])\p{Nd}{1,3}(?!\p{Nd}|[.,:]\p{Nd})")
APART = r"(?:\s{3,}|\t|\s+[|·•–—]\s+)"  # between the parts of a running head
PAIR = regex.compile(r"\p{Nd}\D+\p{Nd}")
LETTER = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Furniture:
    """The furniture of a text, and the text with white space in its place; offsets stay the same."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Place:
    """A short line between blank lines, form feeds or the ends of the text, and the visible lines next to it."""

    span: Span
    indent: int
    text: str
    above: str
    below: str
    is_at_feed: bool


_Series = list[tuple[_Place, int]]  # lines that differ only in one number, which counts up; and that number


def find_furniture(text: str) -> Furniture:
    """The lines between blank lines or form feeds that belong to the pages on which the text was printed.

    Their number counts up from line to line, and one of them interrupts a sentence. Without that, they are at form
    feeds or written as only furniture is ("[p. 2]", an outlet and a number far apart), and the first page has none. So
    the numbers of chapters stay text: they count from 1 and interrupt nothing. "(MORE)" and a line that comes again
    next to a form feed are furniture, too.

    Where a sentence goes on, one line break is left, as between paragraphs in a text without blank lines.
    """
    lines = list(lines_from(text))
    places = list(_places(text, lines))
    found = {place.span for series in _all_series(places) if _is_furniture(series) for place, _ in series}
    texts = [place.text for place in places if place.is_at_feed]
    found |= {place.span for place in places if _is_more(place, texts)}
    spans = tuple(sorted(found.union(printed_lines(lines))))
    return Furniture(spans, _without(text, spans, is_tight=_is_tight(lines)) if spans else text)


def _places(text: str, lines: Sequence[TextLine]) -> Iterator[_Place]:
    visible = [number for number, line in enumerate(lines) if not line.is_blank]
    for order, number in enumerate(visible):
        line = lines[number]
        above = lines[visible[order - 1]] if order else None
        below = lines[visible[order + 1]] if order + 1 < len(visible) else None
        feed_above = above is not None and "\f" in text[above.end : line.start]  # none begins a text
        feed_below = below is not None and "\f" in text[line.end : below.start]
        is_free_above = above is None or feed_above or lines[number - 1].is_blank
        is_free_below = below is None or feed_below or lines[number + 1].is_blank
        if is_free_above and is_free_below and len(line.text.strip()) <= MAX_CHARS:
            span = line.start + line.indent, line.start + len(line.text.rstrip())
            words = [near.text.strip() if near else "" for near in (above, below)]
            yield _Place(span, line.indent, line.text.strip(), words[0], words[1], feed_above or feed_below)


def _all_series(places: Sequence[_Place]) -> Iterator[_Series]:
    """Yield the longest series of lines that are equal but for one number, which is one higher in each."""
    alike: dict[tuple[str, str], _Series] = defaultdict(list)
    for place in places:
        for found in NUMBER.finditer(place.text):
            if not found.group().isdecimal():
                continue  # a digit that only newer versions of Unicode have
            key = place.text[: found.start()], place.text[found.end() :]
            alike[key].append((place, int(found.group())))
    for counted in alike.values():
        starts = [0, *(at for at, (before, after) in enumerate(pairwise(counted), 1) if after[1] != before[1] + 1)]
        yield from (counted[start:stop] for start, stop in zip(starts, [*starts[1:], len(counted)], strict=True))


def _is_furniture(series: _Series) -> bool:
    first = series[0][1]
    has_shape = all(_has_shape(place.text) for place, _ in series)
    is_bare = LETTER.search(series[0][0].text) is None
    if first > 0 and (has_shape or is_bare) and any(map(_interrupts, (place for place, _ in series))):
        return True
    if any(place.is_at_feed for place, _ in series):
        return has_shape or (is_bare and len(series) > 1)
    is_top = len(series) > 1 and series[0][0].above == "" and _page_number_apart().fullmatch(series[0][0].text)
    if is_top or all(_counts_pages(place.text) for place, _ in series):
        return True
    if len(series) == 1:
        return first > 1 and (
            _names_page(series[0][0].text) or (first == SECOND_PAGE and _is_running_head(series[0][0]))
        )
    return first > 1 and (has_shape or (is_bare and all(place.indent >= MIN_CENTRED for place, _ in series)))


def _is_running_head(place: _Place) -> bool:
    """Whether a line is a name and a number far apart, and the text below goes on in full lines."""
    return _page_number_apart().fullmatch(place.text) is not None and cell_width(place.below) >= MIN_CUT_WIDTH


def _interrupts(place: _Place) -> bool:
    """Whether a sentence surely goes on below a line: in lower case, or in a script without capitals."""
    is_lower = place.below[:1].isalpha() and not place.below[:1].isupper()
    return is_lower and _goes_on(place.above, place.below)


def _goes_on(above: str, below: str) -> bool:
    """Whether the line below may continue the sentence of the line above."""
    width = cell_width(above)
    if width < MIN_CUT_WIDTH or ends_sentence(above) or last_sign(above) in COLONS or not below:
        return False
    if any(read_mark(line).mark is not Mark.NONE for line in (above, below)):
        return False
    return below[0].islower() or width >= MIN_CUT_SHARE * cell_width(below)


def _is_more(place: _Place, at_feeds: Sequence[str]) -> bool:
    """Whether a line says that the text goes on ("(MORE)"), or comes again next to another form feed."""
    is_head = place.is_at_feed and len(place.text) <= MAX_HEAD_CHARS and not ends_sentence(place.text)
    if is_head and at_feeds.count(place.text) > 1:
        return True
    return announces_more(place.text) and (place.is_at_feed or _goes_on(place.above, place.below))


def _names_page(text: str) -> bool:
    """Whether a line has the word for a page and is more than that: "[p. 2]", "Island Post    Page 2"."""
    return any(pattern.fullmatch(text) is not None for pattern in (_page_in_brackets(), _page_apart()))


def _counts_pages(text: str) -> bool:
    """Whether a line is the number of a page and that of all pages, with a word for a page: "Page 1 of 2"."""
    has_word = LETTER.search(text) is not None and PAIR.search(text) is not None
    return has_word and _shapes()[0].fullmatch(text) is not None


def _has_shape(text: str) -> bool:
    """Whether a line is written as only furniture is."""
    return any(pattern.fullmatch(text) is not None for pattern in _shapes())


@cache
def _shapes() -> tuple["regex.Pattern[str]", ...]:
    """ "Page 2", "2 / 5", "- 2 -", "-- Island Post 2 --", "Island Post    Page 2", an address and a number."""
    number = _page_number()
    return (
        regex.compile(rf"(?i:{_page_number(needs_word=True)})"),
        _page_in_brackets(),
        regex.compile(r"(?P<sign>[-–—*·|~]{1,3})\s*(?=[^\p{L}]*\p{L})[^-–—]+(?P=sign)"),
        _page_number_apart(),
        regex.compile(rf"(?:https?://|www\.)\S+,?\s+(?i:{number})(?:\s.*)?"),
    )


@cache
def _page_in_brackets() -> "regex.Pattern[str]":
    return regex.compile(rf"[\[(（【<]\s*(?i:{_page_number(needs_word=True)})\s*[\])）】>]")


@cache
def _page_apart() -> "regex.Pattern[str]":
    number = _page_number(needs_word=True)
    return regex.compile(rf"(?i:{number}){APART}\S.*|\S.*{APART}(?i:{number})")


@cache
def _page_number_apart() -> "regex.Pattern[str]":
    """A pattern for a name and the number of a page far apart; newspapers write a letter before it: "A2"."""
    number = rf"(?:[A-Z]\p{{Nd}}{{1,2}}|(?i:{_page_number()}))"
    return regex.compile(rf"{number}{APART}\S.*|\S.*{APART}{number}")


@cache
def _page_number(*, needs_word: bool = False) -> str:
    """A pattern for the number of a page: with a word for a page, or with the number of pages; else it may be alone."""
    words = "|".join(regex.escape(word) for word in sorted(press_labels("page"), key=len, reverse=True))
    number = r"\p{Nd}{1,3}"
    of = rf"(?:\s?(?:/|\p{{L}}{{1,4}})\s?{number})"
    word = rf"(?:{words})\s?{number}{of}?|第?\s?{number}\s?(?:{words})"
    return rf"(?:{word}|{number}{of})" if needs_word else rf"(?:{word}|{number}{of}?)"


def _is_tight(lines: Sequence[TextLine]) -> bool:
    """Whether no blank line follows most lines that end a sentence."""
    ends = [below.is_blank for line, below in pairwise(lines) if not line.is_blank and ends_sentence(line.text)]
    return sum(ends) < MIN_TIGHT_SHARE * len(ends)


def _without(text: str, spans: Sequence[Span], *, is_tight: bool) -> str:
    for group in reversed(list(_groups(text, spans))):
        above, below = text[: group[0][0]].rstrip(), text[group[-1][1] :].lstrip()
        start = len(above)
        stop = len(text[: len(text) - len(below)].rstrip(" \t\u00a0")) if below else len(text)  # keeps the indent
        between = text[start:stop]
        blanks = len(list(lines_from(between.replace("\f", "")))) - 1 - 2 * len(group)
        is_one = _goes_on(above[-MAX_CHARS:].split("\n")[-1].strip(), below[:MAX_CHARS].split("\n")[0].strip())
        breaks = "\n" if is_one or (is_tight and blanks < 1) else "\n\n"
        text = above + " " * (len(between) - len(breaks)) + breaks + text[stop:]
    return text


def _groups(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the spans in groups between which there is text."""
    group: list[Span] = []
    for span in spans:
        if group and text[group[-1][1] : span[0]].strip():
            yield group
            group = []
        group.append(span)
    if group:
        yield group
