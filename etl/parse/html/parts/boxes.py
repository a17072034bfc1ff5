"""Boxes of key facts and summaries: their label and their items, which look alike."""

from dataclasses import dataclass

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.lines import BULLET
from etl.parse.html.looks import Look
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.state import PageState
from etl.words.characters import ends_sentence, letter_count
from etl.words.fact_labels import MAX_LABEL_CHARS, LabelKind

MAX_ITEMS = 15
MAX_LINK_SHARE = 0.3
MAX_BOX_SHARE = 0.5  # of the main text; an element with more is the article
MIN_ITEM_CHARS = 18  # on average (letter_count); shorter items are tags, menus, prices
MIN_UNLABELLED_CHARS = 30  # on average, of a list without a known label or name


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """The positions of a box's blocks. A list is a box of facts, whatever its label."""

    kind: LabelKind
    label: int | None
    items: tuple[int, ...]
    detected_by: str
    run_in: int = 0  # characters of a label at the start of the first item, with its colon


def list_after(label: int, blocks: list[PageBlock]) -> tuple[int, ...]:
    """The list items of one tag that follow the label directly, for a label outside the element of the list."""
    last = label
    while last + 1 < len(blocks) and last - label < MAX_ITEMS and is_item(blocks[last + 1]):
        if blocks[last + 1].element.tag != blocks[label + 1].element.tag:
            break
        last += 1
    return tuple(range(label + 1, last + 1))


def like_items(state: PageState, first: int, last: int) -> tuple[int | None, tuple[int, ...]]:
    """The label and the items of a box: its list items and lines with bullets, else its blocks that look alike."""
    places = range(first, last + 1)
    items = [p for p in places if is_item(state.blocks[p])]
    if len(items) > 2 and items[0] == first and is_label(state.blocks[first]):
        items = items[1:]
    if len(items) < 2:
        looks: dict[Look, list[int]] = {}
        for position in places:
            looks.setdefault(state.kin(position), []).append(position)
        items = max(looks.values(), key=lambda alike: sum(len(state.blocks[p].text) for p in alike))
    above = items[0] - 1
    return above if above >= first and is_label(state.blocks[above]) else None, tuple(items)


def is_label(block: PageBlock) -> bool:
    """Whether a block may be the label of a box: a short line that is no sentence and has no bullet."""
    return len(block.text) <= MAX_LABEL_CHARS and not ends_sentence(block.text) and BULLET.match(block.text) is None


def is_item(block: PageBlock) -> bool:
    """Whether a block is an item of a list, or a line with a bullet."""
    return block.role is Role.LIST_ITEM or BULLET.match(block.text) is not None


def are_points(items: list[PageBlock], min_chars: int) -> bool:
    """Whether items have at least `min_chars` letters on average, and few links."""
    chars = sum(letter_count(item.text) for item in items)
    links = sum(item.link_chars for item in items)
    return chars >= min_chars * len(items) and links <= MAX_LINK_SHARE * chars


def below_title(state: PageState) -> range:
    """The positions from below the title to the first paragraph."""
    title = title_position(state)
    return range(0 if title is None else title + 1, state[TITLE_AREA].stop)
