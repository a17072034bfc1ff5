"""Where on a page the wire agency of its article is credited."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from etl.articles import Caption, Role
from etl.parse.credits.agencies import (
    WireCredit,
    agency_of,
    read_closing_credit,
    read_credit_line,
    read_dateline_credit,
    read_named_line,
)
from etl.parse.html.blocks import PageBlock
from etl.parse.html.element_names import NameKind, Names
from etl.parse.html.tree import with_ancestors

MIN_TEXT_CHARS = 60  # of a paragraph that is text
CLOSING_BLOCKS = 3  # of the text, that may be a credit line
MAX_PICTURE_LEVELS = 4  # a figure farther out holds more than a picture and its lines


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCredit:
    """A wire credit and the block that holds it."""

    credit: WireCredit
    position: int
    evidence: str  # line, dateline, closing or byline
    is_own_line: bool  # the block holds nothing else and is no byline


def find_credit(
    blocks: list[PageBlock], names: Names, kept: Iterable[int], main: list[int], bylines: list[int]
) -> FoundCredit | None:
    """The credit in a line of its own beside the text, in a dateline, after the last sentence, or in the byline.

    `kept` are the blocks round the text that are nothing else; captions are not among them.
    """
    if not main:
        return None
    paragraphs = [position for position in main if blocks[position].role is Role.PARAGRAPH]
    places: tuple[tuple[str, Callable[[str], WireCredit | None], list[int]], ...] = (
        ("line", read_credit_line, [p for p in _beside(kept, main, paragraphs, blocks) if _may_credit(blocks[p])]),
        ("dateline", read_dateline_credit, paragraphs[:2]),
        ("closing", read_closing_credit, paragraphs[-1:]),
        ("byline", read_named_line, bylines),
    )
    for evidence, read, positions in places:
        for position in positions:
            is_named = NameKind.CREDIT_LINE in names.around(position)
            credit = (read_named_line if evidence == "line" and is_named else read)(blocks[position].text)
            if credit is not None:
                return FoundCredit(credit=credit, position=position, evidence=evidence, is_own_line=evidence == "line")
    return None


def _beside(kept: Iterable[int], main: list[int], paragraphs: list[int], blocks: list[PageBlock]) -> list[int]:
    """Those of the kept blocks that stand before the text proper, at its end or below it."""
    first = next((p for p in paragraphs if len(blocks[p].text) >= MIN_TEXT_CHARS), main[0])
    closing = main[-CLOSING_BLOCKS:]
    return [position for position in kept if position <= first or position >= main[-1] or position in closing]


def picture_credit(captions: Sequence[Caption]) -> WireCredit | None:
    """The agency that the page's only caption credits alone: it may have given the picture and nothing else."""
    credits = [caption.credit for caption in captions]
    if len(credits) != 1 or credits[0] is None or (agency := agency_of(credits[0])) is None:
        return None
    return WireCredit(text=credits[0], agency=agency)


def _may_credit(block: PageBlock) -> bool:
    return block.role not in (Role.HEADING, Role.CAPTION) and not _is_in_figure(block)


def _is_in_figure(block: PageBlock) -> bool:
    around = islice(with_ancestors(block.element), MAX_PICTURE_LEVELS)
    return any(element.tag in ("figure", "picture") for element in around)
