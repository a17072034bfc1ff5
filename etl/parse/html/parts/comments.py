"""Find comments and teasers by what they are: blocks alike, each with a name and a time, or with a link to a page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.dates.date_lines import read_byline_dates
from etl.parse.html.blocks import CELL_SEPARATOR, PageBlock
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.links import MIN_HEADLINE_BYTES, is_on_site, leads_elsewhere, links_of
from etl.parse.html.parts.below_text import TEXT_END
from etl.parse.html.parts.notice_lines import is_note
from etl.parse.html.state import PageState
from etl.parse.html.tree import text_of
from etl.words.characters import ends_sentence

MIN_ITEMS = 2
BLOCKS_BELOW_TEXT = 12
MAX_HEAD_CHARS = 80  # of a line with the name or the time
MAX_HEAD_LINES = 3  # of a comment
MAX_NAME_CHARS, MAX_NAME_WORDS = 40, 4  # of a name on its line, or before the text
MAX_TEASER_CHARS = 400
MIN_LINK_SHARE = 0.9  # of a headline
MAX_SHARE = 0.3  # of the main text, of one comment or of all teasers
SECTION_TAGS = frozenset(("h1", "h2", "h3"))  # of headings that no comment has
NAME_TAGS = frozenset(("b", "strong", "cite", "a", "i", "em", "span"))
COMMENT, TEASER = "a comment of a reader", "a teaser of another article"
NUMBERS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One of several neighbouring elements of one tag and class, with its blocks."""

    elements: tuple[HtmlElement, ...]  # two if names and texts are neighbours, as in a definition list
    first: int
    last: int

    @property
    def places(self) -> range:
        return range(self.first, self.last + 1)


def leave_out_alike(state: PageState, main: Sequence[int]) -> None:
    """Leave out the comments and teasers among blocks of the main text, below its first one.

    Two or more neighbouring elements of one tag and class are comments if each begins with a name, and has a time in
    its first or last lines or a button to answer; below the element that holds the text, a name before or after the
    text is enough. They are teasers if each is little more than a link to another page of the site. The entries of a
    live blog begin with their time, sections with a heading.
    """
    places = range(main[0] + 1, min(main[-1] + BLOCKS_BELOW_TEXT, len(state.blocks))) if main else range(0)
    for parent in _parents(state, places):
        items = [item for item in _items(state, parent) if item.first > main[0] and _may_be_apart(state, item)]
        if len(items) >= MIN_ITEMS:
            _leave_out(state, [item for item in items if _is_comment(state, item)], items, COMMENT)
            teasers = _teasers(state, items)
            if _share(state, teasers) <= MAX_SHARE:
                _leave_out(state, teasers, items, TEASER)


def alike_teasers(state: PageState, places: range) -> list[Item]:
    """All teasers with several blocks among these positions, of which two or more neighbours are alike."""
    found = (
        _teasers(state, [item for item in _items(state, p) if item.last > item.first]) for p in _parents(state, places)
    )
    return [item for items in found if len(items) >= MIN_ITEMS for item in items]


def _parents(state: PageState, places: range) -> Iterator[HtmlElement]:
    """Yield the elements whose children may be items with these positions, each once."""
    seen: set[HtmlElement] = set()
    for position in places:
        if not state.is_boilerplate(position):
            for element in _levels(state.blocks[position].element):
                parent = element.getparent()
                if parent is not None and parent not in seen:
                    seen.add(parent)
                    yield parent


def _may_be_apart(state: PageState, item: Item) -> bool:
    """Whether an item has several blocks, or is below the text: others are paragraphs, and items of lists."""
    return item.last > item.first or state[TEXT_END].is_below(state, item.first)


def _leave_out(state: PageState, found: list[Item], items: list[Item], reason: str) -> None:
    if len(found) >= MIN_ITEMS and 2 * len(found) > len(items):
        kinds = {_kind(item.elements[0]) for item in found}
        left = [item for item in items if item in found or (reason == COMMENT and _is_like(state, item, kinds))]
        state.leave_out({place: reason for item in left for place in item.places})


def _is_like(state: PageState, item: Item, kinds: set[tuple[str, str]]) -> bool:
    return _kind(item.elements[0]) in kinds and _may_be_comment(state, item)


def _kind(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), NUMBERS.sub("", element.get("class") or "")


def _share(state: PageState, items: list[Item]) -> float:
    return sum(state.regions.main_share(element) for item in items for element in item.elements)


def _levels(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and its ancestors, as far as an item of a list may reach."""
    yield element
    for around, _ in zip(element.iterancestors(), range(4), strict=False):
        if around.tag in ("body", "main", "article"):
            return
        yield around


def _items(state: PageState, parent: HtmlElement) -> Iterator[Item]:
    """The items of an element, if most of its children with text are alike; else nothing."""
    children = [child for child in parent if child in state.extents]
    kinds = list(map(_kind, children))
    if len(children) < MIN_ITEMS or len(set(kinds)) > 3:
        return
    groups = _pairs(children, kinds) or [(child,) for child in children]
    for elements in groups:
        yield Item(elements=elements, first=state.extents[elements[0]][0], last=state.extents[elements[-1]][1])


def _pairs(children: list[HtmlElement], kinds: list[tuple[str, str]]) -> list[tuple[HtmlElement, ...]]:
    """The last children in pairs, if elements of two kinds take turns, as names and texts do; else nothing."""
    count = 0
    while 2 * count + 2 <= len(kinds) and kinds[-2 * count - 2 :][:2] == kinds[-2:] != kinds[-1:] * 2:
        count += 1
    last = children[-2 * count :] if count >= MIN_ITEMS else []
    return list(zip(last[::2], last[1::2], strict=True))


def _is_comment(state: PageState, item: Item) -> bool:
    blocks = [state.blocks[position] for position in item.places]
    is_below = state[TEXT_END].is_below(state, item.first)
    head = list(_head(blocks[:MAX_HEAD_LINES]))
    if is_below and _is_told_by_name(blocks, head):
        return _may_be_comment(state, item)
    if not head or len(head) == len(blocks):
        return False
    begins_with_name = head[0].text[:1].isalpha() and not read_byline_dates(head[0].text, state.languages, "x")
    if not begins_with_name and not _has_words(head[0]):
        return False
    ends = blocks[-1:] if len(blocks[-1].text) <= MAX_HEAD_CHARS else []
    is_told = _is_name(head[0]) and any(ends_sentence(block.text) for block in blocks)
    is_answered = is_told and any(map(_has_button, item.elements))
    if not is_answered and not any(_has_time(state, block) for block in (*head, *ends)):
        return False
    return _may_be_comment(state, item)


def _may_be_comment(state: PageState, item: Item) -> bool:
    blocks = [state.blocks[position] for position in item.places]
    return not any(map(_is_heading, blocks)) and not any(map(is_note, blocks)) and _share(state, [item]) <= MAX_SHARE


def _is_name(block: PageBlock) -> bool:
    return _may_name(block.text) and not _is_heading(block)


def _may_name(text: str) -> bool:
    """Whether a short text may be the name of a reader: one word, or few that begin with capitals."""
    words = text.strip(" :,.#·-–—").split()
    if not 0 < len(words) <= MAX_NAME_WORDS or len(text) > MAX_NAME_CHARS or any(map(str.isdecimal, words)):
        return False
    return len(words) == 1 or all(word[0].isupper() or word[0].lower() == word[0].upper() for word in words)


def _is_told_by_name(blocks: list[PageBlock], head: list[PageBlock]) -> bool:
    """Whether an item is text with a name before or after it, or at the start of its line, and leads nowhere."""
    if any(2 * block.link_chars > len(block.text) and not ends_sentence(block.text) for block in blocks[1:]):
        return False
    if len(blocks) == 1:
        return _begins_with_name(blocks[0])
    told = [block for block in blocks if ends_sentence(block.text)]
    return bool(told) and ((bool(head) and _is_name(head[0])) or (blocks[-1] not in told and _is_name(blocks[-1])))


def _begins_with_name(block: PageBlock) -> bool:
    """Whether a line begins with a name: in an element or cell of its own, or before a colon."""
    shown = text_of(block.inline[0]) if block.inline and block.inline[0].tag in NAME_TAGS else ""
    name, sign, _ = block.text.partition(CELL_SEPARATOR if block.role is Role.TABLE_ROW else ":")
    name = shown if block.text.startswith(shown or "\0") else name if sign else ""
    return _may_name(name) and len(name) < len(block.text) and ends_sentence(block.text)


def _has_button(element: HtmlElement) -> bool:
    """Whether an element has a button, or a link that leads nowhere, as under comments."""
    if element.find(".//button") is not None:
        return True
    return any((link.get("href") or "#").startswith(("#", "javascript:")) for link in element.iter("a"))


def _teasers(state: PageState, items: list[Item]) -> list[Item]:
    """The items with a headline that leads to another page of the site, or that end with the same link to such pages.

    An item that is only a headline counts below the text: in it, the scores judge lists of links.
    """
    found: list[Item] = []
    ends: dict[str, list[Item]] = {}
    for item in items:
        blocks = [state.blocks[position] for position in item.places]
        linked = [block for block in blocks if block.link_chars]
        links = [link for block in linked for link in links_of(block)]
        if not links or sum(len(block.text) for block in blocks) > MAX_TEASER_CHARS:
            continue
        if not all(leads_elsewhere(link, state.page) and is_on_site(state.page, link) for link in links):
            continue
        is_headline = any(block.link_share >= MIN_LINK_SHARE and _is_long(block) for block in linked)
        (found if is_headline else ends.setdefault(text_of(links[-1]), [])).append(item)
    return found + [item for alike in ends.values() if len(alike) >= MIN_ITEMS for item in alike]


def _is_long(block: PageBlock) -> bool:
    return len(block.text.encode()) >= MIN_HEADLINE_BYTES


def _head(blocks: Iterable[PageBlock]) -> Iterator[PageBlock]:
    """The short lines at the start of an item that do not end as sentences."""
    for block in blocks:
        if len(block.text) > MAX_HEAD_CHARS or ends_sentence(block.text):
            return
        yield block


def _is_heading(block: PageBlock) -> bool:
    return block.role is Role.HEADING and block.element.tag in SECTION_TAGS


def _has_words(block: PageBlock) -> bool:
    """Whether a line begins with a name before its digits."""
    before = "".join(character if not character.isdigit() else "\0" for character in block.text).partition("\0")[0]
    return any(map(str.isalpha, before))


def _has_time(state: PageState, block: PageBlock) -> bool:
    if is_meta_line(block):
        return True
    return any(map(str.isdigit, block.text)) and bool(read_byline_dates(block.text, state.languages, "x"))
