"""What stands beside or below the name of whoever wrote a text: "staff writer", "La rédaction", "本報記者"."""

from functools import cache

from etl.words.folding import folded
from etl.words.read_table import read_rows


def is_staff(text: str) -> bool:
    """Whether the whole text says that somebody writes for the outlet, or names its newsroom."""
    return folded(text) in _phrases()


@cache
def _phrases() -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("staff.tsv"))
