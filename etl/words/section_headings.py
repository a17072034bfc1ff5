"""Common headings of sections that are no labels of key facts or summaries: "Ingredients", "Method", "Background"."""

from functools import cache

from etl.words.folding import folded
from etl.words.read_table import read_rows

MAX_CHARS = 40


def is_section_heading(text: str) -> bool:
    """Whether the whole text is such a heading; case and outer signs do not matter."""
    return len(text) <= MAX_CHARS and folded(text) in _headings()


@cache
def _headings() -> frozenset[str]:
    return frozenset(folded(row["heading"]) for row in read_rows("section_headings.tsv"))
