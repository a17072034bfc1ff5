"""The bylines that a page shows, and the authors in them."""

from etl.articles import Role
from etl.parse.credits.authors import split_authors
from etl.parse.html.declared.metadata import declared_language
from etl.parse.html.line_kinds import names_one_author
from etl.parse.html.parts.meta_lines import META_LINES
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of


def find_bylines(state: PageState) -> tuple[int, ...]:
    """The bylines of the title area."""
    return tuple(state.free(p for p in state[META_LINES].bylines if p in state[TITLE_AREA]))


def visible_authors(state: PageState) -> tuple[str, ...]:
    """The authors in the bylines: the names in elements marked as one author, else the names in the text."""
    texts = [state.blocks[position].text for position in state[BYLINES]]
    return marked_authors(state) or _split(state, texts)


def marked_authors(state: PageState) -> tuple[str, ...]:
    """The names in those elements of the bylines that are marked as one author."""
    inline = [element for position in state[BYLINES] for element in state.blocks[position].inline]
    return _split(state, [text_of(element) for element in inline if names_one_author(element)])


def _split(state: PageState, texts: list[str]) -> tuple[str, ...]:
    language = declared_language(state.page)
    return tuple(dict.fromkeys(name for text in texts for name in split_authors(text, language)))


BYLINES = part_of_blocks("bylines", find_bylines, "names the author, near the title", extra=Role.BYLINE)
