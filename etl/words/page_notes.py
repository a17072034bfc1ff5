"""Phrases around the articles of news pages: corrections, notes on AI, paywalls, credits of pictures, labels."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from etl.words.characters import is_unspaced
from etl.words.fact_labels import label_end
from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows

MAX_PHRASE_CHARS = 60
PROCLITICS = "وفبلكהובלכמש"  # Arabic and Hebrew prefix letters
SHORT_WORD_CHARS = 4  # in scripts with capitals, a shorter last word of a phrase must be a whole word


class PhraseKind(StrEnum):
    """Kinds of page_notes.tsv. A kind that only one part asks for may be a plain string in its module."""

    CORRECTION_LABEL = "correction_label"
    CORRECTION_OPENING = "correction_opening"
    AI_MODEL = "ai_model"
    AI_MAKING = "ai_making"
    AI_OBJECT = "ai_object"
    PAYWALL = "paywall"
    PICTURE_CREDIT = "picture_credit"


def label_chars(text: str, kind: str) -> int:
    """The length of a label with its colon at the start of the text; 0 without one."""
    end = label_end(text)
    return end + 1 if end and folded(text[:end]) in phrases(kind) else 0


def find_phrase(text: str, kind: str) -> Opening | None:
    """The longest phrase of the kind at the start of the text, if there is one."""
    return _openings(kind).at_head(text)


def is_phrase(text: str, kind: str) -> bool:
    """Whether the whole text is a phrase of the kind."""
    return len(text) <= 2 * MAX_PHRASE_CHARS and folded(text) in phrases(kind)


def opens_with(text: str, kind: str) -> bool:
    """Whether the text begins with a phrase of the kind, as whole words."""
    head = folded(text[: 2 * MAX_PHRASE_CHARS])
    return head.startswith(_listed(kind)) and any(
        _ends_at(phrase, head, len(phrase)) for phrase in _heading(head, kind)
    )


def holds_phrase(text: str, kind: str) -> bool:
    """Whether the text contains a phrase of the kind, at the start of a word (in scripts without spaces: anywhere)."""
    words = folded(text)
    return any(phrase in words and _stands_in(phrase, words) for phrase in _listed(kind))


@cache
def phrases(kind: str) -> frozenset[str]:
    """The folded phrases of a kind."""
    rows = read_rows("page_notes.tsv")
    return frozenset(folded(row["phrase"]) for row in rows if row["kind"] == kind)


@cache
def _openings(kind: str) -> Openings:
    return Openings(phrases(kind))


@cache
def _listed(kind: str) -> tuple[str, ...]:
    return tuple(sorted(phrases(kind)))


def _heading(text: str, kind: str) -> Iterator[str]:
    return (phrase for phrase in _listed(kind) if text.startswith(phrase))


def _stands_in(phrase: str, text: str) -> bool:
    """Whether the phrase starts at a word boundary (one Arabic or Hebrew prefix letter allowed).

    A phrase with a short last word must also end at one.
    """
    start = text.find(phrase)
    while start >= 0:
        before = text[:start].removesuffix(text[start - 1 : start] if text[start - 1 : start] in PROCLITICS else "")
        is_begun = is_unspaced(phrase[0]) or not before[-1:].isalnum()
        is_free = len(phrase.split()[-1]) >= SHORT_WORD_CHARS or phrase[-1].upper() == phrase[-1]
        if is_begun and (is_free or _ends_at(phrase, text, start + len(phrase))):
            return True
        start = text.find(phrase, start + 1)
    return False


def _ends_at(phrase: str, text: str, end: int) -> bool:
    return is_unspaced(phrase[-1]) or not text[end : end + 1].isalnum()
