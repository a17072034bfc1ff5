"""Split a text into several articles that all begin in the same way: with a head, a number, a title, or labels.

A separator line or a dateline alone proves nothing: articles have scene breaks, and timelines have dates.
"""

from collections.abc import Sequence
from itertools import pairwise

import regex

from etl.heads.head import Head, Span
from etl.heads.header_block import first_key
from etl.heads.read_head import read_head
from etl.heads.text_lines import TextLine, lines_from
from etl.words.characters import COLONS, ends_sentence
from etl.words.document_numbers import is_document_number
from etl.words.fact_labels import LabelKind, label_kind, needs_list

MAX_TITLE_CHARS = 200
MAX_TOP_LINES = 3  # title, byline and date above the first label
MIN_TEXT_CHARS = 80  # below a title of level 1
_SEPARATOR = regex.compile(r"\s*(?:[-=*_~#+•·─━═—–＝－*]\s?){3,}\s*")
_TITLE = regex.compile(r"#[ \t]+\S.*")
_SUBHEADING = regex.compile(r"#{2,6}[ \t]+\S.*")
_MARKS = regex.compile(r"^[\s#>*_=\[【]+|[\s*_=\]】]+$")
_URL = regex.compile(r"<?https?://\S+>?\s*")
# Fields of exports of press databases, which are containers of their own.
_EXPORT = regex.compile(
    r"^(?:Full text|Publication info|ProQuest document ID|LENGTH|Load-Date|BODY)\b|\d of \d+ DOCUMENTS",
    regex.MULTILINE,
)


def cut_texts(text: str) -> tuple[Span, ...]:
    """The spans of the articles of a text, without the separator lines between them; () for a single article."""
    lines = list(lines_from(text))
    for find in (_by_heads, _by_numbers, _by_titles, _by_labels):
        starts = find(text, lines)
        if len(starts) > 1:
            return _spans(lines, starts)
    return ()


def _by_heads(text: str, lines: Sequence[TextLine]) -> list[int]:
    """The first lines of heads of the same kind."""
    first = next((number for number, line in enumerate(lines) if not _is_between(line)), None)
    first = 0 if lines and _fence(lines[0]) else first
    head = read_head(text, lines[first].start) if first is not None else None
    if first is None or head is None or _signature(lines[first]) is None:
        return []
    starts, reached = [first], head.spans[-1][1]
    for number in range(first + 1, len(lines)):
        line = lines[number]
        if line.start < reached or _signature(line) != _signature(lines[first]):
            continue
        if not (_fence(line) or _is_between(lines[number - 1])):
            continue
        again = read_head(text, line.start)
        if again is not None and _is_same_kind(head, again) and line.start <= again.spans[0][0] <= line.end:
            starts.append(number)
            reached = again.spans[-1][1]
    return starts


def _is_same_kind(head: Head, other: Head) -> bool:
    return 2 * len(head.names & other.names) >= len(head.names)


def _signature(line: TextLine) -> str | None:
    """The property that the first lines of heads of the same kind share."""
    return _fence(line) or ("url" if _URL.fullmatch(line.text.strip()) else first_key(line))


def _fence(line: TextLine) -> str | None:
    return line.text.strip() if line.text.strip() in ("---", "+++", ";;;") else None


def _by_numbers(text: str, lines: Sequence[TextLine]) -> list[int]:
    """The lines "Document 3 of 50", if they count from 1, and "[3/50]", if a title follows each."""
    found = [(number, place) for number, line in enumerate(lines) if (place := is_document_number(line.text))]
    counts = [place[0] for _, place in found]
    if counts != list(range(1, len(counts) + 1)) or len({place[1] for _, place in found}) > 1 or _EXPORT.search(text):
        return []
    starts = [number for number, _ in found]
    has_words = any(map(str.isalpha, lines[starts[0]].text)) if starts else False
    return starts if has_words or all(_is_above_title(lines, number) for number in starts) else []


def _is_above_title(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a title may follow: "[1/2]" may also count the pieces of one text."""
    below = next((line.text.strip() for line in lines[number + 1 :] if not line.is_blank), "")
    return bool(below) and len(below) <= MAX_TITLE_CHARS and not ends_sentence(below)


def _by_titles(text: str, lines: Sequence[TextLine]) -> list[int]:
    """The titles of level 1, if each has text and headings or labels below it, and no text is above the first."""
    starts = [number for number, line in enumerate(lines) if _TITLE.fullmatch(line.text)]
    visible = next((number for number, line in enumerate(lines) if not _is_between(line)), None)
    if len(starts) < 2 or visible != starts[0] or any(line.text.startswith(("```", "~~~")) for line in lines):
        return []
    ends = [*starts[1:], len(lines)]
    parts = [lines[start + 1 : end] for start, end in zip(starts, ends, strict=True)]
    return starts if all(map(_has_own_parts, parts)) else []


def _has_own_parts(lines: Sequence[TextLine]) -> bool:
    has_parts = any(_SUBHEADING.fullmatch(line.text) or _label(line) for line in lines)
    return has_parts and sum(len(line.text) for line in lines if not line.text.startswith("#")) >= MIN_TEXT_CHARS


def _by_labels(text: str, lines: Sequence[TextLine]) -> list[int]:
    """The first lines of articles that all have a label of the facts and one of the summary, in the same order."""
    labels = [(number, kind) for number, line in enumerate(lines) if (kind := _label(line)) is not None]
    kinds = [kind for _, kind in labels]
    if len(labels) < 4 or len(labels) % 2 or set(kinds[:2]) != set(LabelKind) or kinds != kinds[:2] * (len(kinds) // 2):
        return []
    top = sum(not _is_between(line) for line in lines[: labels[0][0]])
    starts = [_top_of(lines, number, top) for number, _ in labels[::2]] if top <= MAX_TOP_LINES else []
    return [start for start in starts if start is not None] if None not in starts else []


def _top_of(lines: Sequence[TextLine], label: int, top: int) -> int | None:
    """The line of the title, `top` visible lines above a label; None if that line is no title."""
    start = label
    while top and start:
        start -= 1
        top -= not _is_between(lines[start])
    text = lines[start].text.strip()
    is_title = start == label or (len(text) <= MAX_TITLE_CHARS and not ends_sentence(text))
    return start if is_title and not top else None


def _label(line: TextLine) -> LabelKind | None:
    text = _MARKS.sub("", line.text).strip(COLONS + "*_ ")
    return None if needs_list(text) else label_kind(text)


def _is_between(line: TextLine) -> bool:
    return line.is_blank or _SEPARATOR.fullmatch(line.text) is not None


def _spans(lines: Sequence[TextLine], starts: Sequence[int]) -> tuple[Span, ...]:
    """The spans from each start to the last line of text before the next start; text above the first start joins it."""
    bounds = [0 if not all(map(_is_between, lines[: starts[0]])) else starts[0], *starts[1:], len(lines)]
    spans: list[Span] = []
    for start, stop in pairwise(bounds):
        while stop > start + 1 and _is_between(lines[stop - 1]):
            stop -= 1
        spans.append((lines[start].start, lines[stop - 1].end))
    return tuple(spans)
