"""Build sections from the blocks of the main text: headings, and the paragraphs below them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from etl.articles import Block, Role, Section
from etl.parse.credits.pictures import reads_as_credit, split_credit
from etl.parse.html.blocks import PageBlock
from etl.parse.html.lines import BULLET
from etl.parse.html.looks import Look
from etl.parse.html.state import PageState
from etl.parse.html.tree import component_words, text_of, with_ancestors
from etl.words.characters import COLONS, COMMAS, STATEMENT_ENDS, ends_sentence, ends_with, letter_count
from etl.words.element_names import NameKind, kinds_of

MAX_BOLD_HEADING_CHARS = 120
MAX_TAGGED_HEADING_CHARS = 160  # a longer sentence is text, whatever its tag
MAX_STYLED_HEADING_CHARS = 100
MAX_STYLED_SHARE = 0.2  # of the characters of the text that headings of one style may have
MIN_STYLED_HEADINGS = 2
MIN_STYLED_CHARS = 10  # on average (letter_count); shorter lines are tags and names
HEADING_TAG = re.compile(r"h[1-6]")
NUMBER_CELL = re.compile(r"\d{1,2}\W? \| ")  # at the start of a row
HEADING_LEVEL = re.compile(r"[0-9]{1,9}")  # not isdigit(), which accepts "²" too
NO_HEADING_ENDS = STATEMENT_ENDS + COLONS + COMMAS
QUOTES = "\"'“”„‟‘’‚‛«»‹›「」『』《》〈〉＂"


def build_sections(blocks: Iterable[PageBlock], styled: frozenset[PageBlock] = frozenset()) -> tuple[Section, ...]:
    """Sections in reading order: one per heading, and one for text before the first heading.

    Blocks in `styled` are headings, too.
    """
    sections: list[Section] = []
    heading: Block | None = None
    level: int | None = None
    paragraphs: list[Block] = []
    for block in blocks:
        if block in styled or is_heading(block):
            if heading is not None or paragraphs:
                sections.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
            heading, level, paragraphs = _heading(block, not is_heading(block)), heading_level(block), []
        else:
            paragraphs.append(paragraph(block))
    if heading is not None or paragraphs:
        sections.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
    return tuple(sections)


def is_heading(block: PageBlock) -> bool:
    """Whether a block is a heading: by its tag, by its element's name, or as a short bold line that is no sentence."""
    if block.role is Role.HEADING:
        return len(block.text) <= MAX_TAGGED_HEADING_CHARS or not ends_sentence(block.text)
    if not _may_head(block):
        return False
    if block.element.get("role") == "heading" or NameKind.HEADING in kinds_of(component_words(block.element)):
        return True
    return block.is_bold and not ends_with(block.text, NO_HEADING_ENDS) and BULLET.match(block.text) is None


def styled_headings(state: PageState, places: Sequence[int]) -> frozenset[PageBlock]:
    """The short lines among these places that are headings by their look, which the running text does not have.

    Each line of the look is above a longer paragraph of another look, there are at least MIN_STYLED_HEADINGS of them,
    and no two are the same. Quotes, and lines that repeat a sentence of the text, are none.
    """
    looks: dict[Look, list[int]] = {}
    above = {place: following for place, following in pairwise(places)}
    for place in places:
        if _may_head(state.blocks[place]) and state.looks.is_set_off(place):
            looks.setdefault(state.looks.of(place), []).append(place)
    chars = sum(len(state.blocks[place].text) for place in places)
    found: list[PageBlock] = []
    for alike in looks.values():
        blocks = [state.blocks[place] for place in alike]
        is_small = (
            len(blocks) >= MIN_STYLED_HEADINGS and sum(len(block.text) for block in blocks) <= MAX_STYLED_SHARE * chars
        )
        if (
            is_small
            and all(_heads(state, place, above.get(place)) for place in alike)
            and _are_own_words(state, alike, places)
        ):
            found += blocks
    return frozenset(found)


def is_single(block: PageBlock) -> bool:
    """Whether a block is a paragraph, or a row of a layout with one cell."""
    return block.role is Role.PARAGRAPH or (block.role is Role.TABLE_ROW and len(block.element) == 1)


def paragraph(block: PageBlock, role: Role | None = None) -> Block:
    """The block as a block of the article, a list item without its bullet."""
    role = role or (Role.PARAGRAPH if block.role is Role.HEADING else block.role)
    text = BULLET.sub("", block.text) if role in (Role.LIST_ITEM, Role.FACT) else block.text
    text = NUMBER_CELL.sub("", text) if role is Role.FACT and block.role is Role.TABLE_ROW else text
    return Block(role=role, text=text or block.text, detected_by=f"html:{block.element.tag}")


def heading_level(block: PageBlock) -> int | None:
    """The level, 2 to 6, by tag or aria-level; None for a heading that only looks like one."""
    for element in with_ancestors(block.element):
        if HEADING_TAG.fullmatch(element.tag):
            return max(2, int(element.tag[1]))
        if element.get("role") == "heading" and (found := HEADING_LEVEL.fullmatch(element.get("aria-level") or "")):
            return min(6, max(2, int(found[0])))
    return None


def _heading(block: PageBlock, is_styled: bool) -> Block:
    detected_by = f"html:{block.element.tag}"
    if block.role is not Role.HEADING:
        detected_by = "html:style" if is_styled else "html:bold" if block.is_bold else "html:name"
    return Block(role=Role.HEADING, text=_without_anchor(block), detected_by=detected_by)


def _without_anchor(block: PageBlock) -> str:
    """The text of a heading without the sign of a link to itself: "#", "¶"."""
    for link in block.inline:
        sign = text_of(link) if link.tag == "a" and (link.get("href") or "").startswith("#") else ""
        if sign and not any(map(str.isalnum, sign)):
            return block.text.removesuffix(sign).removeprefix(sign).strip() or block.text
    return block.text


def _may_head(block: PageBlock) -> bool:
    return is_single(block) and len(block.text) <= MAX_BOLD_HEADING_CHARS


def _heads(state: PageState, place: int, below: int | None) -> bool:
    if below is None or not is_single(state.blocks[below]) or state.looks.of(below) == state.looks.of(place):
        return False
    block, following = state.blocks[place], state.blocks[below]
    is_short = letter_count(block.text) <= MAX_STYLED_HEADING_CHARS and len(block.text) < len(following.text)
    is_line = not ends_with(block.text, NO_HEADING_ENDS) and BULLET.match(block.text) is None
    is_credit = reads_as_credit(block.text) or split_credit(block.text)[0] == ""
    return is_short and is_line and block.link_chars == 0 and not is_credit and block.element.tag != "pre"


def _are_own_words(state: PageState, alike: Sequence[int], places: Sequence[int]) -> bool:
    """Whether the lines differ from each other, and most are neither quotes nor repeated from the text."""
    texts = [state.blocks[place].text for place in alike]
    if len(set(texts)) < len(texts) or sum(map(letter_count, texts)) < MIN_STYLED_CHARS * len(texts):
        return False
    running = "\n".join(state.blocks[place].text for place in places if not _may_head(state.blocks[place]))
    taken = sum(text[0] in QUOTES or text.strip(QUOTES) in running for text in texts)
    return 2 * taken < len(texts)
