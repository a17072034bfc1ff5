"""Plain English words that slip into machine-made text of other languages."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def plain_words() -> frozenset[str]:
    """Common words that are neither loanwords in other languages nor terms or names."""
    return frozenset(row["word"] for row in read_rows("slipped_words.tsv"))
