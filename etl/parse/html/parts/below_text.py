"""Where the text of an article ends on its page, and other articles below it."""

from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.links import is_on_site, leads_elsewhere, links_of
from etl.parse.html.parts.notice_lines import MAX_LINE_CHARS, is_note
from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState, part_that_looks
from etl.parse.html.tree import with_ancestors
from etl.words.element_names import NameKind
from etl.words.fact_labels import label_kind
from etl.words.notices import NoticeKind, holds_both

MIN_TEXT_CHARS = 200  # of an article above another one
MIN_OTHER_CHARS = 60  # of the text of another article
HEAD_BLOCKS = 2  # of another article, in which its heading is; a label may be above it
TAG_LEVELS = 4  # from a heading to the <article> that it is of
MIN_LINK_SHARE = 0.9  # of a heading that leads to another article


@dataclass(frozen=True, slots=True, kw_only=True)
class TextEnd:
    """The last paragraph that looks like the running text, and the smallest element around all such paragraphs."""

    last: int
    root: HtmlElement | None

    def is_below(self, state: PageState, position: int) -> bool:
        """Whether a block is below the running text, and outside of the element that holds it."""
        if position <= self.last or self.root is None:
            return False
        return position > state.extents[self.root][1]


def find_text_end(state: PageState) -> TextEnd:
    """The end of the running text; other articles below it are left out."""
    title = title_position(state)
    running = [p for p in state.chosen if state.kin(p) == state.running_kin and not state.is_boilerplate(p)]
    running = [p for p in running if p > (title if title is not None else -1)] or running
    if not running:
        return TextEnd(last=-1, root=None)
    stop = _next_article(state, title, running) if title is not None else None
    if stop is not None:
        running = [p for p in running if p < stop]
    end = TextEnd(last=running[-1], root=_common(state, running))
    for position in state.chosen:
        if end.is_below(state, position) and not state.is_boilerplate(position):
            _leave_out_article(state, end, position)
            _leave_out_notice(state, position)
    return end


def _next_article(state: PageState, title: int, running: list[int]) -> int | None:
    """The first block of an article below this one whose heading looks like the title; None without one."""
    look = state.blocks[title].style
    for position in range(running[0] + 1, running[-1] + 1):
        block = state.blocks[position]
        if block.style != look or block.role is not Role.HEADING:
            continue
        own, other = _apart(state, title, position), _apart(state, position, title)
        first, last = state.extents[other]
        above = sum(len(state.blocks[p].text) for p in running if p < first)
        is_alike = bool(look[1]) or (own.tag, own.get("class")) == (other.tag, other.get("class"))
        if is_alike and last > first and above >= MIN_TEXT_CHARS and state.extents[own][1] >= running[0]:
            reason = "another article, whose heading looks like the title"
            state.leave_out(dict.fromkeys(range(first, last + 1), reason))
            return first
    return None


def _apart(state: PageState, position: int, other: int) -> HtmlElement:
    """The largest element around a block that does not hold the other block."""
    found = state.blocks[position].element
    for around in with_ancestors(found):
        first, last = state.extents[around]
        if first <= other <= last:
            return found
        found = around
    return found


def _common(state: PageState, positions: list[int]) -> HtmlElement | None:
    """The smallest element around all these blocks that is more than one of them."""
    for around in state.blocks[positions[0]].element.iterancestors():
        first, last = state.extents[around]
        if first <= positions[0] and positions[-1] <= last:
            return around
    return None


def _leave_out_article(state: PageState, end: TextEnd, position: int) -> None:
    """Leave out what follows a heading in the smallest element around a block that begins with one.

    Text that looks like the running text is no other article, and a note on this article stays.
    """
    for region in with_ancestors(state.blocks[position].element):
        first, last = state.extents[region]
        if first <= end.last:
            return
        head = next((p for p in range(first, min(first + HEAD_BLOCKS, last)) if _heads(state, p)), None)
        if head is not None:
            break
    else:
        return
    below = range(head + 1, last + 1)
    if label_kind(state.blocks[head].text) is not None or any(_is_running(state, p) for p in below):
        return
    if not _is_title(state, head) and not _is_only_heading(state, head, below):
        return
    told = [p for p in below if state.blocks[p].role is not Role.LIST_ITEM or state.blocks[p].link_chars]
    if sum(len(state.blocks[p].text) for p in told) >= MIN_OTHER_CHARS:
        left = [p for p in range(head, last + 1) if not is_note(state.blocks[p])]
        state.leave_out(dict.fromkeys(left, "another article, below the end of the text"))


def _leave_out_notice(state: PageState, position: int) -> None:
    text = state.blocks[position].text
    if len(text) <= MAX_LINE_CHARS and holds_both(text, NoticeKind.LETTER_THING, NoticeKind.OWN_VOICE):
        state.leave_out({position: "asks readers to subscribe or support"})


def _heads(state: PageState, position: int) -> bool:
    return state.blocks[position].role is Role.HEADING or _is_title(state, position)


def _is_title(state: PageState, position: int) -> bool:
    """Whether a block is the title of an article: by its tag or name, in an <article>, or as a link to its page."""
    block = state.blocks[position]
    links = links_of(block) if block.link_share >= MIN_LINK_SHARE else []
    if any(leads_elsewhere(link, state.page) and is_on_site(state.page, link) for link in links):
        return True
    if block.role is not Role.HEADING:
        return False
    around = [str(element.tag) for element in islice(with_ancestors(block.element), TAG_LEVELS)]
    return around[0] == "h1" or "article" in around or NameKind.TITLE in state.names.around(position)


def _is_only_heading(state: PageState, head: int, below: range) -> bool:
    """Whether no heading follows, and none of the text above looks like this one."""
    blocks = state.blocks
    if any(blocks[p].role is Role.HEADING for p in below):
        return False
    above = (blocks[p] for p in state.chosen if p < head)
    return not any(block.role is Role.HEADING and block.style == blocks[head].style for block in above)


def _is_running(state: PageState, position: int) -> bool:
    return state.kin(position) == state.running_kin


TEXT_END = part_that_looks("end of the text", find_text_end)
