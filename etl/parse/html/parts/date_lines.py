"""The date lines in the title area of an article."""

from etl.articles import Role
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.meta_lines import META_LINES
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState, part_of_blocks


def find_datelines(state: PageState) -> tuple[int, ...]:
    """The lines of the title area that have dates and are no bylines."""
    lines, main = state[META_LINES], frozenset(state[CHOSEN_TEXT])
    dated = lines.dates | lines.dated | {p for p in lines.near if p in main and _is_meta_paragraph(state, p)}
    named = frozenset(lines.bylines + lines.credits)
    in_area = (p for p in lines.near if p in state[TITLE_AREA] and p in dated and p not in named)
    return tuple(state.free(in_area))


def _is_meta_paragraph(state: PageState, position: int) -> bool:
    return state.blocks[position].role is Role.PARAGRAPH and is_meta_line(state.blocks[position])


DATELINES = part_of_blocks("datelines", find_datelines, "a date near the title", extra=Role.DATELINE)
