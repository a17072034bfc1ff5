"""What agencies write below a text: marks of its end ("ends", "انتهای پیام"), and who wrote and edited it."""

from functools import cache

from etl.words.folding import folded
from etl.words.openings import Openings
from etl.words.read_table import read_rows


def is_end_mark(words: str) -> bool:
    """Whether the words, without the signs around them, are a mark of the end and nothing else."""
    return folded(words) in _ends()


def begins_credit(words: str) -> bool:
    """Whether the words begin with those of a credit: "Reporting by"."""
    return _credits().at_head(words) is not None


@cache
def _ends() -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("text_ends.tsv") if row["kind"] == "end")


@cache
def _credits() -> Openings:
    return Openings(row["phrase"] for row in read_rows("text_ends.tsv") if row["kind"] == "credit")
