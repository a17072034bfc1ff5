"""Set phrases that begin a paragraph as its heading: "Why it matters:"."""

from functools import cache

from etl.words.folding import folded
from etl.words.read_table import read_rows


def is_run_in(text: str) -> bool:
    """Whether the text is such a phrase, without its colon."""
    return folded(text) in _phrases()


@cache
def _phrases() -> frozenset[str]:
    return frozenset(folded(row["phrase"]) for row in read_rows("run_ins.tsv"))
