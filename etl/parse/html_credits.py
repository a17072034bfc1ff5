"""Where on a page the wire agency of its article is credited."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.documents import Role
from etl.parse.agencies import WireCredit, read_closing_credit, read_credit_line, read_dateline_credit
from etl.parse.html_blocks import PageBlock
from etl.parse.html_names import NameKind, Names

OPENING_PARAGRAPHS = 2  # that may begin with a dateline
CLOSING_BLOCKS = 3  # of the text, that may be a credit line


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCredit:
    """A wire credit and the block that holds it."""

    credit: WireCredit
    position: int
    is_own_line: bool  # the block holds nothing else and is no byline


def find_credit(
    blocks: list[PageBlock], names: Names, kept: Iterable[int], main: list[int], bylines: list[int]
) -> FoundCredit | None:
    """The credit in a line of its own beside the text, in a dateline, after the last sentence, or in the byline.

    `kept` are the blocks round the text that are nothing else; captions are not among them.
    """
    if not main:
        return None
    closing = set(main[-CLOSING_BLOCKS:])
    first = next((p for p in main if blocks[p].role is Role.PARAGRAPH and len(blocks[p].text) > 60), main[0])
    for position in kept:
        if first < position < main[-1] and position not in closing:
            continue
        if (credit := _line_credit(position, blocks, names)) is not None:
            return FoundCredit(credit=credit, position=position, is_own_line=True)
    paragraphs = [p for p in main if blocks[p].role is Role.PARAGRAPH]
    for position in paragraphs[:OPENING_PARAGRAPHS]:
        if (credit := read_dateline_credit(blocks[position].text)) is not None:
            return FoundCredit(credit=credit, position=position, is_own_line=False)
    for position in paragraphs[-1:]:
        if (credit := read_closing_credit(blocks[position].text)) is not None:
            return FoundCredit(credit=credit, position=position, is_own_line=False)
    for position in bylines:
        if (credit := read_credit_line(blocks[position].text, is_named=True)) is not None:
            return FoundCredit(credit=credit, position=position, is_own_line=False)
    return None


def _line_credit(position: int, blocks: list[PageBlock], names: Names) -> WireCredit | None:
    block = blocks[position]
    if block.role in (Role.HEADING, Role.CAPTION) or _is_in_figure(block):
        return None
    return read_credit_line(block.text, is_named=NameKind.CREDIT_LINE in names.around(position))


def _is_in_figure(block: PageBlock) -> bool:
    around = zip(range(4), (block.element, *block.element.iterancestors()), strict=False)
    return any(element.tag in ("figure", "picture") for _, element in around)
