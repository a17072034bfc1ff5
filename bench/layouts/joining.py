"""The lines of a text: its pieces with blank lines and rules between them."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.layouts.blocks import Paragraphs, Space, Top, block
from bench.layouts.pieces import Kind, Piece

RULE_GAP = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`goes_on`: the piece has another line below, or, as a heading does, belongs to the next piece."""

    text: str
    kind: Kind | None = None  # None: a blank line
    goes_on: bool = False


def with_rules(groups: list[list[Piece]], layout: Mapping[str, str]) -> list[Piece]:
    """All pieces, with a rule between two groups if the layout has one."""
    rule = block(layout, "rules")
    pieces: list[Piece] = []
    for group in groups:
        if pieces and rule:
            pieces.append(Piece(kind=Kind.RULE, lines=(str(rule),), is_marked=True))
        pieces += group
    return pieces


def gap(above: Piece, below: Piece, layout: Mapping[str, str]) -> int:
    """How many blank lines are between two pieces."""
    paragraphs, space, top = block(layout, "paragraphs"), block(layout, "heading space"), block(layout, "top space")
    assert isinstance(paragraphs, Paragraphs)
    assert isinstance(space, Space)
    assert isinstance(top, Top)
    if Kind.RULE in (above.kind, below.kind):
        return RULE_GAP
    if above.kind in (Kind.KICKER, Kind.TITLE, Kind.METADATA):
        own = _top_gap(above.kind, below.kind, top)
        return max(1, own) if below.kind in (Kind.HEADING, Kind.LABEL) else own
    if above.kind is below.kind and above.kind in (Kind.ENDING, Kind.ITEM):
        return 0
    if above.kind is below.kind is Kind.FACT:
        return _fact_gap(layout, paragraphs)
    if above.kind is Kind.FACT and below.kind is Kind.PARAGRAPH:
        return max(1, paragraphs.gap)
    of_space = None
    if below.kind in (Kind.HEADING, Kind.LABEL):
        of_space = space.above
    elif above.kind in (Kind.HEADING, Kind.LABEL):
        of_space = space.below
    return paragraphs.gap if of_space is None else of_space


def joined(groups: list[list[Piece]], layout: Mapping[str, str]) -> list[Line]:
    """The lines of all pieces, with blank lines."""
    pieces = with_rules(groups, layout)
    lines: list[Line] = []
    for position, piece in enumerate(pieces):
        if position:
            lines += [Line(text="")] * gap(pieces[position - 1], piece, layout)
        belongs_below = piece.kind in (Kind.KICKER, Kind.TITLE, Kind.METADATA, Kind.LABEL, Kind.HEADING)
        lines += [Line(text=text, kind=piece.kind, goes_on=True) for text in piece.lines[:-1]]
        lines.append(Line(text=piece.lines[-1], kind=piece.kind, goes_on=belongs_below))
    return lines


def _top_gap(above: Kind, below: Kind, top: Top) -> int:
    if above is Kind.KICKER:
        return top.kicker
    if above is Kind.TITLE:
        return top.title
    return 0 if below is Kind.METADATA else top.metadata


def _fact_gap(layout: Mapping[str, str], paragraphs: Paragraphs) -> int:
    """Facts without bullets are apart as paragraphs are."""
    items = block(layout, "items")
    own = getattr(items, "gap", 0)
    return max(own, paragraphs.gap) if block(layout, "bullets") is None else own
