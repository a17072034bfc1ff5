"""The pieces of a written text: a title, a heading, a paragraph ..., each with its lines."""

from dataclasses import dataclass
from enum import StrEnum

from bench.layouts.articles import ends_sentence
from bench.layouts.wrap import Wrap, columns, first_word

FULL_SHARE = 0.85  # of the width: a last line of a paragraph that is longer may go on
FULL_SHARE_OF_LINE = 0.7  # the same for a line that ends no sentence, such as a heading


class Kind(StrEnum):
    """What a piece is."""

    KICKER = "kicker"
    TITLE = "title"
    METADATA = "metadata"
    LABEL = "label"
    FACT = "fact"
    SUMMARY = "summary"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    RULE = "rule"
    ENDING = "ending"


LINES = (Kind.KICKER, Kind.TITLE, Kind.METADATA, Kind.LABEL, Kind.HEADING, Kind.ENDING)  # no paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`is_marked`: it begins with a sign or an indent, or has a line below, so that it is no continuing line."""

    kind: Kind
    lines: tuple[str, ...]
    is_marked: bool = False
    section: int = -1  # of a heading, paragraph or item
    place: int = -1  # of a paragraph or item in its section, of a fact or a paragraph of the summary


def is_clear(above: Piece, gap: int, below: Piece, wrap: Wrap) -> bool:
    """Whether a reader sees that a new piece begins: by a blank line, a mark, or because the line above is short.

    A line is short if the next word would have fitted by far.
    """
    if wrap.width is None or gap or below.is_marked or (above.kind in LINES and above.is_marked):
        return True
    last = above.lines[-1].rstrip()
    share = FULL_SHARE if ends_sentence(last) else FULL_SHARE_OF_LINE
    fits = columns(last) + 1 + columns(first_word(below.lines[0])) <= wrap.width
    return fits and columns(last) <= share * wrap.width
