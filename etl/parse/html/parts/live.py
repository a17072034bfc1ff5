"""The updates of a live blog: entries that have a time each, or headings that begin with a time."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from statistics import median

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.json_ld import JsonObject, texts
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.characters import ends_sentence, letter_count
from etl.words.date_names import zone_abbreviations
from etl.words.date_suffixes import DateUnit, unit_words
from etl.words.element_names import NameKind
from etl.words.folding import tidied

MIN_ENTRIES = 3
MIN_NAMED_ENTRIES = 2  # if the page or its entries are named a live blog
MIN_MAIN_SHARE = 0.4  # of the characters of the main text; with less, the entries are a list next to it
MIN_ENTRY_CHARS = 25
MIN_UNNAMED_LETTERS = 50  # of half of the entries, if nothing is named a live blog
MAX_LINK_SHARE = 0.5
MAX_HEADING_CHARS = 200
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
EDGES = " -–—|:：•·.,"
LIVE_TYPE = "LiveBlogPosting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An update, and the positions of its blocks; `heading` is text without the time before it."""

    time: str | None
    heading: str | None
    heading_position: int | None
    clock_positions: tuple[int, ...]  # blocks with only the time, or the time and the heading
    text: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A time at the start of a block."""

    position: int
    time: str
    rest: str  # of the block's text
    is_element: bool  # whether the time is a separate element, or the whole block


def find_entries(state: PageState) -> tuple[Entry, ...]:
    """The updates in the main text, in page order; () if the page is no live blog.

    A live blog has MIN_ENTRIES updates of one kind (MIN_NAMED_ENTRIES if page or entries are named a live blog) that
    together are much of the main text. Without such a name, half of its updates are as long as a paragraph: the items
    of a programme or a timetable are short.
    """
    main = state.free(state[CHOSEN_TEXT])
    if not main:
        return ()
    span = range(main[0] - 2 if main[0] > 1 else 0, main[-1] + 2)
    marks = [mark for p in span if p < len(state.blocks) and (mark := _mark(state, p)) is not None]
    is_named = _is_named_live(state, marks)
    least = MIN_NAMED_ENTRIES if is_named else MIN_ENTRIES
    if len(marks) < least:
        return ()
    extent = _extents_of_entries(state, marks, main[-1])
    entries = [_entry(state, mark, extent[mark.position]) for mark in marks if mark.position in extent]
    entries = [entry for entry in entries if _chars(state, entry.text) >= MIN_ENTRY_CHARS]
    if len(entries) < least or not _are_the_text(state, entries, main):
        return ()
    if not is_named and median(_letters(state, entry) for entry in entries) < MIN_UNNAMED_LETTERS:
        return ()
    return tuple(_with_declared_times(entries, state.page.json_ld))


def _is_named_live(state: PageState, marks: list[_Mark]) -> bool:
    is_declared = LIVE_TYPE in str(state.page.json_ld.get("@type"))
    return is_declared or any(NameKind.LIVE in state.names.around(mark.position) for mark in marks)


def _are_the_text(state: PageState, entries: list[Entry], main: list[int]) -> bool:
    """Whether the entries contain much of the main text, and half of them end like sentences, unlike a timetable."""
    held = {p for entry in entries for p in (*entry.text, *entry.clock_positions)}
    share = _chars(state, (p for p in main if p in held)) / max(1, _chars(state, main))
    sentences = sum(ends_sentence(state.blocks[entry.text[-1]].text) for entry in entries)
    return share >= MIN_MAIN_SHARE and 2 * sentences >= len(entries)


def _chars(state: PageState, positions: Iterable[int]) -> int:
    return sum(len(state.blocks[position].text) for position in positions)


def _letters(state: PageState, entry: Entry) -> int:
    return letter_count(entry.heading or "") + sum(letter_count(state.blocks[position].text) for position in entry.text)


def _mark(state: PageState, position: int) -> _Mark | None:
    block = state.blocks[position]
    first = block.inline[0] if block.inline else None
    if block.link_share > MAX_LINK_SHARE or state.is_boilerplate(position) or block.role is Role.CAPTION:
        return None
    for element in block.inline[:2]:
        moment = element.get("datetime") or ""
        if element.tag == "time" and ISO_TIME.match(moment) and block.text.startswith(shown := text_of(element)):
            return _Mark(position=position, time=moment, rest=block.text[len(shown) :].strip(EDGES), is_element=True)
    found = _time_of_day().match(block.text)
    if found is None or found.end() == 0:
        return None
    rest = block.text[found.end() :].strip(EDGES)
    is_own = first is not None and _time_of_day().fullmatch(text_of(first)) is not None
    if rest and not (is_own or block.role is Role.HEADING or block.is_bold):
        return None
    return _Mark(position=position, time=_clock(found), rest=rest, is_element=is_own or not rest)


def _clock(found: re.Match[str]) -> str:
    """The time as HH:MM, in 24-hour format."""
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return f"{hour:02}:{int(found['minute']):02}"


def _extents_of_entries(state: PageState, marks: list[_Mark], last: int) -> dict[int, range]:
    """Position of a time -> the blocks of its entry.

    They are the largest element that contains only this time, else everything up to the next time. Entries without the
    most common parent are left out.
    """
    counts: dict[HtmlElement, int] = {}
    for mark in marks:
        for element in with_ancestors(state.blocks[mark.position].element):
            counts[element] = counts.get(element, 0) + 1
    roots = {mark.position: _root(state.blocks[mark.position].element, counts) for mark in marks}
    shared, _ = Counter(root.getparent() for root in roots.values()).most_common(1)[0]
    places = [position for position, root in roots.items() if root.getparent() is shared]
    found: dict[int, range] = {}
    for position, following in zip(places, [*places[1:], last + 1], strict=True):
        first, end = state.extents[roots[position]]
        found[position] = range(first, end + 1 if end > position else following)
    return found


def _root(element: HtmlElement, counts: dict[HtmlElement, int]) -> HtmlElement:
    while (parent := element.getparent()) is not None and counts.get(parent) == 1:
        element = parent
    return element


def _entry(state: PageState, mark: _Mark, extent: range) -> Entry:
    blocks = state.blocks
    text = [p for p in extent if p != mark.position and _is_text(state, p)]
    if mark.rest and _reads_as_heading(mark.rest, blocks[mark.position]):
        return Entry(
            time=mark.time,
            heading=mark.rest,
            heading_position=mark.position,
            clock_positions=(mark.position,),
            text=tuple(text),
        )
    head = next((p for p in text if blocks[p].role is Role.HEADING or blocks[p].is_bold), None)
    if head is not None and (head != text[0] or len(blocks[head].text) > MAX_HEADING_CHARS):
        head = None
    return Entry(
        time=mark.time,
        heading=blocks[head].text if head is not None else None,
        heading_position=head,
        clock_positions=() if mark.rest else (mark.position,),
        text=tuple(p for p in ([mark.position] if mark.rest else []) + text if p != head),
    )


def _is_text(state: PageState, position: int) -> bool:
    block = state.blocks[position]
    if state.is_boilerplate(position) or block.role is Role.CAPTION or block.link_share > MAX_LINK_SHARE:
        return False
    if is_meta_line(block) and block.role is not Role.HEADING:
        return False
    return NameKind.CAPTION not in state.names.around(position)


def _reads_as_heading(rest: str, block: PageBlock) -> bool:
    if len(rest) > MAX_HEADING_CHARS:
        return False
    bold = (tidied(text_of(e)).strip(EDGES) for e in block.inline if e.tag in ("strong", "b"))
    return block.role is Role.HEADING or block.is_bold or rest in bold


def _with_declared_times(entries: list[Entry], json_ld: JsonObject) -> list[Entry]:
    """The entries, with the date and time that JSON-LD gives for their headings, if it does."""
    updates = json_ld.get("liveBlogUpdate")
    times: dict[str, str] = {}
    for update in updates if isinstance(updates, list) else []:
        if isinstance(update, dict):
            moment = next(iter(texts(update.get("datePublished"))), "")
            times |= {text: moment for text in texts(update.get("headline")) if ISO_TIME.match(moment)}
    return [replace(entry, time=times.get(entry.heading or "", entry.time)) for entry in entries]


def _takes(state: PageState) -> Iterator[tuple[int, str]]:
    for entry in state[LIVE]:
        yield from ((position, "the time of a live update") for position in entry.clock_positions)
        if entry.heading_position is not None:
            yield entry.heading_position, "the heading of a live update"
        yield from ((position, "the text of a live update") for position in entry.text)


LIVE = Part(name="live updates", find=find_entries, takes=_takes)


@cache
def _time_of_day() -> re.Pattern[str]:
    """A time of day, with its half of the day, "Uhr" or zone."""
    hour, minute, o_clock = map(unit_words, (DateUnit.HOUR, DateUnit.MINUTE, DateUnit.O_CLOCK))
    return re.compile(
        rf"^[\[(]?\s*(?P<hour>[01]?\d|2[0-3])\s?(?:[:.h٫]|{hour}|{o_clock}\s)\s?(?P<minute>[0-5]\d)\s?{minute}?(?::[0-5]\d)?"
        rf"(?:\s?(?P<half>[ap]\.?\s?m\b\.?))?(?:\s?(?:{o_clock}(?!\w):?|(?-i:{zone_abbreviations()})(?!\w)))?\s*[\])]?",
        re.IGNORECASE,
    )
