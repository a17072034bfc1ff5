"""Build sections from the blocks of the main text: headings, and the paragraphs below them."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from etl.articles import Block, Role, Section
from etl.parse.html.blocks import BULLET, PageBlock
from etl.parse.html.tree import name_words, with_ancestors
from etl.words.characters import COLONS, COMMAS, STATEMENT_ENDS, ends_sentence, ends_with, letter_count
from etl.words.element_names import NameKind, kinds_of

MAX_BOLD_HEADING_CHARS = 120
MAX_TAGGED_HEADING_CHARS = 160  # a longer sentence is text, whatever its tag
MAX_STYLED_HEADING_CHARS = 100
MAX_STYLED_SHARE = 0.2  # of the characters of the text that headings of one style may have
MIN_STYLED_HEADINGS = 2
HEADING_TAG = re.compile(r"h[1-6]")
HEADING_LEVEL = re.compile(r"[0-9]{1,9}")  # not isdigit(), which accepts "²" too
NO_HEADING_ENDS = STATEMENT_ENDS + COLONS + COMMAS


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
            heading, level, paragraphs = _heading(block, block in styled), heading_level(block), []
        else:
            paragraphs.append(paragraph(block))
    if heading is not None or paragraphs:
        sections.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
    return tuple(sections)


def is_heading(block: PageBlock) -> bool:
    """Whether a block is a heading: by its tag, by its element's name, or as a short bold line that is no sentence."""
    if block.role is Role.HEADING:
        return len(block.text) <= MAX_TAGGED_HEADING_CHARS or not ends_sentence(block.text)
    if block.role is not Role.PARAGRAPH or len(block.text) > MAX_BOLD_HEADING_CHARS:
        return False
    if block.element.get("role") == "heading" or NameKind.HEADING in kinds_of(name_words(block.element)):
        return True
    return block.is_bold and not ends_with(block.text, NO_HEADING_ENDS) and BULLET.match(block.text) is None


def styled_headings(body: Sequence[PageBlock]) -> frozenset[PageBlock]:
    """The short lines that are headings by their class: each is above a longer paragraph of another class.

    That must be true for all blocks of the class in the text, and there must be at least MIN_STYLED_HEADINGS of them.
    """
    styles: dict[tuple[str, str], list[PageBlock]] = {}
    for block in body:
        if block.role is Role.PARAGRAPH and block.element.get("class"):
            styles.setdefault(block.style, []).append(block)
    above = {id(block): following for block, following in pairwise(body)}
    chars = sum(len(block.text) for block in body)
    found: list[PageBlock] = []
    for blocks in styles.values():
        held = sum(len(block.text) for block in blocks)
        is_small = len(blocks) >= MIN_STYLED_HEADINGS and held <= MAX_STYLED_SHARE * chars
        if is_small and all(_heads(block, above.get(id(block))) for block in blocks):
            found += blocks
    return frozenset(found)


def paragraph(block: PageBlock, role: Role | None = None) -> Block:
    """The block as a block of the article, a list item without its bullet."""
    role = role or (Role.PARAGRAPH if block.role is Role.HEADING else block.role)
    text = BULLET.sub("", block.text) if role in (Role.LIST_ITEM, Role.FACT) else block.text
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
    return Block(role=Role.HEADING, text=block.text, detected_by=detected_by)


def _heads(block: PageBlock, following: PageBlock | None) -> bool:
    if following is None or following.role is not Role.PARAGRAPH or following.style == block.style:
        return False
    chars = letter_count(block.text)
    is_short = chars <= MAX_STYLED_HEADING_CHARS and len(block.text) < len(following.text)
    return is_short and not ends_with(block.text, NO_HEADING_ENDS) and block.link_chars == 0
