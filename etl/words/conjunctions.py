"""Words between two parts of a list: "and", "or"."""

from functools import cache

from etl.words.read_table import read_rows


def is_conjunction(word: str) -> bool:
    """Whether a word, in any case, is a conjunction of conjunctions.tsv, in any language."""
    return word.lower() in _conjunctions()


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(word for row in read_rows("conjunctions.tsv") for word in row["words"].split())
