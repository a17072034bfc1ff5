"""Boxes of key facts and summaries, in any markup and anywhere on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature
from etl.parse.html.blocks import BULLET, PageBlock
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import with_ancestors
from etl.words.characters import letter_count
from etl.words.element_names import NameKind
from etl.words.fact_labels import MAX_LABEL_CHARS, LabelKind, label_end, label_kind

MAX_ITEMS = 15
MAX_SUMMARY_PARAGRAPHS = 4  # under a heading; more are a section
MAX_LINK_SHARE = 0.3
MAX_BOX_SHARE = 0.5  # of the main text; an element with more is the article
MIN_ITEM_CHARS = 18  # on average (letter_count); shorter items are tags, menus, prices
MIN_UNLABELLED_CHARS = 30  # on average, of a list without a known label or name
BLOCKS_AROUND = 20  # before the title area; earlier blocks are the page's navigation
MIN_RUN_IN_CHARS = 40  # of the text after a label in the same paragraph
REASONS = {  # by Box.detected_by
    "label": "under a known label",
    "html:name": "in an element named as a box of key points",
    "html:place": "a list of sentences between title and text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The positions of a box's blocks. A list is a box of facts, whatever its label."""

    kind: LabelKind
    label: int | None
    items: tuple[int, ...]
    detected_by: str
    run_in: int = 0  # characters of a label at the start of the first item, with its colon


def find_labelled(state: PageState) -> tuple[Box, ...]:
    """The first box of facts and the first summary under a known label, outside boilerplate.

    Lists of links or of short items are no boxes. A paragraph that begins with a summary label is a summary.
    """
    found: dict[LabelKind, Box] = {}
    for position, block in enumerate(state.blocks):
        box = None
        if block.link_share > MAX_LINK_SHARE:
            continue
        if label_kind(block.text) is not None and not state.is_boilerplate(position):
            box = _labelled_box(state, position)
        elif (run_in := _run_in_label(block)) and not state.is_boilerplate(position):
            box = Box(kind=LabelKind.SUMMARY, label=None, items=(position,), detected_by="label", run_in=run_in)
        if box is not None:
            found.setdefault(box.kind, box)
    return tuple(found.values())


def find_unlabelled(state: PageState) -> tuple[Box, ...]:
    """A box of facts recognised by its name, else by its place between title and text; its label may be any words.

    Empty if there are facts under a known label.
    """
    if any(box.kind is LabelKind.FACTS for box in state[LABELLED]):
        return ()
    box = _named_box(state) or _list_in_head(state)
    return (box,) if box is not None else ()


def box_of(state: PageState, kind: LabelKind) -> Box | None:
    """The box of this kind, if one was found."""
    return next((box for box in (*state[LABELLED], *state[UNLABELLED]) if box.kind is kind), None)


def _run_in_label(block: PageBlock) -> int:
    """The length of a summary label at the start of a paragraph, with its colon; 0 without one."""
    end = label_end(block.text)
    if not end or block.role is not Role.PARAGRAPH or len(block.text) - end < MIN_RUN_IN_CHARS:
        return 0
    return end + 1 if label_kind(block.text[:end]) is LabelKind.SUMMARY else 0


def _labelled_box(state: PageState, label: int) -> Box | None:
    blocks = state.blocks
    items: tuple[int, ...] = ()
    for element in with_ancestors(blocks[label].element):
        first, last = state.extents[element]
        if last > label:
            is_small = last - label <= MAX_ITEMS and state.regions.main_share(element) <= MAX_BOX_SHARE
            items = tuple(range(label + 1, last + 1)) if first == label and is_small else ()
            break
    listed = tuple(position for position in items if _is_item(blocks[position])) or _list_after(label, blocks)
    if len(listed) > 1 and _are_points([blocks[position] for position in listed], MIN_ITEM_CHARS):
        return Box(kind=LabelKind.FACTS, label=label, items=listed, detected_by="label")
    if not items:
        items = _paragraphs_under(label, blocks)
    if listed or not items or not _are_points([blocks[position] for position in items], MIN_UNLABELLED_CHARS):
        return None
    # A single paragraph is a summary, whatever its label.
    is_facts = len(items) > 1 and label_kind(blocks[label].text) is LabelKind.FACTS
    kind = LabelKind.FACTS if is_facts else LabelKind.SUMMARY
    return Box(kind=kind, label=label, items=items, detected_by="label")


def _list_after(label: int, blocks: list[PageBlock]) -> tuple[int, ...]:
    """The list items that follow the label directly, for a label outside the element of the list."""
    last = label
    while last + 1 < len(blocks) and last - label < MAX_ITEMS and _is_item(blocks[last + 1]):
        last += 1
    return tuple(range(label + 1, last + 1))


def _paragraphs_under(label: int, blocks: list[PageBlock]) -> tuple[int, ...]:
    """The paragraphs between a heading and the next one; empty if there are too many, or other blocks among them."""
    if blocks[label].role is not Role.HEADING:
        return ()
    following = blocks[label + 1 : label + MAX_SUMMARY_PARAGRAPHS + 2]
    count = next((n for n, block in enumerate(following) if block.role is not Role.PARAGRAPH), None)
    if not count or following[count].role is not Role.HEADING:
        return ()
    return tuple(range(label + 1, label + 1 + count))


def _named_box(state: PageState) -> Box | None:
    blocks = state.blocks
    around = range(max(0, _below_title(state).start - BLOCKS_AROUND), len(blocks))
    for element in state.names.elements(NameKind.BOX, around):
        first, last = state.extents[element]
        if state.regions.is_boilerplate(element):
            continue
        items = tuple(position for position in range(first, last + 1) if _is_item(blocks[position]))
        if not 1 < len(items) <= MAX_ITEMS or state.regions.main_share(element) > MAX_BOX_SHARE:
            continue
        if _are_points([blocks[position] for position in items], MIN_ITEM_CHARS):
            label = first if first == items[0] - 1 else None
            return Box(kind=LabelKind.FACTS, label=label, items=items, detected_by="html:name")
    return None


def _list_in_head(state: PageState) -> Box | None:
    """The first list of sentences between the title and the text, as a box of facts; None without one."""
    blocks = state.blocks
    lists: dict[HtmlElement, list[int]] = {}
    for position in _below_title(state):
        parent = blocks[position].element.getparent()
        if blocks[position].role is Role.LIST_ITEM and parent is not None:
            lists.setdefault(parent, []).append(position)
    for parent, items in lists.items():
        if not 1 < len(items) <= MAX_ITEMS or state.regions.is_boilerplate(parent):
            continue
        if any(_is_line(blocks[position]) for position in items):
            continue
        if _are_points([blocks[position] for position in items], MIN_UNLABELLED_CHARS):
            label = _line_above(state, parent, items)
            return Box(kind=LabelKind.FACTS, label=label, items=tuple(items), detected_by="html:place")
    return None


def _below_title(state: PageState) -> range:
    """The positions from below the title to the first paragraph."""
    return range((title_position(state) or -1) + 1, state[TITLE_AREA].stop)


def _line_above(state: PageState, element: HtmlElement, items: list[int]) -> int | None:
    """The position of a short line above the list, if their parent contains nothing else."""
    box = element.getparent()
    above = items[0] - 1
    if box is None or state.extents.get(box) != (above, items[-1]):
        return None
    return above if len(state.blocks[above].text) <= MAX_LABEL_CHARS else None


def _is_line(block: PageBlock) -> bool:
    """Whether a list item is a byline or only a word or two, so that its list has no facts."""
    chars = letter_count(block.text)
    return chars < MIN_ITEM_CHARS or is_signature(block.text)


def _is_item(block: PageBlock) -> bool:
    return block.role is Role.LIST_ITEM or BULLET.match(block.text) is not None


def _are_points(items: list[PageBlock], min_chars: int) -> bool:
    chars = sum(letter_count(item.text) for item in items)
    links = sum(item.link_chars for item in items)
    return chars >= min_chars * len(items) and links <= MAX_LINK_SHARE * chars


def _reasons(boxes: tuple[Box, ...]) -> Iterator[tuple[int, str]]:
    for box in boxes:
        if box.label is not None:
            yield box.label, f"the label of the {box.kind}"
        yield from ((position, REASONS[box.detected_by]) for position in box.items)


LABELLED: Part[tuple[Box, ...]] = Part(
    name="labelled boxes", find=find_labelled, takes=lambda state: _reasons(state[LABELLED])
)
UNLABELLED: Part[tuple[Box, ...]] = Part(
    name="unlabelled boxes", find=find_unlabelled, takes=lambda state: _reasons(state[UNLABELLED])
)
