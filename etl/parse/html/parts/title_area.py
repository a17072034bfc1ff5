"""The title area of an article: the blocks from just above the title to the first paragraph."""

from etl.parse.html.parts.chosen_text import last_of_text
from etl.parse.html.parts.meta_lines import META_LINES, first_paragraph, title_area_until
from etl.parse.html.parts.standfirst import SUBTITLE
from etl.parse.html.state import PageState, part_that_looks


def find_title_area(state: PageState) -> range:
    """The positions of the title area; a long subtitle does not count as the first paragraph."""
    return title_area_until(state, first_paragraph(state, besides=state[META_LINES].dated | frozenset(state[SUBTITLE])))


def around_article(state: PageState, *, blocks_below: int) -> list[int]:
    """The free blocks that are not boilerplate, from the title area to `blocks_below` blocks below the text."""
    return state.kept(range(state[TITLE_AREA].start, last_of_text(state) + blocks_below))


TITLE_AREA = part_that_looks("title area", find_title_area)
