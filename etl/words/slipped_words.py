"""English words in texts of other scripts: which of them slip in by mistake, and which are written on purpose."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def plain_words() -> frozenset[str]:
    """Common words that are neither loanwords in other languages nor terms or names, in whatever text they stand."""
    return _of_kind("common")


@cache
def opening_words() -> frozenset[str]:
    """Adverbs and conjunctions that open a sentence ("Moreover, ..."), in lower case."""
    return _of_kind("opens")


@cache
def latin_terms() -> frozenset[str]:
    """Terms of computing, products, units and Latin phrases that other scripts write in Latin letters in lower case."""
    return _of_kind("term")


def _of_kind(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in read_rows("slipped_words.tsv") if row["kind"] == kind)
