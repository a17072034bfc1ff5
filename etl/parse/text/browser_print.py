"""The lines that browsers print above and below a page: "30.11.25, 10:15   The ferry", an address and "1/2"."""

from collections.abc import Sequence

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine

_FOOT = regex.compile(r"\s*(?:https?://|www\.|file:/)\S+\s{2,}\p{Nd}{1,3}\s?/\s?\p{Nd}{1,3}\s*")
# A date in digits, and a time of day; what follows is the title of the page, cut where the line is full.
_HEAD = regex.compile(
    r"\s*\p{Nd}{1,4}([./-])\p{Nd}{1,2}\1\p{Nd}{1,4},?\s+\p{Nd}{1,2}[:.]\p{Nd}{2}(?:\s?[AaPp]\.?[Mm]\.?)?\s{3,}\S.*"
)


def printed_lines(lines: Sequence[TextLine]) -> list[Span]:
    """The spans of such lines. The upper ones count only if the text has a lower one, which is like no other."""
    feet = [line for line in lines if _FOOT.fullmatch(line.text)]
    heads = [line for line in lines if _HEAD.fullmatch(line.text)] if feet else []
    return [(line.start + line.indent, line.start + len(line.text.rstrip())) for line in (*feet, *heads)]
