"""Which blocks of a page are its main text: those that trafilatura chooses."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Document as Extraction

from etl.parse.html_blocks import PageBlock
from etl.parse.html_regions import Regions

NOT_WORD = re.compile(r"[\W_]+")
PIECE_CHARS = 15
KEPT_SHARE = 0.5  # of a block's pieces
MAX_LINK_SHARE = 0.3
LONG_CHARS = 25  # letters and digits; a text this long is not found elsewhere by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which blocks of a page are its main text, and how sure that is."""

    positions: tuple[int, ...]  # of the chosen blocks, in reading order
    scores: tuple[float, ...] = ()  # for every block of the page, that it is main text; empty where none was reckoned
    agreement: float | None = None  # F1 of the letters that both engines chose; None where one was asked
    chosen_by: str  # "trafilatura", "length" ...


def choose_blocks(tree: HtmlElement, blocks: list[PageBlock], url: str | None) -> Choice:
    """The blocks that make the main text.

    Where trafilatura finds none, these are the paragraphs of some length that are no links and no furniture.
    """
    text = _trafilatura_text(tree, url)
    if not text:
        return Choice(positions=tuple(_plain_blocks(blocks)), chosen_by="length")
    return Choice(positions=tuple(_blocks_of(text, blocks)), chosen_by="trafilatura")


def _blocks_of(text: str, blocks: list[PageBlock]) -> list[int]:
    """Positions of the blocks whose letters stand in the text of an extractor."""
    spans = _whole_spans(blocks, text)
    short = _short_between(blocks, text, spans)
    rest = _without_spans(text, [*spans.values(), *short.values()])
    partly = {
        number
        for number, block in enumerate(blocks)
        if number not in spans and number not in short and _stands_partly_in(rest, squashed(block.text))
    }
    return _with_repeated(sorted({*spans, *short, *partly}), blocks)


def _with_repeated(chosen: list[int], blocks: list[PageBlock]) -> list[int]:
    """The chosen blocks with those that a publisher repeats among them: the extractor keeps one of each."""
    if not chosen:
        return chosen
    kept = set(chosen)
    known = {_kin(blocks[position]) for position in chosen}
    between = range(chosen[0], chosen[-1] + 1)
    return [position for position in between if position in kept or _kin(blocks[position]) in known]


def _kin(block: PageBlock) -> tuple[HtmlElement | None, str, str]:
    """What two neighbours share that say the same: a pull quote is no neighbour of its paragraph."""
    return block.element.getparent(), str(block.element.tag), block.text


def _trafilatura_text(tree: HtmlElement, url: str | None) -> str:
    found = trafilatura.bare_extraction(tree, url=url, include_comments=False)
    if not isinstance(found, Extraction) or found.body is None:
        return ""
    return squashed("".join(str(piece) for piece in found.body.itertext()))


def squashed(text: str) -> str:
    """Letters and digits only, in NFC: what two renderings of one text share."""
    return NOT_WORD.sub("", unicodedata.normalize("NFC", text))


def _whole_spans(blocks: list[PageBlock], text: str) -> dict[int, tuple[int, int]]:
    """Where in the text each long block stands; no part of the text is given to two blocks."""
    spans: dict[int, tuple[int, int]] = {}
    taken = bytearray(len(text))
    cursor = 0
    for number, block in enumerate(blocks):
        wanted = squashed(block.text)
        if len(wanted) < LONG_CHARS:
            continue
        start = text.find(wanted, cursor)
        if start < 0:
            start = text.find(wanted)
        if start < 0 or any(taken[start : start + len(wanted)]):
            continue
        end = start + len(wanted)
        taken[start:end] = b"\x01" * len(wanted)
        spans[number] = (start, end)
        cursor = end
    return spans


def _short_between(blocks: list[PageBlock], text: str, spans: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Short blocks, looked for only where the long ones before and after them leave a gap."""
    found: dict[int, tuple[int, int]] = {}
    ordered = sorted(spans)
    edges = [-1, *ordered, len(blocks)]
    for before, after in pairwise(edges):
        cursor = spans[before][1] if before in spans else 0
        limit = spans[after][0] if after in spans else len(text)
        for number in range(before + 1, after):
            wanted = squashed(blocks[number].text)
            start = text.find(wanted, cursor, limit) if wanted and len(wanted) < LONG_CHARS else -1
            if start >= 0:
                found[number] = (start, start + len(wanted))
                cursor = start + len(wanted)
    return found


def _without_spans(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, cursor = [], 0
    for start, end in sorted(spans):
        pieces.append(text[cursor:start])
        cursor = max(cursor, end)
    return "\n".join([*pieces, text[cursor:]])


def _stands_partly_in(text: str, wanted: str) -> bool:
    """True where the extractor kept most of a block: it drops links or bylines inside a paragraph."""
    starts = range(0, len(wanted) - PIECE_CHARS + 1, PIECE_CHARS)
    kept = sum(wanted[start : start + PIECE_CHARS] in text for start in starts)
    return len(starts) > 1 and kept * PIECE_CHARS >= len(wanted) * KEPT_SHARE


def _plain_blocks(blocks: list[PageBlock]) -> list[int]:
    regions = Regions(())
    return [
        position
        for position, block in enumerate(blocks)
        if len(squashed(block.text)) >= LONG_CHARS
        and block.link_share < MAX_LINK_SHARE
        and not regions.is_furniture(block.element)
    ]
