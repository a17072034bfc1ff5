"""What language models put around a text: thoughts, code fences, "Sure! Here is ...", "Let me know if ..."."""

from collections.abc import Sequence

import regex

from etl.heads.head import Span
from etl.heads.text_lines import TextLine, lines_from
from etl.words.characters import ends_sentence
from etl.words.llm_phrases import closes_answer, opens_answer, surely_opens_answer

MAX_AROUND = 3  # lines before and after a code fence that contains the text
MAX_AROUND_CHARS = 400  # of each of these lines
MAX_FENCE_SIGNS = 4  # of a fence right below a line
MIN_FENCED_SHARE = 0.6  # of the text
PROSE_LANGUAGES = frozenset({"", "markdown", "md", "text", "txt", "plaintext", "plain"})
_THOUGHT = regex.compile(
    r"\s*<(think|thinking|thought|reasoning|analysis|scratchpad)>.*?</\1>|[^<]{0,20000}+</think>",
    regex.DOTALL | regex.IGNORECASE,
)
_FENCE = regex.compile(r"\s*(?P<signs>`{3,}|~{3,})\s*(?P<language>[\w+-]*)\s*")
_RULE = regex.compile(r"\s*(?:[-=*_~]\s?){3,}\s*")
_MARKED = regex.compile(r"\s*(?:#{1,6}\s|\*\*|__|`{3}|~{3}|[-=*_]{3}|[【\[{<])")


def find_wrapping(text: str) -> tuple[Span, ...]:
    """The spans that do not belong to the text, in order; () if no text would be left without them."""
    thought = _THOUGHT.match(text) if "</" in text else None
    spans: list[Span] = [_trimmed(text, thought.start(), thought.end())] if thought else []
    lines = [line for line in lines_from(text, thought.end() if thought else 0) if not line.is_blank]
    around = _fenced(lines) or _said(lines)
    left = len(lines) - len(around)
    return (*spans, *((line.start, line.end) for line in around)) if left > 0 else ()


def _trimmed(text: str, start: int, end: int) -> Span:
    return start + len(text[start:end]) - len(text[start:end].lstrip()), end


def _fenced(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines of a code fence around the text, and the lines before and after it; an underline is no fence."""
    opening = next(
        (number for number in range(min(len(lines), MAX_AROUND + 1)) if _is_opening_fence(lines, number)), None
    )
    if opening is None:
        return []
    found = _FENCE.fullmatch(lines[opening].text)
    assert found is not None  # it was found before
    fences = [n for n in range(opening + 1, len(lines)) if lines[n].text.strip() == found["signs"]]
    closing = fences[-1] if fences else len(lines)
    around = [*lines[: opening + 1], *lines[closing:]]
    said = [*lines[:opening], *lines[closing + 1 :]]
    is_short = len(said) <= 2 * MAX_AROUND and all(len(line.text) <= MAX_AROUND_CHARS for line in said)
    inside = sum(len(line.text) for line in lines[opening + 1 : closing])
    is_most = inside >= MIN_FENCED_SHARE * sum(len(line.text) for line in lines)
    is_prose = found["language"].lower() in PROSE_LANGUAGES and len(fences) <= 1
    return around if is_prose and is_short and is_most else []


def _is_opening_fence(lines: Sequence[TextLine], number: int) -> bool:
    """Whether a line opens a fence; a long one right below another line underlines it."""
    found = _FENCE.fullmatch(lines[number].text)
    if found is None:
        return False
    is_right_below = number > 0 and lines[number].start <= lines[number - 1].end + len("\r\n")
    return not is_right_below or len(found["signs"]) <= MAX_FENCE_SIGNS


def _said(lines: Sequence[TextLine]) -> list[TextLine]:
    """The first line if it says that a text follows, and the last one if it offers help; with rules next to them."""
    first, last = 0, len(lines)
    if len(lines) > 1 and _is_opening(lines):
        first = 2 if _RULE.fullmatch(lines[1].text) else 1
    if last - first > 2 and closes_answer(lines[-1].text):
        last -= 2 if _RULE.fullmatch(lines[-2].text) else 1
    return [*lines[:first], *lines[last:]]


def _is_opening(lines: Sequence[TextLine]) -> bool:
    """Whether the first line is what a model says above a text with a mark, or surely above a plain title."""
    said, below = lines[0].text, lines[1].text
    if _MARKED.match(below):
        return opens_answer(said) or surely_opens_answer(said)
    is_title = len(lines) > 2 and len(below) <= MAX_AROUND_CHARS and not ends_sentence(below)
    return is_title and surely_opens_answer(said)
