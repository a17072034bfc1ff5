"""Find dates in the visible lines of an article's title area: bylines and date lines."""

import re
from collections.abc import Iterator, Sequence

from etl.articles import DateCandidate, Role
from etl.parse.credits.authors import opens_as_byline
from etl.parse.credits.byline_line import Named, read_byline
from etl.parse.dates.date_lines import read_byline_dates, read_dateline, read_pieces, whole_parts
from etl.parse.dates.labels import split_label
from etl.parse.dates.other_labels import labels_other_date
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import Page
from etl.parse.html.links import MIN_HEADLINE_BYTES, is_of_other_article
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.byline import BYLINES
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT, last_of_text
from etl.parse.html.parts.credit_lines import is_elsewhere
from etl.parse.html.parts.date_lines import DATELINES
from etl.parse.html.parts.mentions import is_running
from etl.parse.html.parts.meta_lines import META_LINES
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA, second_paragraph
from etl.parse.html.state import PageState
from etl.parse.html.tree import name_words, text_of, with_ancestors
from etl.words.bylines import find_byline
from etl.words.characters import ends_sentence
from etl.words.element_names import NameKind, words_of

# The kinds of names of elements with dates and bylines.
LINE_KINDS = (NameKind.BYLINE, NameKind.DATELINE, NameKind.PUBLISHED, NameKind.MODIFIED)
MAX_LINE_CHARS = 200
MAX_KNOWN_CHARS = 80
MAX_LABEL_CHARS = 40  # of a label in a block of its own
LINES_BELOW_TEXT = 4
BLOCKS_ABOVE_TITLE = 4  # further up, pages show the present date
BLOCKS_BELOW_TITLE = 3
BLOCKS_ABOVE_TEXT = 6  # on a page without a title
BEFORE_DATE = re.compile(r"[^\d,;|:·•–—()-]+(?=\d)")
CLOCK = re.compile(r"(?:\d{1,2}[:.h]\d{2}|\d{1,2}:\d{2}:\d{2})(?:\s?[AaPp]\.?[Mm]\.?)?")
MIN_LINK_SHARE = 0.9  # of a block that is a link


def dated_lines(state: PageState) -> list[DateCandidate]:
    """The dates of the lines. On a page without a title there are none if the lines give different dates."""
    found = list(_in_lines(state)) or list(_below_first_paragraph(state)) or list(_at_end(state))
    has_title = title_position(state) is not None
    days = {(candidate.kind, candidate.moment.on) for candidate in found if candidate.moment}
    return found if has_title or len(days) == len({kind for kind, _ in days}) else []


def end_of_title_area(state: PageState) -> int:
    """The position of the first paragraph of the text, or of the headline of another article before it.

    Subtitles, key points, captions and notes may precede that paragraph.
    """
    title, area = title_position(state), state[TITLE_AREA]
    stop = max(area.stop, _first_of_body(state)) if title is not None else area.stop
    for position in range(max((area.start if title is None else title) + 1, area.start), stop):
        block = state.blocks[position]
        is_link = block.link_share >= MIN_LINK_SHARE and len(block.text.encode()) >= MIN_HEADLINE_BYTES
        if is_link and block.role is Role.HEADING and any(is_of_other_article(e, state.page) for e in block.inline):
            return position
    return stop


def _first_of_body(state: PageState) -> int:
    """The position of the first paragraph of running text below the title; 0 without one."""
    title = title_position(state) or 0
    below = (p for p in state[BODY] if p > title and p not in state[PICTURE_LINES])
    return next((p for p in below if state.blocks[p].role is Role.PARAGRAPH and is_running(state.blocks[p])), 0)


def _in_lines(state: PageState) -> Iterator[DateCandidate]:
    """Yield the dates of date lines, of lines in elements named for a byline or date, and of parts of lines below the
    title."""
    title = title_position(state)
    yield from _in_first_line(state)
    end = end_of_title_area(state)
    start = max(state[TITLE_AREA].start, end - BLOCKS_ABOVE_TEXT if title is None else title - BLOCKS_ABOVE_TITLE)
    for position in (p for p in range(start, end) if p != title and not _is_of_paper(state, p)):
        if position in state[DATELINES] or position in state[META_LINES].dates:
            yield from _in_dateline(state, position)
        elif len(state.blocks[position].text) <= MAX_LINE_CHARS and any(map(str.isdigit, state.blocks[position].text)):
            yield from _in_other_line(state, position)


def _in_dateline(state: PageState, position: int) -> list[DateCandidate]:
    """The dates of a date line; without a title, it needs a clock time, or an element that is named so.

    A clock time in the next element of the same kind belongs to the date.
    """
    block, has_title = state.blocks[position], title_position(state) is not None
    if _is_of_label(state, position):
        return []
    found = read_dateline(block.text, state.languages, "byline")
    if found is not None and not _has_clock(found) and (clock := _clock_behind(state, position)):
        found = read_dateline(f"{block.text} {clock}", state.languages, "byline") or found
    if found is None:
        return read_byline_dates(block.text, state.languages, "byline") if has_title else []
    return [found] if has_title or _has_clock(found) or _is_named_line(block) else []


def _is_of_label(state: PageState, position: int) -> bool:
    """Whether the element of a date, or the label before it in the same element, is of another thing."""
    element, before = state.blocks[position].element, state.blocks[max(0, position - 1)]
    if not words_of(NameKind.OTHER_DATE).isdisjoint(name_words(element)):
        return True
    is_line = ends_sentence(before.text) or any(map(str.isdigit, before.text)) or before.role is Role.HEADING
    if is_line or len(before.text) > MAX_LABEL_CHARS or before.element.getparent() is not element.getparent():
        return False
    is_term = before.element.tag == "dt" and find_byline(before.text) is None and split_label(before.text)[0] is None
    return is_term or labels_other_date(before.text)


def _clock_behind(state: PageState, position: int) -> str | None:
    """The text of the next block, if it is a clock time in an element like that of the block, beside it."""
    if position + 1 >= len(state.blocks):
        return None
    element, following = state.blocks[position].element, state.blocks[position + 1]
    is_alike = (following.element.tag, following.element.getparent()) == (element.tag, element.getparent())
    return following.text if is_alike and CLOCK.fullmatch(following.text) else None


def _in_other_line(state: PageState, position: int) -> list[DateCandidate]:
    """The dates of a byline, of a line that is named or labelled as dated, or of parts of a line below the title."""
    block, title, languages = state.blocks[position], title_position(state), state.languages
    if position in state[BYLINES]:
        return read_pieces(block.text, block.pieces, languages, "byline")
    if state.is_boilerplate(position) or is_of_other_article(block.element, state.page):
        return []
    if _is_named_line(block):
        return _in_named_line(state.page, block, languages)
    if block.link_share >= MIN_LINK_SHARE:
        return []
    if found := _labelled(block, languages):
        return found
    if title is None or not 0 < position - title <= BLOCKS_BELOW_TITLE + _parts_below(state, position):
        return []
    return whole_parts(block.text, languages, "byline") or _in_known_parts(block, languages)


def _labelled(block: PageBlock, languages: tuple[str, ...]) -> list[DateCandidate]:
    """The dates that follow known labels in a line: "Published 5 May 2026 Updated 6 May 2026"."""
    if split_label(block.text)[0] is None:
        return []
    found = read_byline_dates(block.text, languages, "byline")
    return [date for date in found if split_label(date.text)[0] is not None]


def _parts_below(state: PageState, position: int) -> int:
    """The number of blocks between the title and a line that belong to other parts: subtitle, key points, pictures."""
    title = title_position(state) or 0
    return position - title - 1 - len(state.free(set(range(title + 1, position)).difference(state[PICTURE_LINES])))


def _is_of_paper(state: PageState, position: int) -> bool:
    """Whether a line above the title is the present day, as newspapers print it above all articles.

    It has no label, is not in the element that holds title and text, and other lines precede it: those of the site.
    """
    block, title = state.blocks[position], title_position(state)
    if title is None or position > title or split_label(block.text)[0] is not None:
        return False
    around = next(e for e in with_ancestors(block.element) if state.extents[e][1] >= title)
    first, last = state.extents[around]
    main = state[CHOSEN_TEXT]
    holds_text = bool(main) and last >= main[0]
    beside = set(with_ancestors(state.blocks[title].element))
    is_apart = holds_text and any(e in beside and state.extents[e][1] >= main[0] for e in around)
    return is_apart and first < position


def _in_known_parts(block: PageBlock, languages: tuple[str, ...]) -> list[DateCandidate]:
    """The dates of a line that has nothing besides dates, names, roles and sources."""
    read = read_byline(block.pieces)
    is_known = len(block.text) <= MAX_KNOWN_CHARS and not read.unknown and not _has_label(block.text, read.names)
    return read_pieces(block.text, block.pieces, languages, "byline") if is_known else []


def _has_label(text: str, names: Sequence[Named]) -> bool:
    """Whether a single word that is no label of articles is right before a date: "Downloaded on 5 May 2026"."""
    head = BEFORE_DATE.match(text)
    words = head.group().split() if head is not None else []
    return bool(words) and any(named.name == words[0] for named in names)


def _below_first_paragraph(state: PageState) -> Iterator[DateCandidate]:
    """Yield the dates of bylines and date lines between the first paragraph, perhaps a subtitle, and the second."""
    if title_position(state) is None:
        return
    for position in state.kept(range(state[TITLE_AREA].stop + 1, second_paragraph(state))):
        block = state.blocks[position]
        if position in state[BYLINES]:
            yield from read_pieces(block.text, block.pieces, state.languages, "byline")
        elif found := read_dateline(block.text, state.languages, "byline"):
            yield found


def _at_end(state: PageState) -> Iterator[DateCandidate]:
    """Yield the dates of the first labelled line behind or right below the text: "Published: 5 May 2026".

    A heading that is not in the text begins something else.
    """
    body = frozenset(state[BODY])
    for position in range(end_of_title_area(state), min(last_of_text(state) + LINES_BELOW_TEXT, len(state.blocks))):
        block = state.blocks[position]
        if block.role is Role.HEADING and position not in body and state.free([position]):
            return
        if is_of_other_article(block.element, state.page) or is_elsewhere(state, block.element):
            continue
        if len(block.text) <= MAX_LINE_CHARS and (found := _closing(state, position)):
            yield from found
            return


def _closing(state: PageState, position: int) -> list[DateCandidate]:
    """The dates of a line with a label or "by"."""
    block, languages = state.blocks[position], state.languages
    if opens_as_byline(block.text) and not ends_sentence(block.text):
        return read_byline_dates(block.text, languages, "byline")
    return _labelled(block, languages)


def _in_first_line(state: PageState) -> list[DateCandidate]:
    """The dates of a date line that was mistaken for the first paragraph, because it is long."""
    first = state[TITLE_AREA].stop
    if first >= len(state.blocks) or first not in state[BODY] or not _is_named_line(state.blocks[first]):
        return []
    return whole_parts(state.blocks[first].text, state.languages, "byline")


def _has_clock(candidate: DateCandidate) -> bool:
    return candidate.moment is not None and candidate.moment.local is not None


def _in_named_line(page: Page, block: PageBlock, languages: tuple[str, ...]) -> list[DateCandidate]:
    """The dates of inline elements that are only a date, and dates in the line of a kind that no element gives."""
    found = []
    for element in block.inline:
        text = text_of(element)
        if not text or labels_other_date(block.text.partition(text)[0]):
            continue
        if element.tag != "time" and (candidate := read_dateline(text, languages, "byline")):
            found += [] if is_of_other_article(element, page) else [candidate]
    kinds = {candidate.kind for candidate in found}
    return found + [c for c in read_byline_dates(block.text, languages, "byline") if c.kind not in kinds]


def _is_named_line(block: PageBlock) -> bool:
    """Whether the names of the elements in the block, or of its own element, indicate a date or byline."""
    return any(not words_of(*LINE_KINDS).isdisjoint(name_words(element)) for element in (*block.inline, block.element))
