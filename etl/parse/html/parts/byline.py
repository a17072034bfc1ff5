"""The bylines that a page shows, and the authors in them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from etl.articles import Role
from etl.parse.credits.authors import opens_as_byline, split_authors
from etl.parse.credits.byline_line import Named, read_byline
from etl.parse.credits.byline_names import is_full_name, is_mere_role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import declared_language, outlet_names
from etl.parse.html.line_kinds import is_marked_byline, is_mere_names, names_one_author
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.meta_lines import META_LINES, MIN_FIRST_PARAGRAPH_CHARS
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA, second_paragraph
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.bylines import find_byline
from etl.words.folding import squashed
from etl.words.page_notes import PhraseKind, is_phrase

MAX_GAP = 3  # blocks between two bylines of one article
BLOCKS_AT_END = 8  # blocks from the last paragraph on, in which a byline may be
MAX_LINE_CHARS = 100
MIN_BIOGRAPHY_CHARS = 15  # behind the name
DASHES = ("-", "–", "—", "―")


def find_bylines(state: PageState) -> tuple[int, ...]:
    """The bylines of the title area; without one that names somebody, the next place that has one.

    The places are: right below the first paragraph, at the end of the text, and lines of mere names above it. Names far
    behind the first ones belong to other articles, and names after "Photo:" are no authors.
    """
    bylines = [p for p in state.free(state[META_LINES].bylines) if not _is_of_picture(state, p)]
    above = [position for position in bylines if position in state[TITLE_AREA]]
    named = [position for position in above if any(_names(state, position))]
    if not named:
        below = range(state[TITLE_AREA].stop, second_paragraph(state))
        named = [p for p in bylines if p in below and any(_names(state, p))]
        named = named or _at_end(state) or ([] if above else _mere_names(state))
    apart = next((b for a, b in pairwise(named) if _are_apart(state, a, b)), len(state.blocks))
    return tuple(sorted({*(p for p in above if p not in named), *(p for p in named if p < apart)}))


def _at_end(state: PageState) -> list[int]:
    """The byline at the end of the text: "— Ann Lee", a line "Text: Ann Lee", or the name above a biography."""
    last = next((p for p in reversed(state[CHOSEN_TEXT]) if _is_paragraph(state.blocks[p])), len(state.blocks))
    places = state.free(range(last, min(last + BLOCKS_AT_END, len(state.blocks))))
    places = [p for p in places if not _is_of_picture(state, p) and not _is_of_list(state.blocks[p])]
    for position in places:
        is_near = position <= last + 2 and not state.is_boilerplate(position)
        is_signed = is_near and (_is_mere_end(state, position) or _is_signed(state, position))
        if is_signed or _is_above_biography(state, position):
            return [position]
    return []


def _is_paragraph(block: PageBlock) -> bool:
    return len(block.text) >= MIN_FIRST_PARAGRAPH_CHARS


def _is_of_list(block: PageBlock) -> bool:
    return any(element.tag in ("li", "nav", "footer", "form") for element in with_ancestors(block.element))


def _is_mere_end(state: PageState, position: int) -> bool:
    """Whether a line of mere names, without links, is beside the paragraphs of the text, not in a box below them."""
    if state.blocks[position].link_chars:
        return False
    last = state.blocks[state[CHOSEN_TEXT][-1]].element if state[CHOSEN_TEXT] else None
    is_beside = last is not None and state.blocks[position].element.getparent() is last.getparent()
    return (position in state.chosen or is_beside) and is_mere_names(state, position)


def _is_signed(state: PageState, position: int) -> bool:
    """Whether a short line has a full name after "by", or after a dash."""
    block = state.blocks[position]
    names = read_byline(block.pieces, declared_language(state.page)).names if len(block.text) <= MAX_LINE_CHARS else ()
    is_dashed = block.text.startswith(DASHES)
    return any(is_full_name(named.name) and (named.is_labelled or is_dashed) for named in names)


def _is_above_biography(state: PageState, position: int) -> bool:
    """Whether a block is a full name with which the next block begins: "Ann Lee", "Ann Lee writes about ..."."""
    text = state.blocks[position].text
    following = state.blocks[position + 1].text if position + 1 < len(state.blocks) else ""
    if len(text) > MAX_LINE_CHARS or not following.startswith(text) or len(following) < len(text) + MIN_BIOGRAPHY_CHARS:
        return False
    names = read_byline([text], declared_language(state.page)).names
    return [named.name for named in names] == [text] and is_full_name(text)


def _mere_names(state: PageState) -> list[int]:
    """The line between title and text that consists of names, if it has several, or is beside a date or a role."""
    title = title_position(state)
    places = state.kept(range(title + 1, state[TITLE_AREA].stop)) if title is not None else []
    found = [p for p in places if not _is_of_picture(state, p) and is_mere_names(state, p)]
    return [p for p in found if len(list(_names(state, p))) > 1 or _is_beside_date(state, p)][:1]


def _is_beside_date(state: PageState, position: int) -> bool:
    beside = [p for p in (position - 1, position + 1) if p in state[TITLE_AREA]]
    texts = [state.blocks[p].text for p in beside]
    return any(p in state[META_LINES].dates for p in beside) or any(map(is_mere_role, texts))


def _are_apart(state: PageState, first: int, second: int) -> bool:
    """Whether two bylines are so far apart, or so alike, that the second belongs to another article."""
    are_alike = all(next(_names(state, position)).is_labelled for position in (first, second))
    return second - first > (1 if are_alike else MAX_GAP)


def visible_authors(state: PageState) -> tuple[str, ...]:
    """The authors in the bylines: the names in elements marked as one author, else the names in the text.

    A single word counts only alone, and only in a marked byline or after "by". Without a person, the author is the desk
    or outlet after "by".
    """
    names = (named for position in state[BYLINES] for named in _names(state, position))
    return marked_authors(state) or _chosen(state, names) or _desk(state)


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
    read = read_byline(block.pieces, declared_language(state.page))
    is_marked = is_marked_byline(state, position)
    for named in read.names:
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
