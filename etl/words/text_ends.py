"""What agencies write below a text: marks of its end ("ends", "انتهای پیام"), and who wrote and edited it."""

from functools import cache

from etl.words.folding import folded
from etl.words.openings import Openings
from etl.words.read_table import read_rows

EDGES = " \t-–—_*/.…()（）[]【】"


def is_end_mark(words: str) -> bool:
    """Whether the words, without the signs around them, are a mark of the end and nothing else."""
    return folded(words) in _ends()


def announces_more(text: str) -> bool:
    """Whether a whole line says that the text goes on behind the page, in signs or capitals: "(MORE)", "- suite -"."""
    words = text.strip(EDGES)
    return (words != text or text.isupper()) and folded(words) in _more()


def begins_credit(words: str) -> bool:
    """Whether the words begin with those of a credit: "Reporting by"."""
    return _credits().at_head(words) is not None


@cache
def _ends() -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("text_ends.tsv") if row["kind"] == "end")


@cache
def _more() -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("text_ends.tsv") if row["kind"] == "more")


@cache
def _credits() -> Openings:
    return Openings(row["phrase"] for row in read_rows("text_ends.tsv") if row["kind"] == "credit")
