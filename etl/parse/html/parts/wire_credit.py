"""The credit of a wire agency that a page shows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from etl.articles import Caption, Role
from etl.parse.credits.agencies import (
    WireCredit,
    read_closing_credit,
    read_credit_line,
    read_dateline_credit,
    read_named_line,
)
from etl.parse.html.blocks import PageBlock
from etl.parse.html.parts.byline import BYLINES
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.title_area import around_article
from etl.parse.html.state import PageState, Part
from etl.parse.html.tree import with_ancestors
from etl.words.agencies import agency_of
from etl.words.element_names import NameKind

MIN_TEXT_CHARS = 60  # of a paragraph of text
CLOSING_BLOCKS = 3  # last blocks of the text that may be a credit line
BLOCKS_BELOW_TEXT = 12
MAX_PICTURE_LEVELS = 4  # a figure further out contains more than a picture and its lines


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCredit:
    """A wire credit, and the block that contains it."""

    credit: WireCredit
    position: int
    evidence: str  # line, dateline, closing or byline
    is_own_line: bool  # the block is only the credit, and no byline


def find_credit(state: PageState) -> FoundCredit | None:
    """The credit in a separate line, else in a dateline, after the last sentence, or in the byline; None if absent."""
    main = state[CHOSEN_TEXT]
    if not main:
        return None
    paragraphs = [position for position in main if state.blocks[position].role is Role.PARAGRAPH]
    places: tuple[tuple[str, Callable[[str], WireCredit | None], Iterable[int]], ...] = (
        ("line", read_credit_line, _beside(state, main, paragraphs)),
        ("dateline", read_dateline_credit, paragraphs[:2]),
        ("closing", read_closing_credit, paragraphs[-1:]),
        ("byline", read_named_line, state[BYLINES]),
    )
    for evidence, read, positions in places:
        for position in positions:
            is_named = NameKind.CREDIT_LINE in state.names.around(position)
            credit = (read_named_line if evidence == "line" and is_named else read)(state.blocks[position].text)
            if credit is not None:
                return FoundCredit(credit=credit, position=position, evidence=evidence, is_own_line=evidence == "line")
    return None


def picture_credit(captions: Sequence[Caption]) -> WireCredit | None:
    """The agency that the only caption credits, and nobody else; it may have supplied no more than the picture."""
    credits = [caption.credit for caption in captions]
    if len(credits) != 1 or credits[0] is None or (agency := agency_of(credits[0])) is None:
        return None
    return WireCredit(text=credits[0], agency=agency)


def _beside(state: PageState, main: list[int], paragraphs: list[int]) -> list[int]:
    """The blocks before the text, at its end or below it that may be credit lines."""
    first = next((p for p in paragraphs if len(state.blocks[p].text) >= MIN_TEXT_CHARS), main[0])
    closing = main[-CLOSING_BLOCKS:]
    around = around_article(state, blocks_below=BLOCKS_BELOW_TEXT)
    beside = [position for position in around if position <= first or position >= main[-1] or position in closing]
    return [position for position in beside if _may_credit(state.blocks[position])]


def _may_credit(block: PageBlock) -> bool:
    return block.role not in (Role.HEADING, Role.CAPTION) and not _is_in_figure(block)


def _is_in_figure(block: PageBlock) -> bool:
    around = islice(with_ancestors(block.element), MAX_PICTURE_LEVELS)
    return any(element.tag in ("figure", "picture") for element in around)


def _takes(state: PageState) -> Iterator[tuple[int, str]]:
    found = state[CREDIT]
    if found is not None and found.is_own_line:
        yield found.position, "credits a wire agency"


CREDIT = Part(name="credit", find=find_credit, takes=_takes, extra=Role.SOURCE)
