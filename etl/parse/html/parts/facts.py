"""Boxes of key facts and summaries, in any markup and anywhere on a page."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.parts.boxes import (
    MAX_BOX_SHARE,
    MAX_ITEMS,
    MAX_LINK_SHARE,
    MIN_ITEM_CHARS,
    MIN_UNLABELLED_CHARS,
    Box,
    are_points,
    below_title,
    is_item,
    like_items,
    list_after,
)
from etl.parse.html.parts.boxes_near_title import box_near_head, bullets_near_head
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import with_ancestors
from etl.words.element_names import NameKind
from etl.words.fact_labels import LabelKind, label_end, label_kind

MAX_SUMMARY_PARAGRAPHS = 4  # under a heading; more are a section
BLOCKS_AROUND = 20  # before the title area; earlier blocks are the page's navigation
MIN_RUN_IN_CHARS = 40  # of the text after a label in the same paragraph
REASONS = {  # by Box.detected_by
    "label": "under a known label",
    "html:name": "in an element named as a box of key points",
    "html:place": "a list of sentences, or a box of them with a label, near the title",
}


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
        if box is not None and state.left_out.keys().isdisjoint(box.items):
            found.setdefault(box.kind, box)
    return tuple(found.values())


def find_unlabelled(state: PageState) -> tuple[Box, ...]:
    """A box of facts recognised by its name, else by its place between title and text; its label may be any words.

    Empty if there are facts under a known label.
    """
    if any(box.kind is LabelKind.FACTS for box in state[LABELLED]):
        return ()
    box = _named_box(state) or box_near_head(state) or bullets_near_head(state)
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
    listed = tuple(position for position in items if is_item(blocks[position])) or list_after(label, blocks)
    if len(listed) > 1 and are_points([blocks[position] for position in listed], MIN_ITEM_CHARS):
        return Box(kind=LabelKind.FACTS, label=label, items=listed, detected_by="label")
    if not items:
        items = _paragraphs_under(label, blocks)
    if listed or not items or not are_points([blocks[position] for position in items], MIN_UNLABELLED_CHARS):
        return None
    # A single paragraph is a summary, whatever its label.
    is_facts = len(items) > 1 and label_kind(blocks[label].text) is LabelKind.FACTS
    kind = LabelKind.FACTS if is_facts else LabelKind.SUMMARY
    return Box(kind=kind, label=label, items=items, detected_by="label")


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
    """The first box whose element is named as one, or labelled for screen readers; None without one."""
    around = range(max(0, below_title(state).start - BLOCKS_AROUND), len(state.blocks))
    for element in (*state.names.elements(NameKind.BOX, around), *_described_boxes(state, around)):
        if state.regions.is_boilerplate(element) or state.regions.main_share(element) > MAX_BOX_SHARE:
            continue
        label, items = like_items(state, *state.extents[element])
        if 1 < len(items) <= MAX_ITEMS and are_points([state.blocks[p] for p in items], MIN_ITEM_CHARS):
            return Box(kind=LabelKind.FACTS, label=label, items=items, detected_by="html:name")
    return None


def _described_boxes(state: PageState, around: range) -> Iterator[HtmlElement]:
    """Yield the elements that a known label of facts describes, which the page does not show."""
    for element, (first, _) in state.extents.items():
        label = element.get("aria-label") if first in around else None
        if label is not None and label_kind(label) is LabelKind.FACTS:
            yield element


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
