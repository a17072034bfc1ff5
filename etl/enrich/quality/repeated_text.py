"""Paragraphs and passages that occur twice in an article."""

from collections import Counter
from collections.abc import Iterator

import regex

from etl.article_blocks import walk_paragraphs
from etl.articles import Article, Role, Severity
from etl.enrich.quality.rule import Rule
from etl.enrich.quality.spans import Span
from etl.words.characters import SENTENCE, STATEMENT_ENDS, ends_with, letter_count, needs_no_stop

MIN_NEAR_LETTERS = 25  # of a paragraph or sentence that is repeated in the same or the next paragraph
MIN_FAR_LETTERS = 80  # of one that is repeated later: shorter repetitions are refrains, captions, lines of a list
MAX_DISTANCE = 50  # paragraphs between the two; a later repetition is a quote, in comments or a list

_LETTERS = regex.compile(r"[\p{L}\p{M}\p{Nd}]+")
_REPEATING = frozenset({Role.LIST_ITEM, Role.TABLE_ROW, Role.QUOTE})

Seen = dict[str, tuple[int, str]]  # folded text -> number of its last paragraph, place of its first occurrence


def find_repetitions(article: Article) -> Iterator[tuple[str, Span]]:
    """Yield the place and span of every paragraph and sentence of the sections that repeats an earlier one.

    Only statements in paragraphs count: summaries, lists, tables, pull quotes and questions repeat text on purpose, and
    so does a text that occurs three times at a distance. Only letters and digits are compared. Adjacent repeated
    sentences are one span.
    """
    found = list(_find_all(article))
    uses = Counter(span.evidence for _, span, _ in found)
    for place, span, is_near in found:
        if is_near or uses[span.evidence] == 1:
            yield place, span


def _find_all(article: Article) -> Iterator[tuple[str, Span, bool]]:
    seen: Seen = {}
    count = 0
    for place, block in walk_paragraphs(article.body):
        if block.role not in _REPEATING:
            count += 1
            for span, is_near in _repeated(block.text, (count, place), seen):
                yield place, span, is_near


def _repeated(text: str, here: tuple[int, str], seen: Seen) -> Iterator[tuple[Span, bool]]:
    """Yield the whole text if it is repeated, else its repeated sentences; with whether the first one is near."""
    first = _first(text, here, seen)
    if first:
        yield Span(0, len(text), f"as {first[0]}"), first[1]
        return
    whole = _letters(text)
    current: tuple[Span, bool] | None = None
    for match in SENTENCE.finditer(text):
        if _letters(match.group()) == whole:
            break  # the sentence is the whole text, which has just been looked up
        first = _first(match.group(), here, seen)
        if current and not (first and not text[current[0].end : match.start()].strip()):
            yield current
            current = None
        if first:
            start = current[0].start if current else match.end() - len(match.group().lstrip())
            current = Span(start, match.end(), f"as {first[0]}"), first[1]
    if current:
        yield current


def _first(text: str, here: tuple[int, str], seen: Seen) -> tuple[str, bool] | None:
    """The place where a repeated statement occurred first, and whether it was near; None if it is not repeated."""
    stripped = text.strip()
    if not ends_with(stripped[-8:], STATEMENT_ENDS) and not needs_no_stop(stripped):
        return None  # a question, which is often repeated, or a heading
    folded = _letters(stripped)
    letters = letter_count(folded)
    if letters < MIN_NEAR_LETTERS:
        return None
    number, place = seen.get(folded, here)
    is_known = folded in seen
    seen[folded] = here[0], place
    distance = here[0] - number
    is_long = letters >= (MIN_NEAR_LETTERS if distance <= 1 else MIN_FAR_LETTERS)
    return (place, distance <= 1) if is_known and is_long and distance <= MAX_DISTANCE else None


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


RULE = Rule("repeated_text", Severity.WARNING, find=lambda texts: find_repetitions(texts.article))
