"""The key facts below a news story of the CNN and Daily Mail collection: "@highlight" lines, each above a fact."""

from dataclasses import dataclass
from itertools import pairwise

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from

MARK = "@highlight"
MAX_MARKS = 100  # with more, a text is no story of this kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlights:
    """The spans of the marks and of the facts below them; both are empty if the text has none."""

    marks: tuple[Span, ...] = ()
    facts: tuple[Span, ...] = ()


def find_highlights(text: str) -> Highlights:
    """The marks of a text, and the line below each; a text without such a line has none.

    Source: the files `*.story` of https://cs.nyu.edu/~kcho/DMQA/.
    """
    if MARK not in text:
        return Highlights()
    lines = [line for line in lines_from(text) if not line.is_blank]
    marks = [line for line in lines if _is_mark(line)]
    facts = [below for above, below in pairwise(lines) if _is_mark(above) and not _is_mark(below)]
    if not facts or len(marks) > MAX_MARKS:
        return Highlights()
    return Highlights(marks=tuple(map(_span, marks)), facts=tuple(map(_span, facts)))


def _is_mark(line: TextLine) -> bool:
    return line.text.strip() == MARK


def _span(line: TextLine) -> Span:
    return line.start + line.indent, line.start + len(line.text.rstrip())
