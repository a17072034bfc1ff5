"""The lines near the title that name authors or dates, before the end of the title area is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.articles import Role
from etl.parse.credits.authors import opens_as_byline
from etl.parse.credits.byline_line import read_byline
from etl.parse.credits.byline_names import is_full_name
from etl.parse.dates.date_lines import read_dateline
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import declared_language
from etl.parse.html.line_kinds import is_byline, is_dated_line
from etl.parse.html.links import MIN_HEADLINE_BYTES, is_of_other_article
from etl.parse.html.parts.author_evidence import Evidence
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.credit_lines import credited
from etl.parse.html.parts.mentions import is_running
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState, part_that_looks
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.bylines import is_byline_phrase
from etl.words.characters import letter_count
from etl.words.element_names import NameKind

MIN_FIRST_PARAGRAPH_CHARS = 60
MIN_SECOND_PARAGRAPH_LETTERS = 90  # longer than most captions and key points; see letter_count
HEAD_BEFORE_TITLE = 8  # blocks
LINES_BELOW_TEXT = 8  # blocks from the first paragraph on, which may be a long subtitle
DATED_BELOW_TITLE = 5  # blocks
CREDITS_ABOVE_TITLE = 2  # blocks
MAX_CREDIT_GAP = 2  # blocks from one line of names to the next
MAX_META_LINES = 200  # that are read as dates; a real title area has about ten


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaLines:
    """The positions of the lines near the title area."""

    near: tuple[int, ...]  # all free blocks that are not boilerplate
    dates: frozenset[int]  # those of `near` that are only a date
    bylines: tuple[int, ...]
    dated: frozenset[int]  # lines just below the title with both names and dates
    credits: tuple[int, ...]  # lines of mere names, if no byline names anybody


def find_meta_lines(state: PageState) -> MetaLines:
    """The bylines and date lines from just above the title to just below the first long paragraph."""
    dated = _dated(state)
    area = title_area_until(state, first_paragraph(state, besides=dated))
    around = range(area.start, area.stop + LINES_BELOW_TEXT)
    near = state.kept(around)[:MAX_META_LINES]
    dates = frozenset(p for p in near if read_dateline(state.blocks[p].text, state.languages, "byline"))
    bylines = tuple(p for p in _bylines(state, around, dated) if p not in dates)
    credits = () if _names_somebody(state, bylines) else tuple(_credits(state, area, dates))
    return MetaLines(near=tuple(near), dates=dates, bylines=bylines, dated=dated, credits=credits)


def first_paragraph(state: PageState, *, besides: frozenset[int]) -> int | None:
    """The first long paragraph of the main text below the title, else the first block there; not one of `besides`."""
    title = title_position(state)
    start = title if title is not None else -1
    besides = besides.union(state[PICTURE_LINES])
    after = [p for p in state.free(state[CHOSEN_TEXT]) if p > start and p not in besides and not _is_caption(state, p)]
    for position in after:
        block = state.blocks[position]
        if block.role is Role.PARAGRAPH and letter_count(block.text) >= MIN_FIRST_PARAGRAPH_CHARS:
            return position
    return after[0] if after else None


def _is_caption(state: PageState, position: int) -> bool:
    return state.blocks[position].role is Role.CAPTION or NameKind.CAPTION in state.names.around(position)


def title_area_until(state: PageState, first: int | None) -> range:
    """The positions from just above the title to the first paragraph; empty without a paragraph."""
    return range(max(0, (title_position(state) or 0) - HEAD_BEFORE_TITLE), first if first is not None else 0)


def _dated(state: PageState) -> frozenset[int]:
    title = title_position(state)
    if title is None:
        return frozenset()
    below = range(title + 1, min(title + 1 + DATED_BELOW_TITLE, len(state.blocks)))
    return frozenset(p for p in below if is_dated_line(state.blocks[p], state.languages))


def _bylines(state: PageState, around: range, dated: frozenset[int]) -> list[int]:
    """The bylines outside boilerplate; below the title, a line that certainly names an author counts everywhere."""
    places = range(around.start, min(around.stop, len(state.blocks)))
    signed = {p for p in dated if opens_as_byline(state.blocks[p].text)}
    signed |= {p + 1 for p in places[:-1] if is_byline_phrase(state.blocks[p].text)}
    free = [p for p in state.free(places) if p in signed or is_byline(state, p)]
    plain = set(state.kept(places))
    return [p for p in free if (p in plain or _is_sure(state, p)) and not _is_of_other_article(state, p)]


def _names_somebody(state: PageState, bylines: tuple[int, ...]) -> bool:
    language = declared_language(state.page)
    return any(is_full_name(n.name) for p in bylines for n in read_byline(state.blocks[p].pieces, language).names)


def _credits(state: PageState, area: range, dates: frozenset[int]) -> Iterator[int]:
    """Yield the lines of mere names between title and text, and those right above the title with better evidence."""
    title = title_position(state)
    if title is None:
        return
    last: int | None = None
    for position in state.free(range(title + 1, _second_paragraph(state, area.stop))):
        if last is not None and position > last + MAX_CREDIT_GAP:
            return
        if position not in dates and credited(state, position):
            last = position
            yield position
    if last is None:
        above = state.kept(range(title - CREDITS_ABOVE_TITLE, title))
        yield from [p for p in above if p not in dates and credited(state, p, Evidence.AUTHOR)][:1]


def _second_paragraph(state: PageState, first: int) -> int:
    """Where the lines of the title end if the first paragraph is a long subtitle: at a long paragraph, or at two."""
    main = frozenset(state[CHOSEN_TEXT]).difference(state[PICTURE_LINES])
    places = range(first + 1, min(first + LINES_BELOW_TEXT, len(state.blocks)))
    paragraphs = [p for p in state.free(places) if p in main and state.blocks[p].role is not Role.LIST_ITEM]
    running = [p for p in paragraphs if is_running(state.blocks[p])][1:2]
    return min([*running, *(p for p in paragraphs if is_long(state.blocks[p])), places.stop])


def is_long(block: PageBlock) -> bool:
    """Whether a block is longer than most captions and key points."""
    return block.role is not Role.LIST_ITEM and letter_count(block.text) >= MIN_SECOND_PARAGRAPH_LETTERS


def _is_sure(state: PageState, position: int) -> bool:
    """Whether a line in boilerplate ("header-social") names an author of this article: a link to one, or a byline."""
    block, title = state.blocks[position], title_position(state)
    if any(e.get("rel") == "author" for e in block.inline):
        return True
    if title is None or position < title or any(e.tag in ("nav", "footer") for e in with_ancestors(block.element)):
        return False
    names = read_byline(block.pieces, declared_language(state.page)).names
    return any(is_full_name(named.name) for named in names)


def _is_of_other_article(state: PageState, position: int) -> bool:
    """Whether the block is in a link to another article, or in a list item with one: with a text like a headline."""
    block = state.blocks[position]
    if not is_of_other_article(block.element, state.page):
        return False
    around = next(element for element in with_ancestors(block.element) if element.tag in ("a", "li"))
    texts = (text_of(link) for link in around.iter("a"))
    return any(len(text.encode()) >= MIN_HEADLINE_BYTES and text != block.text for text in texts)


META_LINES = part_that_looks("lines of the title area", find_meta_lines)
