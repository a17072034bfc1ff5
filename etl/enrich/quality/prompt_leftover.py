"""What a language model or its user said, left over in an article or around its text."""

from collections.abc import Iterator

from etl.articles import Block, Role, Severity
from etl.enrich.quality.leftover_sentences import find_sentences
from etl.enrich.quality.phrases import find_phrases
from etl.enrich.quality.quotes import is_quoted
from etl.enrich.quality.rule import Found, Rule, Texts
from etl.enrich.quality.spans import Span, overlaps
from etl.words.llm_phrases import closes_answer, is_count, surely_opens_answer


def _leftovers(texts: Texts) -> Iterator[Found]:
    """The leftovers of prompts in the article, and in what was taken off around its text."""
    around = tuple((place, block) for place, block in texts.blocks if block.role is Role.OTHER)
    for blocks in filter(None, (tuple(texts.content), around)):
        yield from _without_repeats(blocks)


def _without_repeats(blocks: tuple[tuple[str, Block], ...]) -> Iterator[Found]:
    """Yield each place once: a block that is an answer's frame, else its sentences, else phrases outside of these."""
    found = [*_frames(blocks), *find_sentences(blocks), *find_phrases("prompt_leftover", blocks)]
    taken: dict[str, list[Span]] = {}
    for place, span in found:
        if not overlaps(span, taken.setdefault(place, [])):
            taken[place].append(span)
            yield place, span


def _frames(blocks: tuple[tuple[str, Block], ...]) -> Iterator[Found]:
    """Yield the blocks in which a model announces its text or counts words, and the last one if it offers help."""
    last = blocks[-1][0]
    for place, block in blocks:
        text = block.text
        is_frame = surely_opens_answer(text) or is_count(text) or (place == last and closes_answer(text))
        if is_frame and not is_quoted(text, 0):
            yield place, Span(0, len(text))


RULE = Rule("prompt_leftover", Severity.ERROR, find=_leftovers, hides=frozenset({"untranslated", "truncated"}))
