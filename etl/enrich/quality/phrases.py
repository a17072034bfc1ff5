"""Search for the phrases of three rules: prompt_leftover, placeholder, boilerplate."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice

import regex

from etl.articles import Block, Role
from etl.enrich.quality.article_words import article_words
from etl.enrich.quality.quotes import is_quoted
from etl.enrich.quality.rule import MAX_ISSUES, Found
from etl.enrich.quality.spans import Span
from etl.words.boilerplate import Where, boilerplate_rows
from etl.words.characters import COLONS, SENTENCE_ENDS, UNSPACED_LETTER
from etl.words.leftover_words import plain
from etl.words.quality_phrases import leftover_rows

MAX_LINE_CHARS = 300  # a longer block is text that only begins like a line of boilerplate
GAP = rf"[^{regex.escape(SENTENCE_ENDS)}\n]{{0,40}}?"  # the meaning of `*` in a phrase
COLON = rf"[^{regex.escape(SENTENCE_ENDS)}\n{COLONS}]{{0,60}}[{COLONS}]"

_SENTENCE_END = regex.compile(r"(?:^|[\n\p{P}])\W*$")


@dataclass(frozen=True, slots=True)
class _Phrase:
    rule: str
    where: str  # any, sentence, block, colon (block start up to a colon), label (the same, nothing before it), alone
    text: str
    key: str  # a word that every text with this phrase contains


class PhraseFinder:
    """A search for the phrases of quality_phrases.tsv and boilerplate.tsv in the texts of one article.

    It looks only for phrases whose key occurs in the texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Select the phrases that can occur in these texts."""
        known = article_words(tuple(texts))
        by_word, unspaced = _phrases()
        found = [phrase for word in by_word.keys() & known.words for phrase in by_word[word]]
        if known.is_joined:
            found += [phrase for phrase in unspaced if phrase.key in known.text]
        self._of_rule: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in sorted(found, key=lambda phrase: (phrase.where, phrase.text)):
            self._of_rule[phrase.rule].append(phrase)

    def find(self, rule: str, text: str) -> Iterator[Span]:
        """Yield where the phrases of a rule occur in a text, except inside quotation marks."""
        for phrase in self._of_rule.get(rule, ()):
            for match in _pattern(phrase).finditer(text):
                if _fits(phrase.where, text, match.start()) and not is_quoted(text, match.start()):
                    yield Span(match.start(), match.end())


def find_phrases(
    rule: str, blocks: Iterable[tuple[str, Block]], roles: frozenset[Role] = frozenset(Role)
) -> Iterator[Found]:
    """Yield the places of a rule's phrases in the blocks with these roles, at most MAX_ISSUES for each block."""
    blocks = tuple(blocks)
    finder = _finder(tuple(block.text for _, block in blocks))
    for place, block in blocks:
        if block.role in roles:
            for span in islice(finder.find(rule, block.text), MAX_ISSUES):
                yield place, span


def _fits(where: str, text: str, start: int) -> bool:
    """Whether a phrase with this `where` may begin at this place of a text."""
    if where == "any":
        return True
    if where == "sentence":
        return _SENTENCE_END.search(text[max(0, start - 5) : start]) is not None or start == 0
    return len(text) <= MAX_LINE_CHARS or where == "colon"


@cache
def _pattern(phrase: _Phrase) -> regex.Pattern[str]:
    parts = [_literal(part) for part in phrase.text.split("*")]
    body = GAP.join(parts)
    if not UNSPACED_LETTER.search(phrase.text):
        body = r"(?<!\w)" * phrase.text[0].isalnum() + body + r"(?!\w)" * phrase.text[-1].isalnum()
    if phrase.where in ("block", "colon", "label", "alone"):
        body = rf"^\W{{0,3}}{body}"
    if phrase.where == "alone":
        body += r"\W{0,3}$"
    if phrase.where == "colon":
        body += COLON
    if phrase.where == "label":
        body += rf"(?:\W{{0,3}}$|\s*[{COLONS}])"
    return regex.compile(body, regex.IGNORECASE)


def _literal(text: str) -> str:
    escaped = regex.escape(text, literal_spaces=True)
    return escaped.replace(" ", r"\s+").replace("'", "['’ʼ`]").replace("\u200c", "[\u200c ]?")


@cache
def _phrases() -> tuple[Mapping[str, Sequence[_Phrase]], Sequence[_Phrase]]:
    """The phrases by their key, and the phrases in scripts without spaces."""
    by_word: dict[str, list[_Phrase]] = defaultdict(list)
    unspaced = []
    for rule, where, text in _rows():
        if UNSPACED_LETTER.search(text):
            key = max(text.split("*"), key=len).strip("[]【】")
            unspaced.append(_Phrase(rule, where, text, plain(key)))
        else:
            key = _rarest_word(text)
            by_word[key].append(_Phrase(rule, where, text, key))
    return by_word, unspaced


def _rows() -> Iterator[tuple[str, str, str]]:
    """Yield rule, place and phrase of each row, without phrases that are boilerplate only after the text."""
    yield from ((row.rule, row.where, row.phrase) for row in leftover_rows())
    yield from (("boilerplate", row.where, row.phrase) for row in boilerplate_rows() if row.where is not Where.TAIL)


def _rarest_word(text: str) -> str:
    """The longest complete word of a phrase, that is, without a `*` next to it."""
    words = [match.group() for match in regex.finditer(r"(?<![\w*])\w+(?![\w*])", plain(text))]
    return max(words, key=len)


@lru_cache(maxsize=1)  # three rules search the same texts
def _finder(texts: tuple[str, ...]) -> PhraseFinder:
    return PhraseFinder(texts)
