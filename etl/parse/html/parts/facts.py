"""Boxes of key facts and summaries, in any markup and anywhere on a page."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature
from etl.parse.html.blocks import PageBlock
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.lines import BULLET
from etl.parse.html.looks import Look
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import with_ancestors
from etl.words.characters import ends_sentence, is_unspaced, letter_count
from etl.words.element_names import NameKind
from etl.words.fact_labels import MAX_LABEL_CHARS, LabelKind, label_end, label_kind
from etl.words.folding import folded

MAX_ITEMS = 15
MAX_SUMMARY_PARAGRAPHS = 4  # under a heading; more are a section
MAX_LINK_SHARE = 0.3
MAX_BOX_SHARE = 0.5  # of the main text; an element with more is the article
MIN_ITEM_CHARS = 18  # on average (letter_count); shorter items are tags, menus, prices
MIN_PARAGRAPH_CHARS = 80  # of a paragraph of the text (letter_count)
MIN_UNLABELLED_CHARS = 30  # on average, of a list without a known label or name
BLOCKS_AROUND = 20  # before the title area; earlier blocks are the page's navigation
MAX_POINT_SHARE = 0.85  # of the mean length of a paragraph, for a point in a box without a list
MIN_REPEATED = 0.5  # of the words of such points, which are also in the text
STEM_CHARS = 5
WORD = re.compile(r"\w{4,}")
MIN_RUN_IN_CHARS = 40  # of the text after a label in the same paragraph
REASONS = {  # by Box.detected_by
    "label": "under a known label",
    "html:name": "in an element named as a box of key points",
    "html:place": "a list of sentences, or a box of them with a label, near the title",
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
    box = _named_box(state) or _box_near_head(state) or _bullets_near_head(state)
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
    """The list items of one tag that follow the label directly, for a label outside the element of the list."""
    last = label
    while last + 1 < len(blocks) and last - label < MAX_ITEMS and _is_item(blocks[last + 1]):
        if blocks[last + 1].element.tag != blocks[label + 1].element.tag:
            break
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
    """The first box whose element is named as one, or labelled for screen readers; None without one."""
    around = range(max(0, _below_title(state).start - BLOCKS_AROUND), len(state.blocks))
    for element in (*state.names.elements(NameKind.BOX, around), *_described_boxes(state, around)):
        if state.regions.is_boilerplate(element) or state.regions.main_share(element) > MAX_BOX_SHARE:
            continue
        label, items = _like_items(state, *state.extents[element])
        if 1 < len(items) <= MAX_ITEMS and _are_points([state.blocks[p] for p in items], MIN_ITEM_CHARS):
            return Box(kind=LabelKind.FACTS, label=label, items=items, detected_by="html:name")
    return None


def _described_boxes(state: PageState, around: range) -> Iterator[HtmlElement]:
    """Yield the elements that a known label of facts describes, which the page does not show."""
    for element, (first, _) in state.extents.items():
        label = element.get("aria-label") if first in around else None
        if label is not None and label_kind(label) is LabelKind.FACTS:
            yield element


def _box_near_head(state: PageState) -> Box | None:
    """The first box of like sentences that begins between the title and the second paragraph; None without one.

    A list between title and text needs no label. Other boxes have a short line above their sentences.
    """
    below, second = _below_title(state), _second_paragraph(state)
    for element, (first, last) in state.extents.items():
        if not (below.start <= first <= second and 0 < last - first <= MAX_ITEMS):
            continue
        if state.regions.main_share(element) > MAX_BOX_SHARE or state.regions.is_boilerplate(element):
            continue
        label, items = _like_items(state, first, last)
        if not 1 < len(items) <= MAX_ITEMS or len(items) < last - first or any(_is_line(state, p) for p in items):
            continue
        blocks = [state.blocks[p] for p in items]
        is_told = _are_sentences(state, items)
        if not _are_points(blocks, MIN_ITEM_CHARS if is_told else MIN_UNLABELLED_CHARS):
            continue
        is_list = items[0] in below and all(block.role is Role.LIST_ITEM for block in blocks)
        if is_list and label is None and _is_heading_of_list(state, items[0] - 1):
            label = items[0] - 1
        if is_list or (is_told and label is not None and _is_set_off(state, element, label, items)):
            return Box(kind=LabelKind.FACTS, label=label, items=items, detected_by="html:place")
    return None


def _is_heading_of_list(state: PageState, above: int) -> bool:
    """Whether the block above a list, outside of its element, is a short heading below the title."""
    block = state.blocks[above]
    return above in _below_title(state) and _is_label(block) and (block.role is Role.HEADING or block.is_bold)


def _bullets_near_head(state: PageState) -> Box | None:
    """The lines with bullets under a short line, above the second paragraph of text; None without them.

    Below the first paragraph they are at least three sentences, under a line that no heading looks like.
    """
    blocks, below = state.blocks, _below_title(state)
    for label in range(below.start, min(_second_paragraph(state), len(blocks) - 1)):
        if not _is_label(blocks[label]) or state.is_boilerplate(label) or BULLET.match(blocks[label + 1].text) is None:
            continue
        items = [p for p in _list_after(label, blocks) if not _is_line(state, p)]
        if label >= below.stop and (len(items) < 3 or not _are_sentences(state, items) or _is_repeated(state, label)):
            continue
        if len(items) > 1 and _are_points([blocks[p] for p in items], MIN_UNLABELLED_CHARS):
            return Box(kind=LabelKind.FACTS, label=label, items=tuple(items), detected_by="html:place")
    return None


def _are_sentences(state: PageState, items: Iterable[int]) -> bool:
    return all(ends_sentence(state.blocks[position].text) for position in items)


def _is_repeated(state: PageState, label: int) -> bool:
    """Whether a later block of the main text looks like a label, as the headings of sections do."""
    return any(p > label and _kin(state, p) == _kin(state, label) for p in state[CHOSEN_TEXT])


def _second_paragraph(state: PageState) -> int:
    """The position of the second long paragraph that looks like running text; that of the last block without one."""
    start = _below_title(state).start
    after = (p for p in state[CHOSEN_TEXT] if p >= start and not state.looks.is_set_off(p))
    long = [p for p in after if letter_count(state.blocks[p].text) > MIN_PARAGRAPH_CHARS]
    return long[1] if len(long) > 1 else len(state.blocks)


def _like_items(state: PageState, first: int, last: int) -> tuple[int | None, tuple[int, ...]]:
    """The label and the items of a box: its list items and lines with bullets, else its blocks that look alike."""
    places = range(first, last + 1)
    items = [p for p in places if _is_item(state.blocks[p])]
    if len(items) > 2 and items[0] == first and _is_label(state.blocks[first]):
        items = items[1:]
    if len(items) < 2:
        looks: dict[Look, list[int]] = {}
        for position in places:
            looks.setdefault(_kin(state, position), []).append(position)
        items = max(looks.values(), key=lambda alike: sum(len(state.blocks[p].text) for p in alike))
    above = items[0] - 1
    return above if above >= first and _is_label(state.blocks[above]) else None, tuple(items)


def _kin(state: PageState, position: int) -> Look:
    """The look of a block, with tag and class of the element around it."""
    parent = state.blocks[position].element.getparent()
    outer = (str(parent.tag), parent.get("class") or "") if parent is not None else ()
    return *state.looks.of(position), *outer


def _is_label(block: PageBlock) -> bool:
    return len(block.text) <= MAX_LABEL_CHARS and not ends_sentence(block.text) and BULLET.match(block.text) is None


def _is_set_off(state: PageState, element: HtmlElement, label: int, items: tuple[int, ...]) -> bool:
    """Whether a box without a known label or name is no section of the text.

    Sections have others like them beside them, and headings alike. The points of a box are shorter than the paragraphs
    of the text. Two points, which are no list, must also repeat words of the text.
    """
    alike = (other for other in element.itersiblings(element.tag) if other.get("class") == element.get("class"))
    if any(other in state.extents and state.extents[other][1] > state.extents[other][0] for other in alike):
        return False
    after = [p for p in state[CHOSEN_TEXT] if p > items[-1]]
    if _is_repeated(state, label) or any(is_meta_line(state.blocks[p]) for p in items):
        return False
    text, points = ([state.blocks[p].text for p in places] for places in (after, items))
    long = [count for count in map(letter_count, text) if count > MIN_UNLABELLED_CHARS]
    if not long or sum(map(letter_count, points)) / len(points) > MAX_POINT_SHARE * sum(long) / len(long):
        return False
    said = _words(" ".join(points))
    return (
        len(items) > 2
        or _is_item(state.blocks[items[0]])
        or len(said & _words(" ".join(text))) >= MIN_REPEATED * len(said)
    )


def _words(text: str) -> set[str]:
    """The long words of a text without their endings; pairs of characters in scripts without spaces."""
    folded_text = folded(text)
    if is_unspaced(folded_text[:1] or " "):
        return {f"{a}{b}" for a, b in pairwise(folded_text)}
    return {word[:STEM_CHARS] for word in WORD.findall(folded_text)}


def _below_title(state: PageState) -> range:
    """The positions from below the title to the first paragraph."""
    title = title_position(state)
    return range(0 if title is None else title + 1, state[TITLE_AREA].stop)


def _is_line(state: PageState, position: int) -> bool:
    """Whether an item is a byline, belongs to a picture or is only a word or two, so that its box has no facts."""
    block = state.blocks[position]
    is_of_picture = block.role is Role.CAPTION or position in state[PICTURE_LINES]
    return letter_count(block.text) < MIN_ITEM_CHARS or is_signature(block.text) or is_of_picture


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
