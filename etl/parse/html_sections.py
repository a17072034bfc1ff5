"""From the blocks of the main text to sections: what is a heading, and what stands under it."""

import re
from collections.abc import Iterable

from etl.documents import Block, Role, Section
from etl.parse.html_blocks import BULLET, PageBlock
from etl.parse.html_tree import name_words

MAX_BOLD_HEADING_CHARS = 120
HEADING_TAG = re.compile(r"h[1-6]")
HEADING_WORDS = frozenset((
    "crosshead", "crossheading", "intertitle", "intertitre", "ladillo", "subhead", "subheading", "subheadline",
    "subtitle", "zwischentitel", "zwischenueberschrift", "mellemrubrik", "mellanrubrik", "heading",
))  # fmt: skip
SENTENCE_END = re.compile(r"[.!…。！۔।,;:،؛][\"'»”’)\]」』]*$")


def build_sections(blocks: Iterable[PageBlock]) -> tuple[Section, ...]:
    """Sections in reading order, one for each heading, and one for what stands before the first."""
    sections: list[Section] = []
    heading: Block | None = None
    level: int | None = None
    paragraphs: list[Block] = []
    for block in blocks:
        if is_heading(block):
            if heading is not None or paragraphs:
                sections.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
            heading, level, paragraphs = _heading(block), _level(block), []
        else:
            paragraphs.append(paragraph(block))
    if heading is not None or paragraphs:
        sections.append(Section(heading=heading, level=level, paragraphs=tuple(paragraphs)))
    return tuple(sections)


def is_heading(block: PageBlock) -> bool:
    """By its tag, by the name of a styled element, or because all of a short line is bold and no sentence."""
    if block.role is Role.HEADING:
        return True
    if block.role is not Role.PARAGRAPH or len(block.text) > MAX_BOLD_HEADING_CHARS:
        return False
    if block.element.get("role") == "heading" or not HEADING_WORDS.isdisjoint(name_words(block.element)):
        return True
    return block.is_bold and SENTENCE_END.search(block.text) is None and BULLET.match(block.text) is None


def paragraph(block: PageBlock, role: Role | None = None) -> Block:
    """The block as a piece of text, an item without its bullet."""
    role = role or block.role
    text = BULLET.sub("", block.text) if role in (Role.LIST_ITEM, Role.FACT) else block.text
    return Block(role=role, text=text or block.text, detected_by=f"html:{block.element.tag}")


def _heading(block: PageBlock) -> Block:
    detected_by = f"html:{block.element.tag}"
    if block.role is not Role.HEADING:
        detected_by = "html:bold" if block.is_bold else "html:name"
    return Block(role=Role.HEADING, text=block.text, detected_by=detected_by)


def _level(block: PageBlock) -> int | None:
    """1 to 6 as the tag around the text says; None for a heading that only looks like one."""
    for element in (block.element, *block.element.iterancestors()):
        if HEADING_TAG.fullmatch(element.tag):
            return max(2, int(element.tag[1]))
        if element.get("role") == "heading" and (element.get("aria-level") or "").isdigit():
            return min(6, max(2, int(element.get("aria-level") or "2")))
    return None
