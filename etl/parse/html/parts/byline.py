"""The bylines that a page shows, and the authors in them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from etl.articles import Role
from etl.parse.credits.byline_line import Named, read_byline
from etl.parse.credits.byline_names import is_full_name
from etl.parse.html.declared.metadata import declared_language, outlet_names
from etl.parse.html.line_kinds import is_marked_byline, names_one_author
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.meta_lines import META_LINES, MIN_FIRST_PARAGRAPH_CHARS
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.bylines import find_byline
from etl.words.folding import squashed
from etl.words.page_notes import PhraseKind, is_phrase

MAX_GAP = 3  # blocks between two bylines of one article


def find_bylines(state: PageState) -> tuple[int, ...]:
    """The bylines of the title area; without one that names somebody, those right below the first paragraph that do.

    Names far behind the first ones belong to other articles, and names after "Photo:" are no authors.
    """
    bylines = [p for p in state.free(state[META_LINES].bylines) if not _is_of_picture(state, p)]
    above = [position for position in bylines if position in state[TITLE_AREA]]
    if not any(any(_names(state, position)) for position in above):
        below = range(state[TITLE_AREA].stop, _second_paragraph(state))
        above += [p for p in bylines if p in below and any(_names(state, p))]
    named = [position for position in above if any(_names(state, position))]
    apart = next((b for a, b in pairwise(named) if _are_apart(state, a, b)), len(state.blocks))
    return tuple(position for position in above if position < apart or position not in named)


def _second_paragraph(state: PageState) -> int:
    """The position of the second paragraph of the main text; the first may be a subtitle."""
    first = state[TITLE_AREA].stop
    blocks = ((p, state.blocks[p]) for p in state[CHOSEN_TEXT] if p > first)
    texts = (p for p, block in blocks if block.role is Role.HEADING or len(block.text) >= MIN_FIRST_PARAGRAPH_CHARS)
    return next(texts, first)


def _are_apart(state: PageState, first: int, second: int) -> bool:
    """Whether two bylines are so far apart, or so alike, that the second belongs to another article."""
    are_alike = all(next(_names(state, position)).is_labelled for position in (first, second))
    return second - first > (1 if are_alike else MAX_GAP)


def visible_authors(state: PageState) -> tuple[str, ...]:
    """The authors in the bylines: the names in elements marked as one author, else the names in the text.

    A single word counts only alone, and only in a marked byline or after "by".
    """
    return marked_authors(state) or _chosen(state, (n for p in state[BYLINES] for n in _names(state, p)))


def marked_authors(state: PageState) -> tuple[str, ...]:
    """The names in those elements of the bylines that are marked as one author."""
    language = declared_language(state.page)
    inline = [element for position in state[BYLINES] for element in state.blocks[position].inline]
    marked = [element for element in inline if names_one_author(element)]
    return _chosen(state, (n for element in marked for n in read_byline([text_of(element)], language).names))


def _names(state: PageState, position: int) -> Iterator[Named]:
    """Yield the names of a byline; one word counts only after "by", or if a marked byline consists of it."""
    block = state.blocks[position]
    is_marked = is_marked_byline(state, position)
    for named in read_byline(block.pieces, declared_language(state.page)).names:
        is_alone = is_marked and squashed(named.name) == squashed(block.text)
        if is_alone or named.is_labelled or is_full_name(named.name):
            yield named


def _is_of_picture(state: PageState, position: int) -> bool:
    """Whether the block before is the label of a picture's credit, or the block is part of a picture."""
    block = state.blocks[position]
    before = state.blocks[position - 1].text if position else ""
    is_in_figure = any(element.tag in ("figure", "picture") for element in with_ancestors(block.element))
    return is_in_figure or (is_phrase(before, PhraseKind.PICTURE_CREDIT) and find_byline(before) is None)


def _chosen(state: PageState, names: Iterable[Named]) -> tuple[str, ...]:
    """The names without the outlet; a single word counts only if it is the only name."""
    outlets = outlet_names(state.page)
    own = [named.name for named in names if squashed(named.name) not in outlets]
    full = [name for name in own if is_full_name(name)]
    return tuple(dict.fromkeys(full)) or (tuple(set(own)) if len(set(own)) == 1 else ())


BYLINES = part_of_blocks("bylines", find_bylines, "names the author, near the title", extra=Role.BYLINE)
