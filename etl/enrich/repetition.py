"""Paragraphs and passages that an article has twice."""

from collections.abc import Iterator

import regex

from etl.documents import Article, Block, Role
from etl.enrich.spans import Span

MIN_PARAGRAPH_LETTERS = 25  # a shorter paragraph may come twice on purpose
MIN_SENTENCE_LETTERS = 40
CJK_WEIGHT = 3  # a Han character says about as much as three letters

_SENTENCE = regex.compile(r"[^.!?。！？।۔؟։።]+[.!?。！？।۔؟։።]*[\"'»”’」』)]*")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_REPEATING = frozenset({Role.LIST_ITEM, Role.TABLE_ROW, Role.QUOTE})


def find_repetitions(article: Article) -> Iterator[tuple[str, Span]]:
    """Yield the place and span of every paragraph and sentence of the sections that stood there before.

    Only paragraphs are compared: summaries, lists, tables and pull quotes repeat the text on purpose. What is
    compared are letters and digits; neighbouring sentences are one passage.
    """
    paragraphs: dict[str, str] = {}
    sentences: dict[str, str] = {}
    for number, section in enumerate(article.sections):
        for position, block in enumerate(section.paragraphs):
            if block.role not in _REPEATING:
                place = f"sections[{number}].paragraphs[{position}]"
                for span in _repeated(block, place, paragraphs, sentences):
                    yield place, span


def _repeated(block: Block, place: str, paragraphs: dict[str, str], sentences: dict[str, str]) -> Iterator[Span]:
    folded = _fold(block.text)
    first = paragraphs.setdefault(folded, place) if _weight(folded) >= MIN_PARAGRAPH_LETTERS else place
    if first != place:
        yield Span(0, len(block.text), f"as {first}")
    else:
        yield from _passages(block.text, place, sentences)


def _passages(text: str, place: str, sentences: dict[str, str]) -> Iterator[Span]:
    """The sentences of a text that stood before, neighbours joined."""
    current: Span | None = None
    for match in _SENTENCE.finditer(text):
        folded = _fold(match.group())
        if _weight(folded) < MIN_SENTENCE_LETTERS:
            continue
        if folded not in sentences:
            sentences[folded] = place
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        if current and not text[current.end : start].strip():
            current = Span(current.start, match.end(), current.evidence)
            continue
        if current:
            yield current
        current = Span(start, match.end(), f"as {sentences[folded]}")
    if current:
        yield current


def _fold(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def _weight(folded: str) -> int:
    return len(folded) + (CJK_WEIGHT - 1) * len(_WIDE.findall(folded))
