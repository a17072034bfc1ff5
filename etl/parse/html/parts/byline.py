"""The bylines that a page shows, and the authors in them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from etl.articles import Role
from etl.parse.credits.authors import opens_as_byline, split_authors
from etl.parse.credits.byline_line import Named, read_byline
from etl.parse.credits.byline_names import is_full_name
from etl.parse.html.declared.metadata import declared_language, outlet_names
from etl.parse.html.line_kinds import is_marked_byline, names_one_author
from etl.parse.html.parts.credit_lines import credited, without_place
from etl.parse.html.parts.mentions import MENTIONS
from etl.parse.html.parts.meta_lines import META_LINES
from etl.parse.html.parts.signature import is_of_picture, names_at_end, signature
from etl.parse.html.parts.title_area import TITLE_AREA, second_paragraph
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of
from etl.words.folding import squashed

MAX_GAP = 3  # blocks between two bylines of one article


def find_bylines(state: PageState) -> tuple[int, ...]:
    """The bylines of the title area; without one that names somebody, the next place that has one.

    The places are: right below the first paragraph, lines of mere names above it, and the end of the text. Names far
    behind the first ones belong to other articles, and names after "Photo:" are no authors.
    """
    bylines = [p for p in state.free(state[META_LINES].bylines) if not is_of_picture(state, p)]
    above = [position for position in bylines if position in state[TITLE_AREA]]
    named = [position for position in above if any(_names(state, position))]
    if not named:
        below = range(state[TITLE_AREA].stop, second_paragraph(state))
        named = [p for p in bylines if p in below and any(_names(state, p))]
        named = named or [*state.free(state[META_LINES].credits)] or signature(state)
    apart = next((b for a, b in pairwise(named) if _are_apart(state, a, b)), len(state.blocks))
    return tuple(sorted({*(p for p in above if p not in named), *(p for p in named if p < apart)}))


def _are_apart(state: PageState, first: int, second: int) -> bool:
    """Whether two bylines are so far apart, or so alike, that the second belongs to another article."""
    are_alike = all(next(_names(state, position)).is_labelled for position in (first, second))
    return second - first > (1 if are_alike else MAX_GAP)


def visible_authors(state: PageState) -> tuple[str, ...]:
    """The authors in the bylines: the names in elements marked as one author, else the names in the text.

    A single word counts only alone, and only in a marked byline or after "by". Without a person, the author is the desk
    or outlet after "by".
    """
    names = _without_mentioned(state, [named for position in state[BYLINES] for named in _names(state, position)])
    return marked_authors(state) or _chosen(state, names) or _chosen(state, names_at_end(state)) or _desk(state)


def _without_mentioned(state: PageState, names: list[Named]) -> list[Named]:
    """The names without those that the text mentions, which are places, if other names are left."""
    kept = [named for named in names if named.is_labelled or not state[MENTIONS].says(named.name)]
    return kept if any(is_full_name(named.name) for named in kept) else names


def marked_authors(state: PageState) -> tuple[str, ...]:
    """The names in those elements of the bylines that are marked as one author."""
    language = declared_language(state.page)
    found: list[Named] = []
    for position in state[BYLINES]:
        own = {named.name for named in read_byline(state.blocks[position].pieces, language).names}
        marked = [element for element in state.blocks[position].inline if names_one_author(element)]
        names = (named for element in marked for named in read_byline([text_of(element)], language).names)
        found += [named for named in names if named.name in own]
    return _chosen(state, found)


def _names(state: PageState, position: int) -> Iterator[Named]:
    """Yield the names of a byline.

    One word counts only after "by", or if a marked byline consists of it. In a line with other words, names count only
    after "by", or at its start.
    """
    block = state.blocks[position]
    if position in state[META_LINES].credits:
        yield from credited(state, position)
        return
    read = read_byline(block.pieces, declared_language(state.page))
    is_marked = is_marked_byline(state, position)
    for named in without_place(state, block.text, read.names):
        is_alone = is_marked and squashed(named.name) == squashed(block.text)
        is_in_place = not read.unknown or block.text.startswith(named.name)
        if named.is_labelled or is_alone or (is_full_name(named.name) and is_in_place):
            yield named


def _desk(state: PageState) -> tuple[str, ...]:
    """The only name after "by" in a byline without persons and numbers."""
    texts = [state.blocks[position].text for position in state[BYLINES]]
    labelled = [text for text in texts if opens_as_byline(text) and not any(map(str.isdigit, text))]
    names = {name for text in labelled for name in split_authors(text, declared_language(state.page))}
    return tuple(names) if len(names) == 1 else ()


def _chosen(state: PageState, names: Iterable[Named]) -> tuple[str, ...]:
    """The names without the outlet; a single word counts only if it is the only name."""
    outlets = outlet_names(state.page)
    own = [named.name for named in names if squashed(named.name) not in outlets]
    full = [name for name in own if is_full_name(name)]
    return tuple(dict.fromkeys(full)) or (tuple(set(own)) if len(set(own)) == 1 else ())


BYLINES = part_of_blocks("bylines", find_bylines, "names the author, near the title", extra=Role.BYLINE)
