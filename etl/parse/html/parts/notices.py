"""Notices between the paragraphs: newsletters, appeals, consent boxes, polls, share bars, links to other articles.

The evidence is their shape (a box with fields, buttons or a link, set off from the running text) and their words
(etl/words/notices.tsv); neither is enough alone, except for fields to fill in and for links that share the page.
"""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.links import is_on_site, leads_elsewhere, links_of
from etl.parse.html.parts.notice_lines import (
    MIN_LINK_SHARE,
    asks_subscribers,
    closes,
    is_note,
    is_player,
    leads_away,
    shares,
)
from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState, part_that_looks
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.boilerplate import is_notice_alone
from etl.words.characters import ends_sentence
from etl.words.notices import NoticeKind, holds_both

MAX_BOX_BLOCKS, MAX_BOX_CHARS = 12, 1500
MAX_LETTER_CHARS = 500  # of a box about a newsletter, an app, a donation
MAX_FIELD_CHARS = 400  # of a box with fields to fill in
MIN_POINTS = 3  # sentences, each on its own line
MAX_PROMOTION_CHARS = 300
TEXT_ROLES = frozenset((Role.LIST_ITEM, Role.TABLE_ROW, Role.CAPTION))
MAX_PROMOTION_LEVELS = 3  # from a block to its box
MAX_LABEL_CHARS = 60  # of a line that belongs to the box next to it
MAX_SHARE = 0.5  # of the main text; a box with more is the article
BLOCKS_BELOW_TEXT = 3
CLOSING_BLOCKS = 5  # last blocks of the text, among which a paywall is
MAX_LEVELS, MAX_LINK_LEVELS = 5, 3  # from a control, or from the block of a link, to the box around it
CONSENT = "asks readers for their consent"
CONTROLS = frozenset(("form", "input", "select", "textarea", "button"))
FIELDS = frozenset((None, "", "text", "email", "tel", "search", "radio"))  # types of input that readers fill in
PAGE_TAGS = frozenset(("body", "main", "article"))


def find_notices(state: PageState) -> tuple[int, ...]:
    """The positions of notices among and between the chosen blocks; from now on they are boilerplate."""
    found: dict[int, str] = {}
    if state.chosen:
        for element, controls in _controlled(state):
            found |= _notice_around(state, element, controls)
        for position in range(state.chosen[0], min(state.chosen[-1] + BLOCKS_BELOW_TEXT, len(state.blocks))):
            if position not in found and not state.is_boilerplate(position):
                found |= _notice_at(state, position)
    state.leave_out(found)
    return tuple(found)


def _controlled(state: PageState) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    """Yield each smallest element with text around controls near the chosen text, with its controls."""
    found: dict[HtmlElement, list[HtmlElement]] = {}
    for control in state.page.elements:
        if control.tag in CONTROLS and control.get("type") != "hidden":
            box = next((e for e in islice(with_ancestors(control), MAX_LEVELS) if e in state.extents), None)
            if box is not None:
                found.setdefault(box, []).append(control)
    for box, controls in found.items():
        if state.chosen[0] <= state.extents[box][1] and state.extents[box][0] <= state.chosen[-1]:
            yield box, controls


def _notice_around(state: PageState, element: HtmlElement, controls: list[HtmlElement]) -> dict[int, str]:
    """The blocks of the smallest box around controls that is a notice, with the reason; {} without one."""
    said = " ".join(filter(None, (text_of(e) or e.get("placeholder") or e.get("value") for e in controls)))
    for box in _boxes(state, element):
        text = f"{_text(state, box)} {said}"
        reason = _asks_for(text)
        if reason is None and _asks_to_fill_in(text, controls):
            reason = "a box with fields to fill in"
        if reason is not None and (reason == CONSENT or not (_lists_points(state, box) or _begins_text(state, box))):
            return _of_box(state, _widened(state, box), reason)
    return {}


def _notice_at(state: PageState, position: int) -> dict[int, str]:
    """The blocks of the notice that the block is, or is in, with the reason; {} without one."""
    block = state.blocks[position]
    if position >= state.chosen[-CLOSING_BLOCKS:][0] and closes(state, position):
        return {position: "asks readers to subscribe or support"}
    if is_player(state, position):
        return {position: "the title of a player"}
    if len(block.text) <= MAX_LABEL_CHARS and is_notice_alone(block.text):
        return {position: "the label of an advertisement or notice"}
    if not block.link_chars:
        return {}
    if shares(block):
        return {position: "links that share the page"}
    if leads_away(state, position):
        return {position: "leads to another article"}
    if len(block.text) > MAX_LETTER_CHARS or block.role is Role.HEADING:
        return {}
    for box in islice(_boxes(state, block.element), MAX_LINK_LEVELS):
        reason = _asks_for(_text(state, box))
        if reason is not None and (reason == CONSENT or not (_lists_points(state, box) or _begins_text(state, box))):
            return _of_box(state, _widened(state, box), reason)
    return {position: "asks readers to subscribe or support"} if asks_subscribers(block) else {}


def is_promotion(state: PageState, position: int) -> bool:
    """Whether a block is in a box of several lines, the last of which is a link to another page of the site."""
    for box in islice(_boxes(state, state.blocks[position].element), MAX_PROMOTION_LEVELS):
        first, last = state.extents[box]
        blocks = state.blocks[first : last + 1]
        if len(_text(state, box)) > MAX_PROMOTION_CHARS or any(block.role in TEXT_ROLES for block in blocks):
            return False
        links = [link for block in blocks for link in links_of(block)]
        is_led = len(blocks) > 1 and blocks[-1].link_share >= MIN_LINK_SHARE
        if is_led and all(leads_elsewhere(link, state.page) and is_on_site(state.page, link) for link in links):
            return not _lists_points(state, box)
    return False


def _boxes(state: PageState, element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements around one that may be a box in the text, the smallest first."""
    for around in islice(with_ancestors(element), MAX_LEVELS):
        if around in state.extents:
            if not _is_box(state, around):
                return
            yield around


def _is_box(state: PageState, element: HtmlElement) -> bool:
    """Whether an element is small, and is neither the article, nor its title, nor a paragraph of the running text."""
    first, last = state.extents[element]
    if last - first >= MAX_BOX_BLOCKS or element.tag in PAGE_TAGS or first <= (title_position(state) or -1) <= last:
        return False
    places = range(first, last + 1)
    if sum(len(state.blocks[p].text) for p in places) > MAX_BOX_CHARS:
        return False
    is_much = state.regions.main_share(element) > MAX_SHARE
    return not is_much and not any(state.kin(p) == state.running_kin for p in places)


def _lists_points(state: PageState, box: HtmlElement) -> bool:
    """Whether a box has at least three sentences of its own lines, as key points have."""
    first, last = state.extents[box]
    return sum(ends_sentence(block.text) for block in state.blocks[first : last + 1]) >= MIN_POINTS


def _begins_text(state: PageState, box: HtmlElement) -> bool:
    """Whether a box has the first paragraph below the title, and more."""
    first, last = state.extents[box]
    title = title_position(state)
    start = next((p for p in state.chosen if p > (title if title is not None else -1)), None)
    return start is not None and first <= start < last


def _widened(state: PageState, box: HtmlElement) -> HtmlElement:
    """The box with the lines around it that are only its labels."""
    first, last = state.extents[box]
    for around in _boxes(state, box):
        start, end = state.extents[around]
        beside = (*range(start, first), *range(last + 1, end + 1))
        if any(len(state.blocks[p].text) > MAX_LABEL_CHARS for p in beside):
            break
        box = around
    return box


def _of_box(state: PageState, box: HtmlElement, reason: str) -> dict[int, str]:
    first, last = state.extents[box]
    return {place: reason for place in range(first, last + 1) if not is_note(state.blocks[place])}


def _text(state: PageState, box: HtmlElement) -> str:
    first, last = state.extents[box]
    return " ".join(block.text for block in state.blocks[first : last + 1])


def _asks_for(text: str) -> str | None:
    """What the words of a box ask its readers for; None if they are no notice."""
    if len(text) <= MAX_BOX_CHARS and holds_both(text, NoticeKind.CONSENT_THING, NoticeKind.CONSENT_ACT):
        return CONSENT
    if len(text) <= MAX_LETTER_CHARS and holds_both(text, NoticeKind.LETTER_THING, NoticeKind.LETTER_ACT):
        return "asks readers to subscribe or support"
    return None


def _asks_to_fill_in(text: str, controls: list[HtmlElement]) -> bool:
    if len(text) > MAX_FIELD_CHARS:
        return False
    return any(
        control.tag in ("select", "textarea") or (control.tag == "input" and control.get("type") in FIELDS)
        for control in controls
    )


NOTICES = part_that_looks("notices", find_notices)
