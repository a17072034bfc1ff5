"""Find dates in the visible lines of an article's title area: bylines and date lines."""

from collections.abc import Iterator

from etl.articles import DateCandidate, Role
from etl.parse.credits.byline_line import read_byline
from etl.parse.dates.date_lines import read_byline_dates, read_dateline, read_pieces, split_label, whole_parts
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import Page
from etl.parse.html.links import MIN_HEADLINE_BYTES, is_of_other_article
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.byline import BYLINES
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT, last_of_text
from etl.parse.html.parts.date_lines import DATELINES
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA, second_paragraph
from etl.parse.html.state import PageState
from etl.parse.html.tree import name_words, text_of, with_ancestors
from etl.words.element_names import NameKind, words_of

# The kinds of names of elements with dates and bylines.
LINE_KINDS = (NameKind.BYLINE, NameKind.DATELINE, NameKind.PUBLISHED, NameKind.MODIFIED)
MAX_LINE_CHARS = 200
MAX_KNOWN_CHARS = 80
LINES_BELOW_TEXT = 4
BLOCKS_ABOVE_TITLE = 4  # further up, pages show the present date
BLOCKS_BELOW_TITLE = 3
BLOCKS_ABOVE_TEXT = 6  # on a page without a title
MIN_LINK_SHARE = 0.9  # of a block that is a link


def dated_lines(state: PageState) -> list[DateCandidate]:
    """The dates of the lines. On a page without a title there are none if the lines give different dates."""
    found = list(_in_lines(state)) or list(_below_first_paragraph(state)) or list(_at_end(state))
    has_title = title_position(state) is not None
    days = {(candidate.kind, candidate.moment.on) for candidate in found if candidate.moment}
    return found if has_title or len(days) == len({kind for kind, _ in days}) else []


def end_of_title_area(state: PageState) -> int:
    """The position of the first block of the text, or of the headline of another article before it."""
    title, area = title_position(state), state[TITLE_AREA]
    for position in range(max((area.start if title is None else title) + 1, area.start), area.stop):
        block = state.blocks[position]
        is_link = block.link_share >= MIN_LINK_SHARE and len(block.text.encode()) >= MIN_HEADLINE_BYTES
        if is_link and block.role is Role.HEADING and any(is_of_other_article(e, state.page) for e in block.inline):
            return position
    return area.stop


def _in_lines(state: PageState) -> Iterator[DateCandidate]:
    """Yield the dates of date lines, of lines in elements named for a byline or date, and of parts of lines below the
    title."""
    title, languages = title_position(state), state.languages
    yield from _in_first_line(state)
    end = end_of_title_area(state)
    start = max(state[TITLE_AREA].start, end - BLOCKS_ABOVE_TEXT if title is None else title - BLOCKS_ABOVE_TITLE)
    for position in (p for p in range(start, end) if not _is_of_paper(state, p)):
        block = state.blocks[position]
        if position in state[DATELINES]:
            found = read_dateline(block.text, languages, "byline")
            if found and (title is not None or _has_clock(found) or _is_named_line(block)):
                yield found
            elif found is None and title is not None:
                yield from read_byline_dates(block.text, languages, "byline")
        elif position != title and len(block.text) <= MAX_LINE_CHARS and any(map(str.isdigit, block.text)):
            if state.is_boilerplate(position) or is_of_other_article(block.element, state.page):
                continue
            if position in state[BYLINES]:
                yield from read_pieces(block.text, block.pieces, languages, "byline")
            elif _is_named_line(block):
                yield from _in_named_line(state.page, block, languages)
            elif title is not None and 0 < position - title <= BLOCKS_BELOW_TITLE:
                yield from whole_parts(block.text, languages, "byline") or _in_known_parts(block, languages)


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
    is_known = len(block.text) <= MAX_KNOWN_CHARS and not read_byline(block.pieces).unknown
    return read_pieces(block.text, block.pieces, languages, "byline") if is_known else []


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
    """Yield the dates of labelled lines right below the text: "Published: 5 May 2026"."""
    last = last_of_text(state)
    for position in state.kept(range(last, last + LINES_BELOW_TEXT)):
        block = state.blocks[position]
        is_own = split_label(block.text)[0] is not None and not is_of_other_article(block.element, state.page)
        if is_own and (found := read_dateline(block.text, state.languages, "byline")):
            yield found


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
        if element.tag != "time" and (candidate := read_dateline(text_of(element), languages, "byline")):
            found += [] if is_of_other_article(element, page) else [candidate]
    kinds = {candidate.kind for candidate in found}
    return found + [c for c in read_byline_dates(block.text, languages, "byline") if c.kind not in kinds]


def _is_named_line(block: PageBlock) -> bool:
    """Whether the names of the elements in the block, or of its own element, indicate a date or byline."""
    return any(not words_of(*LINE_KINDS).isdisjoint(name_words(element)) for element in (*block.inline, block.element))
