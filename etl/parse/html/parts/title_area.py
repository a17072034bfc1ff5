"""The title area of an article: the blocks from just above the title to the first paragraph."""

from etl.articles import Role
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT, last_of_text
from etl.parse.html.parts.meta_lines import (
    META_LINES,
    first_paragraph,
    is_long,
    title_area_until,
)
from etl.parse.html.parts.standfirst import SUBTITLE
from etl.parse.html.state import PageState, part_that_looks
from etl.parse.html.tree import name_words, with_ancestors

CLOSING_BLOCKS = 3  # last blocks of the text among which notes are
MIN_SHARE_BESIDE_FOOTER = 0.5  # of the main text, in the element that the article's footer belongs to


def find_title_area(state: PageState) -> range:
    """The positions of the title area; a long subtitle does not count as the first paragraph."""
    return title_area_until(state, first_paragraph(state, besides=state[META_LINES].dated | frozenset(state[SUBTITLE])))


def second_paragraph(state: PageState) -> int:
    """The position of the second paragraph or first heading of the main text; the first paragraph may be a subtitle."""
    first = state[TITLE_AREA].stop
    blocks = ((p, state.blocks[p]) for p in state[CHOSEN_TEXT] if p > first)
    return next((p for p, block in blocks if block.role is Role.HEADING or is_long(block)), first)


def around_article(state: PageState, *, blocks_below: int) -> list[int]:
    """The free blocks that are not boilerplate, from the title area to `blocks_below` blocks below the text."""
    return state.kept(range(state[TITLE_AREA].start, last_of_text(state) + blocks_below))


def around_with_footer(state: PageState, *, blocks_below: int) -> list[int]:
    """The positions of around_article, and those in a footer of the article itself, where notes are."""
    last = last_of_text(state)
    places = range(state[TITLE_AREA].start, min(last + blocks_below, len(state.blocks)))
    return [p for p in state.free(places) if not state.is_boilerplate(p) or (p > last and _is_in_own_footer(state, p))]


def is_beside_text(state: PageState, position: int) -> bool:
    """Whether a block is above the text or its first paragraph, below the text or among its last paragraphs."""
    last = state[CHOSEN_TEXT][-CLOSING_BLOCKS:]
    return position <= state[TITLE_AREA].stop or not last or position >= last[0]


def _is_in_own_footer(state: PageState, position: int) -> bool:
    """Whether a block below the text is boilerplate only because it is in a footer beside the text of the article."""
    for around in with_ancestors(state.blocks[position].element):
        parent = around.getparent()
        if parent is None or state.extents[around][0] <= last_of_text(state):
            return False
        if around.tag == "footer" or "footer" in name_words(around):
            is_plain = parent.tag != "body" and not state.regions.is_boilerplate(parent)
            return is_plain and state.regions.main_share(parent) >= MIN_SHARE_BESIDE_FOOTER
    return False


TITLE_AREA = part_that_looks("title area", find_title_area)
