"""Find the comments of readers on a page by what they are: blocks alike below the text, each with a name and a time."""

from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.dates.date_lines import read_byline_dates
from etl.parse.html.blocks import PageBlock
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.state import PageState
from etl.words.characters import ends_sentence

MIN_COMMENTS = 2
MAX_HEAD_CHARS = 80  # of a line with the name or the time
MAX_HEAD_LINES = 3  # of a comment
SECTION_TAGS = frozenset(("h1", "h2", "h3"))  # of headings that no comment has
ITEM_TAGS = {"dt": "dd"}  # a definition list has its text in elements of another tag


def comment_positions(state: PageState, main: Sequence[int]) -> frozenset[int]:
    """The positions of the comments below the first block of the main text.

    Two or more neighbouring elements of one tag and class are comments if each begins with a name, has a time in its
    first lines and then text. The entries of a live blog begin with their time, sections with a heading.
    """
    found: set[int] = set()
    seen: set[HtmlElement] = set()
    for position in main[1:]:
        for element in _levels(state.blocks[position].element):
            parent = element.getparent()
            if parent is None or parent in seen:
                continue
            seen.add(parent)
            items = [range(first, last + 1) for first, last in _extents(state, parent)]
            comments = [item for item in items if item[0] > main[0] and _is_comment(state, item)]
            if len(comments) >= MIN_COMMENTS and 2 * len(comments) > len(items):
                found.update(place for item in comments for place in item)
    return frozenset(found)


def _levels(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element and its ancestors, as far as an item of a list may reach."""
    yield element
    for around, _ in zip(element.iterancestors(), range(4), strict=False):
        if around.tag in ("body", "main", "article"):
            return
        yield around


def _extents(state: PageState, parent: HtmlElement) -> Iterator[tuple[int, int]]:
    """First and last block of each item of an element, if its children with text are alike; else nothing."""
    children = [child for child in parent if child in state.extents]
    kinds = {(child.tag, child.get("class")) for child in children if child.tag not in ITEM_TAGS.values()}
    if len(kinds) > 2 or len(children) < MIN_COMMENTS:
        return
    for child in children:
        if child.tag in ITEM_TAGS:
            following = child.getnext()
            last = state.extents[following if following in state.extents else child][1]
            yield state.extents[child][0], last
        elif child.tag not in ITEM_TAGS.values():
            yield state.extents[child]


def _is_comment(state: PageState, item: range) -> bool:
    blocks = [state.blocks[position] for position in item]
    head = list(_head(blocks[:MAX_HEAD_LINES]))
    if not head or len(head) == len(blocks) or any(map(_is_heading, blocks)):
        return False
    begins_with_name = head[0].text[:1].isalpha() and not read_byline_dates(head[0].text, state.languages, "x")
    return (begins_with_name or _has_words(head[0])) and any(_has_time(state, block) for block in head)


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
