"""Text for the page, split where issues begin and end, with invisible characters made visible."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

# Control characters, direction marks, zero-width characters, lone surrogates and noncharacters. Joiners (U+200C,
# U+200D) are left out, because Persian and Hindi need them.
UNSEEN = regex.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\p{Noncharacter_Code_Point}]"
)
SHORT_NAMES = {
    "\x00": "NUL", "\x1b": "ESC", "\x7f": "DEL", "\u061c": "ALM", "\u200b": "ZWSP", "\u200e": "LRM", "\u200f": "RLM",
    "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ",
    "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a text with an issue, in code points."""

    start: int
    end: int
    number: int  # of the issue on the page
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text. If it stands for an invisible character, `unseen` is the name of that."""

    text: str
    unseen: str | None = None
    issues: tuple[Span, ...] = ()


def pieces(text: str, spans: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """The text in consecutive pieces, each with the issues about it. Spans outside the text are ignored."""
    found = []
    for start, end, covering in _cuts(len(text), spans):
        found += [Piece(text=part, unseen=unseen, issues=covering) for part, unseen in _parts(text[start:end])]
    return tuple(found)


def visible(text: str) -> str:
    """The text with U+FFFD in place of invisible characters, for window titles and tooltips."""
    return UNSEEN.sub("\ufffd", text)


def _cuts(length: int, spans: Sequence[Span]) -> Iterator[tuple[int, int, tuple[Span, ...]]]:
    """Yield the stretches (start, end) between the edges of spans, each with the spans that cover it."""
    edges: dict[int, list[Span]] = {0: [], length: []}
    for span in spans:
        if 0 <= span.start < span.end <= length:
            edges.setdefault(span.start, []).append(span)
            edges.setdefault(span.end, []).append(span)
    over: tuple[Span, ...] = ()
    start = 0
    for edge in sorted(edges):
        if edge > start:
            yield start, edge, over
        over = tuple(span for span in over if span.end > edge) + tuple(s for s in edges[edge] if s.start == edge)
        start = edge


def _parts(text: str) -> Iterator[tuple[str, str | None]]:
    start = 0
    for found in UNSEEN.finditer(text):
        if found.start() > start:
            yield text[start : found.start()], None
        yield _sign(found[0])
        start = found.end()
    if start < len(text):
        yield text[start:], None


def _sign(character: str) -> tuple[str, str]:
    """The text shown in place of an invisible character, and its code and full name."""
    code = f"U+{ord(character):04X}"
    return SHORT_NAMES.get(character, code), f"{code} {unicodedata.name(character, '')}".strip()
