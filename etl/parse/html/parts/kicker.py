"""The section of the outlet that a page shows: in its breadcrumb or kicker."""

from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState
from etl.parse.html.tree import text_of
from etl.words.element_names import NameKind

MAX_SECTION_CHARS = 40
BLOCKS_ABOVE_TITLE = 3


def visible_section(state: PageState) -> str | None:
    """The last link of the breadcrumb before the article, else the kicker just above the title."""
    title = title_position(state)
    before = range(title + 1 if title is not None else len(state.blocks))
    for element in state.names.elements(NameKind.BREADCRUMB, before):
        links = [text for link in element.iter("a") if (text := text_of(link))]
        if len(links) > 1:
            return links[-1][:MAX_SECTION_CHARS]
    above = range(max(0, (title or 0) - BLOCKS_ABOVE_TITLE), title or 0)
    for block in (state.blocks[position] for position in reversed(above)):
        named = any(NameKind.SECTION in state.names.of(element) for element in (*block.inline, block.element))
        if named and len(block.text) <= MAX_SECTION_CHARS:
            return block.text
    return None
