"""Split a text into lines with their offsets."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from etl.heads.head import Span
from etl.words.characters import LINE_BREAK, is_visible


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A visible line without outer white space; offsets in code points.

    The span from `start` to `end` includes invisible lines before or after it.
    """

    start: int
    end: int
    text: str
    text_start: int
    indent: int = 0  # columns of white space before the text
    blank_before: bool = False


def split_lines(text: str) -> list[Line]:
    """The visible lines, split at every kind of line end; `blank_before` says that a blank line precedes.

    A line of invisible characters only (a byte-order mark, bidi marks) counts as blank; it belongs to the span
    of the line before it, or else of the line after it.
    """
    lines: list[Line] = []
    is_after_blank, unclaimed = False, None
    for start, end in _spans(text):
        line = _trimmed(text, start, end, blank_before=is_after_blank)
        if line is not None and is_visible(line.text):
            lines.append(line if unclaimed is None else replace(line, start=unclaimed))
            is_after_blank, unclaimed = False, None
            continue
        is_after_blank = True
        if line is not None and lines:
            lines[-1] = replace(lines[-1], end=line.end)
        elif line is not None and unclaimed is None:
            unclaimed = line.start
    return lines


def _spans(text: str) -> Iterator[Span]:
    start = 0
    for line_break in LINE_BREAK.finditer(text):
        yield start, line_break.start()
        start = line_break.end()
    yield start, len(text)


def _trimmed(text: str, start: int, end: int, *, blank_before: bool) -> Line | None:
    raw = text[start:end]
    content = raw.strip()
    if not content:
        return None
    indent = len(raw) - len(raw.lstrip())
    first = start + indent
    return Line(
        start=first,
        end=first + len(content),
        text=content,
        text_start=first,
        indent=indent,
        blank_before=blank_before,
    )
