"""Whether an article's text is truncated."""

from collections.abc import Iterator

import regex

from etl.article_blocks import walk_paragraphs
from etl.articles import Article, Block, Role, Severity
from etl.enrich.quality.rule import Rule
from etl.enrich.quality.spans import Span
from etl.words.characters import CLOSERS, COLONS, SENTENCE_BREAK, SENTENCE_ENDS, needs_no_stop
from etl.words.function_words import is_function_word

MIN_CHARS = 25  # a shorter last paragraph may be a signature or a line of figures
MIN_WORDS = 4  # of a last sentence that ends in dots; after fewer words, dots are a figure of speech
MIN_WITNESSES = 2  # other paragraphs, which show how this author ends a paragraph
ENDED_SHARE = 0.9  # of these paragraphs that must end with a full stop; else a missing one means nothing
EVIDENCE_CHARS = 60

# The ends of a sentence, including brackets and quotes after it; then the marks that aggregators put after a cut.
_END = regex.compile(rf"[{regex.escape(SENTENCE_ENDS + COLONS + CLOSERS)};؛*_~]\s*$")
_CUT = regex.compile(
    r"(?:\[(?:…|\.{3})\]|\[\+\d+ ?chars\]|\((?:continued|cont'd|more)\)|[\p{L}\p{N},]\s?(?:…|\.{3,4}))\s*$",
    regex.IGNORECASE,
)
_OPEN = regex.compile(r"[\p{L}\p{M},\-–—(]\s*$")
_LAST_WORD = regex.compile(r"[\p{L}\p{M}\u200c]+$")
_TAIL = regex.compile(r"(?:https?://|www\.|@)\S*$|[—–]\s?\p{Lu}[^.!?]{0,80}$")  # an address, a signature


def find_truncation(article: Article) -> Iterator[tuple[str, Span]]:
    """Yield the end of the last paragraph if it is cut off.

    It is cut off if it ends with dots or an aggregator's mark of a cut; with a function word, such as an article or a
    preposition; or without a full stop, although it has more than one sentence and nearly all other paragraphs end with
    one. In scripts without full stops, only the first sign counts.
    """
    paragraphs = list(walk_paragraphs(article.body))
    if not paragraphs:
        return
    place, last = paragraphs[-1]
    others = [block for _, block in paragraphs[:-1]]
    if last.role is Role.PARAGRAPH and _is_cut(last.text.rstrip(), others, (article.language or "").partition("-")[0]):
        text = last.text.rstrip()
        yield place, Span(max(0, len(text) - EVIDENCE_CHARS), len(text))


def _is_cut(text: str, others: list[Block], language: str) -> bool:
    if len(text) < MIN_CHARS or _TAIL.search(text[-200:]):
        return False
    if (cut := _CUT.search(text, max(0, len(text) - 40))) is not None:
        is_sentence = len(SENTENCE_BREAK.split(text[: cut.start()])[-1].split()) >= MIN_WORDS or needs_no_stop(text)
        return is_sentence and not any(_CUT.search(block.text[-40:]) for block in others)
    if not _OPEN.search(text[-10:]) or needs_no_stop(text):
        return False
    last = _LAST_WORD.search(text[-60:])
    if last and language and is_function_word(last.group().lower(), language):
        return True
    if not SENTENCE_BREAK.search(text) or (last and last.group()[0].isupper()):
        return False  # a heading, a name, a line of a list
    witnesses = [block.text for block in others if block.role is Role.PARAGRAPH and len(block.text) >= MIN_CHARS]
    ended = sum(_END.search(witness[-10:]) is not None for witness in witnesses)
    return len(witnesses) >= MIN_WITNESSES and ended >= ENDED_SHARE * len(witnesses)


RULE = Rule("truncated", Severity.WARNING, find=lambda texts: find_truncation(texts.article))
