"""Sentences that only a language model says, or only its user: who speaks, refusals, orders to write, offers of help.

A kind is a set of classes of words (leftover_words.tsv) that stand together in one sentence, in one language, in any
order: "I cannot" + "translate" + "text". No class alone says anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from etl.articles import Block
from etl.enrich.quality.article_words import BETWEEN_WORDS, ArticleWords, article_words
from etl.enrich.quality.quotes import is_quoted, without_quotations
from etl.enrich.quality.rule import Found
from etl.enrich.quality.spans import Span
from etl.words.characters import COLONS, QUESTION_MARKS, SENTENCE
from etl.words.leftover_words import JOINED, PREFIXES, classes, pattern, plain

MAX_GAP = 30  # characters between "I am" and the name of a language model
MAX_BLOCK_CHARS = 600  # of a block that is examined as a whole
SHORT_FORM = 3  # letters; "an AI" may also be the beginning of "an AI researcher"
UNMARKED_QUESTIONS = frozenset({"th", "ja"})  # a particle at the end makes a question
LATE_VERBS = frozenset({"tr", "ja", "ko", "hi", "ur", "bn", "fa", "hu"})  # the verb ends the sentence, as a rule

COUNTED = frozenset({"year", "count"})  # classes that are numbers

_YEAR = regex.compile(r"(?<!\p{Nd})(?:[2٢۲२২][0٠۰०০]\p{Nd}\p{Nd}|25\p{Nd}\p{Nd})(?!\p{Nd})")
_BEFORE = regex.compile(r"\p{Nd}[\s-]{0,3}$")
_AFTER = regex.compile(r"\s{0,2}\p{Nd}")
_LEAD = regex.compile(r"^[^\p{L}\p{N}]+")
_TAIL = regex.compile(r"(?<=[\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]+$")
_STOP = regex.compile(r"\s*(?:[^\p{L}\p{N}\s\-]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """The classes that a sentence must have, the first of them one by which few other sentences are selected.

    `begins`: the class that opens the sentence (or closes it, in LATE_VERBS). `is_block`: the classes may stand in
    several sentences of a short block. `announces`: the block ends with a colon; `asks`: the sentence is a
    question, where the form alone is also that of a third person.
    """

    classes: tuple[str, ...]
    begins: str | None = None
    is_block: bool = False
    announces: bool = False
    asks: bool = False


_Candidate = tuple[_Kind, str]  # and a language

KINDS = (
    _Kind(classes=("ai", "am")),
    _Kind(classes=("ai", "as", "me")),
    _Kind(classes=("cannot", "task", "work")),
    _Kind(classes=("cannot", "sorry", "task")),
    _Kind(classes=("cannot", "serve")),
    _Kind(classes=("refuse", "work")),
    _Kind(classes=("refuse", "sorry")),
    _Kind(classes=("know", "year")),
    _Kind(classes=("lack", "live")),
    _Kind(classes=("offer", "edit")),
    _Kind(classes=("shall", "edit"), asks=True),
    _Kind(classes=("write", "work", "count"), begins="write"),
    _Kind(classes=("write", "work", "given"), begins="write"),
    _Kind(classes=("here", "made", "work"), is_block=True, announces=True),
    _Kind(classes=("assent", "here", "work"), begins="assent", is_block=True),
    _Kind(classes=("assent", "here", "made"), begins="assent", is_block=True),
    _Kind(classes=("you", "role", "duty"), begins="you", is_block=True),
    _Kind(classes=("act", "role"), begins="act"),
    _Kind(classes=("give", "work", "want"), is_block=True),
    _Kind(classes=("note", "names", "kept"), begins="note"),
)


def find_sentences(blocks: Iterable[tuple[str, Block]]) -> Iterator[Found]:
    """Yield the sentences of each kind in the blocks, outside quotation marks."""
    blocks = tuple(blocks)
    words = article_words(tuple(block.text for _, block in blocks))
    candidates = _candidates(words)
    for (place, block), whole in zip(blocks, words.texts, strict=True) if candidates else ():
        for span in _in_block(block.text, whole, candidates):
            yield place, span


def _candidates(words: ArticleWords) -> list[_Candidate]:
    """The kinds, each in a language, of which all classes may be in the article, by its words."""
    index = _index()
    found: dict[tuple[str, str], bool] = {}
    for word in words.words & index.by_word.keys():
        for of_class, others in index.by_word[word]:
            if others <= words.words:
                found[of_class] = True
    if words.is_joined:
        found |= {of_class: True for form, of_class in index.inside if form in words.text}
    return [
        (kind, language)
        for language, first in sorted(found)
        for kind in _kinds_of(first)
        if all(_may_occur(language, name, words, found) for name in kind.classes[1:])
    ]


@cache
def _kinds_of(first: str) -> Sequence[_Kind]:
    return [kind for kind in KINDS if kind.classes[0] == first]


def _may_occur(language: str, name: str, words: ArticleWords, found: dict[tuple[str, str], bool]) -> bool:
    """Whether a form of the class may be in the article; `found` remembers it."""
    of_class = (language, name)
    if name in COUNTED:
        return True
    if of_class not in found:
        found[of_class] = any(
            form.text in words.text if form.is_inside else form.words <= words.words for form in _forms(*of_class)
        )
    return found[of_class]


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of a class, and the complete words that every text with it has."""

    text: str
    words: frozenset[str]
    is_inside: bool  # the form may be inside a word


@cache
def _forms(language: str, name: str) -> Sequence[_Form]:
    found = []
    for form in classes()[language].get(name, ()):
        words = [word for word in BETWEEN_WORDS.split(form) if word]
        whole = frozenset(words[:-1] if form.endswith("*") else words)
        is_inside = language in PREFIXES or JOINED.search(form) is not None
        found.append(_Form(form.removesuffix("*"), whole, is_inside))
    return found


@dataclass(frozen=True, slots=True)
class _Index:
    """The forms of the first classes of all kinds, by their longest word; a class is (language, class)."""

    by_word: Mapping[str, Sequence[tuple[tuple[str, str], frozenset[str]]]]
    inside: Sequence[tuple[str, tuple[str, str]]]


@cache
def _index() -> _Index:
    by_word: dict[str, list[tuple[tuple[str, str], frozenset[str]]]] = defaultdict(list)
    inside: list[tuple[str, tuple[str, str]]] = []
    for language in classes():
        for name in sorted({kind.classes[0] for kind in KINDS}):
            for form in _forms(language, name):
                if form.is_inside:
                    inside.append((form.text, (language, name)))
                else:
                    by_word[max(sorted(form.words) or [form.text], key=len)].append(((language, name), form.words))
    return _Index(by_word, inside)


def _in_block(text: str, whole: str, candidates: Sequence[_Candidate]) -> Iterator[Span]:
    """Yield the sentences of a block that are of one of the kinds; `whole` is the block as `plain` makes it."""
    likely = [
        (kind, language)
        for kind, language in candidates
        if any(form.text in whole for form in _forms(language, kind.classes[0]))
    ]
    of_block = [(kind, language) for kind, language in likely if kind.is_block and len(text) <= MAX_BLOCK_CHARS]
    unquoted = without_quotations(whole) if of_block else ""
    if any(_is_kind(kind, language, unquoted) for kind, language in of_block) and not is_quoted(text, 0):
        yield Span(0, len(text))
        return
    of_sentences = [(kind, language) for kind, language in likely if not kind.is_block]
    for match in SENTENCE.finditer(text) if of_sentences else ():
        start = match.end() - len(_LEAD.sub("", match.group()))
        sentence = plain(without_quotations(text[start : match.end()]))
        if any(_is_kind(kind, language, sentence) for kind, language in of_sentences) and not is_quoted(text, start):
            yield Span(start, match.end())


def _is_kind(kind: _Kind, language: str, text: str) -> bool:
    if not all(_has(name, language, text) for name in kind.classes):
        return False
    if kind.begins and not _opens(kind.begins, language, text, is_block=kind.is_block):
        return False
    if kind.asks and text[-1:] not in QUESTION_MARKS and language not in UNMARKED_QUESTIONS:
        return False
    if kind.announces and not text.rstrip().endswith(tuple(COLONS)):
        return False
    return kind.classes[0] != "ai" or _says_what_it_is(kind, language, text)


def _has(name: str, language: str, text: str) -> bool:
    if name == "year":
        return _YEAR.search(text) is not None
    if name == "count":
        units = pattern(language, "unit").finditer(text)
        return any(_BEFORE.search(text, 0, unit.start()) or _AFTER.match(text, unit.end()) for unit in units)
    if name == "cannot" and "not" in classes()[language] and not pattern(language, "not").search(text):
        return False
    return pattern(language, name).search(text) is not None


def _opens(name: str, language: str, text: str, *, is_block: bool) -> bool:
    """Whether a form of the class begins the (first) sentence, also after "please"; in LATE_VERBS, it may end it."""
    text = _LEAD.sub("", text)
    first = SENTENCE.match(text) if is_block else None
    text = first.group() if first else text
    please = pattern(language, "please").match(text)
    starts = {0} if please is None else {0, len(text) - len(_LEAD.sub("", text[please.end() :]))}
    if any(pattern(language, name).match(text, start) for start in starts):
        return True
    end = len(_TAIL.sub("", text))
    return language in LATE_VERBS and any(found.end() == end for found in pattern(language, name).finditer(text))


def _says_what_it_is(kind: _Kind, language: str, text: str) -> bool:
    """Whether "I am" or "as" stands next to the name of a language model, and the name is not that of a profession."""
    for model in pattern(language, "ai").finditer(text):
        is_short = model.end() - model.start() <= SHORT_FORM and not _STOP.match(text, model.end())
        if text[model.end() : model.end() + 1] == "-":  # "an AI-powered tool"
            continue
        if is_short and not any(_has(name, language, text) for name in ("cannot", "lack", "refuse")):
            continue
        for own in pattern(language, kind.classes[1]).finditer(text):
            if -SHORT_FORM * 5 <= max(own.start() - model.end(), model.start() - own.end()) <= MAX_GAP:
                return True
    return False
