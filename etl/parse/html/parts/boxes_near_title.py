"""Boxes of key facts near the title whose label nobody needs to know."""

import re
from collections.abc import Iterable
from itertools import pairwise

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.lines import BULLET
from etl.parse.html.parts.boxes import (
    MAX_BOX_SHARE,
    MAX_ITEMS,
    MIN_ITEM_CHARS,
    MIN_UNLABELLED_CHARS,
    Box,
    are_points,
    below_title,
    is_item,
    is_label,
    like_items,
    list_after,
)
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.pictures import PICTURE_LINES
from etl.parse.html.state import PageState
from etl.words.characters import ends_sentence, is_unspaced, letter_count
from etl.words.fact_labels import LabelKind
from etl.words.folding import folded

MIN_PARAGRAPH_CHARS = 80  # of a paragraph of the text (letter_count)
MAX_POINT_SHARE = 0.85  # of the mean length of a paragraph, for a point in a box without a list
MIN_REPEATED = 0.5  # of the words of such points, which are also in the text
STEM_CHARS = 5
WORD = re.compile(r"\w{4,}")


def box_near_head(state: PageState) -> Box | None:
    """The first box of like sentences that begins between the title and the second paragraph; None without one.

    A list between title and text needs no label. Other boxes have a short line above their sentences.
    """
    below, second = below_title(state), _second_paragraph(state)
    for element, (first, last) in state.extents.items():
        if not (below.start <= first <= second and 0 < last - first <= MAX_ITEMS):
            continue
        if state.regions.main_share(element) > MAX_BOX_SHARE or state.regions.is_boilerplate(element):
            continue
        label, items = like_items(state, first, last)
        if not 1 < len(items) <= MAX_ITEMS or len(items) < last - first or any(_is_line(state, p) for p in items):
            continue
        blocks = [state.blocks[p] for p in items]
        is_told = _are_sentences(state, items)
        if not are_points(blocks, MIN_ITEM_CHARS if is_told else MIN_UNLABELLED_CHARS):
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
    return above in below_title(state) and is_label(block) and (block.role is Role.HEADING or block.is_bold)


def bullets_near_head(state: PageState) -> Box | None:
    """The lines with bullets under a short line, above the second paragraph of text; None without them.

    Below the first paragraph they are at least three sentences, under a line that no heading looks like.
    """
    blocks, below = state.blocks, below_title(state)
    for label in range(below.start, min(_second_paragraph(state), len(blocks) - 1)):
        if not is_label(blocks[label]) or state.is_boilerplate(label) or BULLET.match(blocks[label + 1].text) is None:
            continue
        items = [p for p in list_after(label, blocks) if not _is_line(state, p)]
        if label >= below.stop and (len(items) < 3 or not _are_sentences(state, items) or _is_repeated(state, label)):
            continue
        if len(items) > 1 and are_points([blocks[p] for p in items], MIN_UNLABELLED_CHARS):
            return Box(kind=LabelKind.FACTS, label=label, items=tuple(items), detected_by="html:place")
    return None


def _are_sentences(state: PageState, items: Iterable[int]) -> bool:
    return all(ends_sentence(state.blocks[position].text) for position in items)


def _is_repeated(state: PageState, label: int) -> bool:
    """Whether a later block of the main text looks like a label, as the headings of sections do."""
    return any(p > label and state.kin(p) == state.kin(label) for p in state[CHOSEN_TEXT])


def _second_paragraph(state: PageState) -> int:
    """The position of the second long paragraph that looks like running text; that of the last block without one."""
    start = below_title(state).start
    after = (p for p in state[CHOSEN_TEXT] if p >= start and not state.looks.is_set_off(p))
    long = [p for p in after if letter_count(state.blocks[p].text) > MIN_PARAGRAPH_CHARS]
    return long[1] if len(long) > 1 else len(state.blocks)


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
        or is_item(state.blocks[items[0]])
        or len(said & _words(" ".join(text))) >= MIN_REPEATED * len(said)
    )


def _words(text: str) -> set[str]:
    """The long words of a text without their endings; pairs of characters in scripts without spaces."""
    folded_text = folded(text)
    if is_unspaced(folded_text[:1] or " "):
        return {f"{a}{b}" for a, b in pairwise(folded_text)}
    return {word[:STEM_CHARS] for word in WORD.findall(folded_text)}


def _is_line(state: PageState, position: int) -> bool:
    """Whether an item is a byline, belongs to a picture or is only a word or two, so that its box has no facts."""
    block = state.blocks[position]
    is_of_picture = block.role is Role.CAPTION or position in state[PICTURE_LINES]
    return letter_count(block.text) < MIN_ITEM_CHARS or is_signature(block.text) or is_of_picture
