"""Phrases around the articles of news pages: corrections, notes on AI, paywalls, credits of pictures, labels."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache, lru_cache

import regex

from etl.words.fact_labels import label_end
from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.phrase_table import PhraseTable, ends_at
from etl.words.read_table import read_rows

MAX_PHRASE_CHARS = 60
REMEMBERED_TEXTS = 1024  # several parts of a page ask about the same lines


class PhraseKind(StrEnum):
    """Kinds of page_notes.tsv. A kind that only one part asks for may be a plain string in its module."""

    CORRECTION_LABEL = "correction_label"
    CORRECTION_OPENING = "correction_opening"
    CORRECTION_VERSION = "correction_version"  # an earlier version of a text, and what it said
    CORRECTION_MADE = "correction_made"  # a text was changed
    CORRECTION_REGRET = "correction_regret"  # a newsroom owns up to its error
    ARTICLE_PART = "article_part"  # the article, its title, its summary ...
    AI_MODEL = "ai_model"
    AI_MAKING = "ai_making"  # what a machine or an editor did to a text
    MACHINE = "machine"  # what makes texts, but other things as well: software, robot, automatically
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
    return head.startswith(_listed(kind)) and any(ends_at(phrase, head, len(phrase)) for phrase in _heading(head, kind))


def holds_phrase(text: str, kind: str) -> bool:
    """Whether the text contains a phrase of the kind, at the start of a word (in scripts without spaces: anywhere)."""
    return kind in phrases_in(text)


@lru_cache(REMEMBERED_TEXTS)
def phrases_in(text: str) -> Mapping[str, Counter[str]]:
    """Kind -> language -> number of its phrases in the text that do not overlap; found as by holds_phrase."""
    return _table().counts(text)


def holds_spelling(text: str, kind: str) -> bool:
    """Whether the text contains a phrase of the kind in the same case: AI, KI, ИИ."""
    return _spellings(kind).search(text) is not None


@cache
def phrases(kind: str) -> frozenset[str]:
    """The folded phrases of a kind."""
    rows = read_rows("page_notes.tsv")
    return frozenset(folded(row["phrase"]) for row in rows if row["kind"] == kind)


@cache
def _openings(kind: str) -> Openings:
    return Openings(phrases(kind))


@cache
def _spellings(kind: str) -> regex.Pattern[str]:
    spelled = sorted(row["phrase"] for row in read_rows("page_notes.tsv") if row["kind"] == kind)
    return regex.compile(rf"(?<![\p{{Lu}}\p{{Ll}}])(?:{'|'.join(map(regex.escape, spelled))})(?![\p{{Lu}}\p{{Ll}}])")


@cache
def _table() -> PhraseTable:
    return PhraseTable("page_notes.tsv")


@cache
def _listed(kind: str) -> tuple[str, ...]:
    return tuple(sorted(phrases(kind)))


def _heading(text: str, kind: str) -> Iterator[str]:
    return (phrase for phrase in _listed(kind) if text.startswith(phrase))
