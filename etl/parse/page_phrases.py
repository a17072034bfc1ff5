"""Set phrases round the articles of news pages, in many languages: labels, notes, credits."""

import csv
from enum import StrEnum
from functools import cache
from importlib import resources

import regex

from etl.parse.characters import COLONS
from etl.parse.labels import folded

MAX_PHRASE_CHARS = 60
WORDED = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Armenian}\p{Georgian}]")
PROCLITICS = "وفبلك"  # Arabic letters that a word takes at its head
SHORT_PHRASE_CHARS = 4  # shorter phrases of these scripts stand for whole words


class PhraseKind(StrEnum):
    """What a phrase is part of."""

    CORRECTION_LABEL = "correction_label"
    CORRECTION_OPENING = "correction_opening"
    AI_MODEL = "ai_model"
    AI_MAKING = "ai_making"
    AI_OBJECT = "ai_object"
    PAYWALL = "paywall"
    PICTURE_CREDIT = "picture_credit"
    SOURCE_LABEL = "source_label"


def label_chars(text: str, kind: PhraseKind) -> int:
    """How many characters a label with a colon at the head of the text takes; 0 without one."""
    head = text[: MAX_PHRASE_CHARS + 1]
    end = min((position for colon in COLONS if (position := head.find(colon)) > 0), default=0)
    return end + 1 if end and folded(head[:end]) in phrases(kind) else 0


def is_phrase(text: str, kind: PhraseKind) -> bool:
    """Whether the whole text is a phrase of the kind."""
    return len(text) <= 2 * MAX_PHRASE_CHARS and folded(text) in phrases(kind)


def opens_with(text: str, kind: PhraseKind) -> bool:
    """Whether a phrase stands at the head of the text."""
    return _pattern(kind).match(folded(text[: 2 * MAX_PHRASE_CHARS])) is not None


def holds_phrase(text: str, kind: PhraseKind) -> bool:
    """Whether a phrase stands anywhere in the text: at the head of a word, or in a script without spaces anywhere."""
    return _pattern(kind).search(folded(text)) is not None


@cache
def phrases(kind: PhraseKind) -> frozenset[str]:
    """The folded phrases of a kind."""
    with resources.files("etl.parse").joinpath("page_notes.tsv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return frozenset(folded(row["phrase"]) for row in rows if row["kind"] == kind)


@cache
def _pattern(kind: PhraseKind) -> "regex.Pattern[str]":
    return regex.compile("|".join(map(_searched, sorted(phrases(kind), key=lambda phrase: (-len(phrase), phrase)))))


def _searched(phrase: str) -> str:
    escaped = regex.escape(phrase)
    if not WORDED.search(phrase):
        return escaped
    return rf"\b{escaped}\b" if len(phrase) < SHORT_PHRASE_CHARS else rf"\b[{PROCLITICS}]?{escaped}"
