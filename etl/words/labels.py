"""The headings of key facts and summaries, in many languages."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import regex

from etl.words.characters import COLONS
from etl.words.read_table import read_rows

MAX_LABEL_CHARS = 60
POINTS = regex.compile(r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0640\p{Cf}]")
# Behind a letter, so that of a long run only its first sign is tried as the head of the last signs.
EDGE_SIGNS = regex.compile(r"^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}\p{M}])[^\p{L}\p{N}\p{M}]+$")
LETTER_FORMS = str.maketrans("أإآٱىيكةۀ", "اااایی" + "کهه")


class LabelKind(StrEnum):
    """What a label heads."""

    FACTS = "facts"
    SUMMARY = "summary"


def label_kind(text: str) -> LabelKind | None:
    """What the text is a label of, if it is one: the whole of it, whatever its case, points and marks."""
    if len(text) > MAX_LABEL_CHARS:
        return None
    return known_labels().get(folded(text))


def label_end(text: str) -> int:
    """Where the first colon stands that may close a label at the head of a text; 0 without one."""
    head = text[: MAX_LABEL_CHARS + 1]
    return min((place for colon in COLONS if (place := head.find(colon)) > 0), default=0)


def folded(text: str) -> str:
    """The text as labels and set phrases are compared: letters and words only."""
    text = unicodedata.normalize("NFKC", text).casefold()
    text = POINTS.sub("", text).translate(LETTER_FORMS)
    return " ".join(EDGE_SIGNS.sub("", text).split())


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One line of labels.tsv."""

    language: str
    kind: LabelKind
    label: str
    provenance: str
    also: str = ""  # "conclusion" where the word heads the end of a text as well


def may_conclude(text: str) -> bool:
    """Whether a label of the summary is a usual heading of a conclusion too."""
    return folded(text) in _conclusions()


@cache
def _conclusions() -> frozenset[str]:
    return frozenset(folded(row.label) for row in label_rows() if row.also == "conclusion")


@cache
def known_labels() -> dict[str, LabelKind]:
    """Folded label -> kind."""
    return labels_of(label_rows())


def labels_of(rows: Iterable[LabelRow]) -> dict[str, LabelKind]:
    """Folded label -> kind; a label that is both in different languages counts as a summary's."""
    labels: dict[str, LabelKind] = {}
    for row in rows:
        if labels.get(folded(row.label)) is not LabelKind.SUMMARY:
            labels[folded(row.label)] = row.kind
    return labels


def label_rows() -> list[LabelRow]:
    """The lexicon as it is written."""
    return [
        LabelRow(row["language"], LabelKind(row["kind"]), row["label"], row["provenance"], row["also"])
        for row in read_rows("labels.tsv")
    ]
