"""The blocks of a page that trafilatura extracts."""

from collections.abc import Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock
from etl.words.folding import NOT_WORD, normalised

PIECE_CHARS = 15
KEPT_SHARE = 0.5  # of the pieces of a block that is partly kept
MAX_FALLBACK_BLOCKS = 3000  # with more, no fallbacks: justext takes quadratic time, 32 s for 20,000 cells
LONG_CHARS = 25  # letters and digits; so long a text does not occur elsewhere by chance

Spans = dict[int, tuple[int, int]]  # position of a block -> start and end in trafilatura's text


def blocks_of_trafilatura(tree: HtmlElement, blocks: Sequence[PageBlock], url: str | None) -> list[int]:
    """The positions of the blocks whose letters are in trafilatura's text, in reading order; [] if it finds no text."""
    text = _trafilatura_text(tree, url, has_fallbacks=len(blocks) <= MAX_FALLBACK_BLOCKS)
    if not text:
        return []
    spans = _whole_spans(blocks, text)
    short = _short_between(blocks, text, spans)
    rest = _without_spans(text, [*spans.values(), *short.values()])
    partly = {
        number
        for number, block in enumerate(blocks)
        if number not in spans and number not in short and _stands_partly_in(rest, _letters(block.text))
    }
    return _with_repeated(sorted({*spans, *short, *partly}), blocks)


def _with_repeated(chosen: list[int], blocks: Sequence[PageBlock]) -> list[int]:
    """The chosen blocks, and blocks between them that repeat one of them: trafilatura keeps only one of each."""
    if not chosen:
        return chosen
    kept = set(chosen)
    known = {_kin(blocks[position]) for position in chosen}
    between = range(chosen[0], chosen[-1] + 1)
    return [position for position in between if position in kept or _kin(blocks[position]) in known]


def _kin(block: PageBlock) -> tuple[HtmlElement | None, str, str]:
    """Parent, tag and text, which repeated blocks have in common; a pull quote has another parent than a paragraph."""
    return block.element.getparent(), str(block.element.tag), block.text


def _trafilatura_text(tree: HtmlElement, url: str | None, *, has_fallbacks: bool) -> str:
    import trafilatura  # slow to import, and not needed for texts
    from trafilatura.settings import Document as Extraction

    found = trafilatura.bare_extraction(tree, url=url, include_comments=False, fast=not has_fallbacks)
    if not isinstance(found, Extraction) or found.body is None:
        return ""
    return _letters("".join(str(piece) for piece in found.body.itertext()))


def _letters(text: str) -> str:
    """The letters and digits of a text, in NFC, to compare two renderings of it."""
    return NOT_WORD.sub("", normalised(text))


def _whole_spans(blocks: Sequence[PageBlock], text: str) -> Spans:
    """The spans of the long blocks in trafilatura's text, which do not overlap."""
    spans: Spans = {}
    taken = bytearray(len(text))
    cursor = 0
    for number, block in enumerate(blocks):
        wanted = _letters(block.text)
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


def _short_between(blocks: Sequence[PageBlock], text: str, spans: Spans) -> Spans:
    """The spans of short blocks, which are looked for only between the long blocks before and after them."""
    found: Spans = {}
    ordered = sorted(spans)
    edges = [-1, *ordered, len(blocks)]
    for before, after in pairwise(edges):
        cursor = spans[before][1] if before in spans else 0
        limit = spans[after][0] if after in spans else len(text)
        for number in range(before + 1, after):
            wanted = _letters(blocks[number].text)
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
    """Whether trafilatura kept most of a block; it may drop links or bylines inside a paragraph."""
    starts = range(0, len(wanted) - PIECE_CHARS + 1, PIECE_CHARS)
    kept = sum(wanted[start : start + PIECE_CHARS] in text for start in starts)
    return len(starts) > 1 and kept * PIECE_CHARS >= len(wanted) * KEPT_SHARE
