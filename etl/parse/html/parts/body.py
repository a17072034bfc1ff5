"""The body of an article: the chosen blocks, and those between them that the choice missed, without promotions."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.authors import declared_authors
from etl.parse.html.declared.metadata import outlet_names
from etl.parse.html.declared.titles import declared_wordings
from etl.parse.html.links import is_on_site, links_of
from etl.parse.html.parts.below_text import TEXT_END
from etl.parse.html.parts.byline import visible_authors
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.notices import is_promotion
from etl.parse.html.parts.title import TITLE
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.sections import is_heading, styled_headings
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import with_ancestors
from etl.parse.text.boilerplate import is_read_more
from etl.words.characters import letter_count
from etl.words.element_names import NameKind
from etl.words.folding import squashed

MAX_LINK_SHARE = 0.3
MIN_PROMOTED_LINK_SHARE = 0.5  # of a block under the heading of a promotion
MIN_LINK_HEADING_SHARE = 0.9  # a heading that is all link leads to another article
MAX_HEADING_DISTANCE = 2  # blocks from a missed heading to the text under it
MAX_NAME_CHARS = 40  # of an author, above a biography
MIN_REPEATED_LETTERS = 120  # of a paragraph that is stored once; a shorter one may be a refrain
LISTED = (Role.LIST_ITEM, Role.TABLE_ROW)
LISTS = frozenset(("ul", "ol", "dl", "table"))
ITEMS = frozenset(("li", "dt", "dd"))


def find_body(state: PageState) -> tuple[int, ...]:
    """The main text, with the blocks between that the choice missed.

    Left out: the title, repetitions, promotions, headings that are the name of the outlet or of an author, and final
    headings.
    """
    wanted = {*state[CHOSEN_TEXT], *_dropped_between(state)}
    body = [p for p in state.free(sorted(wanted)) if not _is_no_text(state, p)]
    if headings := {p for p in body if is_heading(state.blocks[p])}:
        names = _names(state)
        body = [p for p in body if not (p in headings and squashed(state.blocks[p].text) in names)]
    body = _without_promotions(state, _without_repeated(state, body))
    while body and is_heading(state.blocks[body[-1]]):
        body.pop()
    return tuple(body)


def _names(state: PageState) -> frozenset[str]:
    """What is no heading of a section, squashed: the titles, the names of the outlet and of the authors."""
    title = state[TITLE]
    shown = (title.block.text,) if title is not None else ()
    names = (*shown, *declared_authors(state.page), *visible_authors(state))
    return outlet_names(state.page) | declared_wordings(state.page) | frozenset(map(squashed, names))


def _is_no_text(state: PageState, position: int) -> bool:
    """Whether a block is a heading for screen readers, or says what to read next."""
    block = state.blocks[position]
    if is_heading(block):
        return NameKind.HIDDEN in state.names.around(position) or is_read_more(block.text)
    if block.link_share > MAX_LINK_SHARE and is_read_more(block.text):
        return True
    if position > state[TEXT_END].last and _is_biography(state, position):
        return True
    return position > state[TITLE_AREA].stop and is_promotion(state, position)


def _is_biography(state: PageState, position: int) -> bool:
    """Whether a block says something about the author, whose name is the line above it and begins the block."""
    text, above = state.blocks[position].text, state.blocks[position - 1].text if position else ""
    return 0 < len(above) <= MAX_NAME_CHARS and text.startswith(above) and len(text) > len(above)


def _without_repeated(state: PageState, body: list[int]) -> list[int]:
    """The body without long paragraphs that are the same as one before: a page for two screens has its text twice."""
    seen: set[str] = set()
    kept = []
    for position in body:
        text = state.blocks[position].text
        if text not in seen or letter_count(text) < MIN_REPEATED_LETTERS or state.blocks[position].role in LISTED:
            kept.append(position)
        seen.add(text)
    return kept


def _without_promotions(state: PageState, body: list[int]) -> list[int]:
    """The body without headings that are links to other articles, or that have such links below instead of text."""
    blocks = state.blocks
    kept = []
    for position, following in pairwise([*body, len(blocks)]):
        is_link = blocks[position].link_share >= MIN_LINK_HEADING_SHARE and not _is_anchor(blocks[position])
        between = range(position + 1, min(following, position + 4))
        heads_links = following - position > 1 and any(
            blocks[p].link_share > MIN_PROMOTED_LINK_SHARE and (p in state.left_out or not state.is_boilerplate(p))
            for p in between
        )
        is_promoted = (is_link and not _heads_text(state, position, following)) or heads_links
        if not (is_heading(blocks[position]) and is_promoted):
            kept.append(position)
    return kept


def _heads_text(state: PageState, position: int, following: int) -> bool:
    """Whether a heading leads to another site and has text right below it, as in a list of shops or books."""
    if following != position + 1 or following >= len(state.blocks) or is_heading(state.blocks[following]):
        return False
    links = links_of(state.blocks[position])
    is_text = state.blocks[following].link_share <= MAX_LINK_SHARE
    return is_text and not any(is_on_site(state.page, link) for link in links)


def _is_anchor(block: PageBlock) -> bool:
    """Whether all links of the block lead to places on the same page."""
    links = [e for e in (*block.inline, block.element) if e.tag == "a"]
    return all((link.get("href") or "#").startswith("#") for link in links)


def _dropped_between(state: PageState) -> set[int]:
    """The rows and items of tables and lists next to chosen blocks, and headings just above text, that were missed."""
    main, blocks = state[CHOSEN_TEXT], state.blocks
    span = range(main[0], main[-1]) if main else range(0)
    free = [p for p in span if not state.is_boilerplate(p) and blocks[p].link_share <= MAX_LINK_SHARE]
    listed = _listed(state, [position for position in free if blocks[position].role in LISTED])
    texts = listed | {position for position in main if blocks[position].link_share <= MIN_PROMOTED_LINK_SHARE}
    styled = styled_headings(state, state.free(free))
    headings = {position for position in free if blocks[position] in styled or is_heading(blocks[position])}
    styles = {blocks[position].style for position in headings.intersection(main)}
    near = {p for p in headings if not texts.isdisjoint(range(p + 1, p + MAX_HEADING_DISTANCE + 1))}
    return listed | near | {position for position in headings if blocks[position].style in styles}


def _listed(state: PageState, places: Sequence[int]) -> set[int]:
    """The rows and items of those lists and tables that are text: most of their text was chosen, or they are beside it.

    A list beside text is below the first paragraph, in the same element as text, alone or in a wrapper.
    """
    main, blocks = frozenset(state[CHOSEN_TEXT]), state.blocks
    parents = {blocks[position].element.getparent() for position in main}
    known: dict[HtmlElement, bool] = {}
    for position in places:
        around = _list_around(blocks[position].element)
        if around not in known:
            first, last = state.extents[around]
            is_beside = first > state[TITLE_AREA].stop and any(
                e.getparent() in parents for e in _wrappers(around, state)
            )
            known[around] = is_beside or _is_mostly(blocks[first : last + 1], main, first)
    return {p for p in places if known[_list_around(blocks[p].element)] and letter_count(blocks[p].text)}


def _is_mostly(blocks: Sequence[PageBlock], main: frozenset[int], first: int) -> bool:
    """Whether more than half of the text of the blocks is main text; `first` is the position of the first block."""
    chars = [len(block.text) for block in blocks]
    return 2 * sum(count for place, count in enumerate(chars, first) if place in main) > sum(chars)


def _list_around(element: HtmlElement) -> HtmlElement:
    """The list or table around an element, with the lists in whose items it is; else the element itself."""
    found = None
    for around in with_ancestors(element):
        if around.tag in LISTS:
            found = around
        elif found is not None and around.tag not in ITEMS:
            break
    return element if found is None else found


def _wrappers(element: HtmlElement, state: PageState) -> Iterator[HtmlElement]:
    """Yield the element, and those around it that have nothing else, or its caption: a figure, a box that scrolls."""
    first, last = state.extents[element]
    for around in with_ancestors(element):
        start, end = state.extents[around]
        count = (first - start) + (end - last)  # of the blocks beside the element
        if count > 1 or (count and state.blocks[start if start < first else end].role is not Role.CAPTION):
            return
        yield around


BODY = part_of_blocks("body", find_body, "main text")
