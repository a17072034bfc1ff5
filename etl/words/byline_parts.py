"""Words in bylines that belong to no name: roles, organisations, buttons, and prepositions before a place."""

from enum import StrEnum
from functools import cache

from etl.words.folding import folded
from etl.words.read_table import read_rows


class PartKind(StrEnum):
    """The kinds of byline_parts.tsv."""

    ROLE = "role"  # a word for somebody who writes, or before such a word: "senior"
    ORGANISATION = "organisation"  # a word in names of organisations
    CONTROL = "control"  # the whole text of a button or a count: "follow", "min read"
    PREPOSITION = "preposition"  # before the place or subject of a reporter


def is_part(text: str, kind: PartKind) -> bool:
    """Whether the whole text is a word or phrase of this kind, in any language."""
    return folded(text) in part_words(kind)


@cache
def part_words(kind: PartKind) -> frozenset[str]:
    """The words or phrases of this kind in all languages, folded."""
    return frozenset(folded(row["words"]) for row in read_rows("byline_parts.tsv") if row["kind"] == kind)
