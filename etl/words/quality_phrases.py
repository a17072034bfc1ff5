"""Phrases that language models and forms leave in texts: words of an answer, placeholders."""

from dataclasses import dataclass
from functools import cache

from etl.words.read_table import read_rows


@dataclass(frozen=True, slots=True)
class LeftoverRow:
    """One line of quality_phrases.tsv; `*` in a phrase stands for up to forty characters."""

    rule: str  # prompt_leftover, placeholder
    where: str  # any, sentence, block, colon (from the start of a block to a colon), alone
    phrase: str


@cache
def leftover_rows() -> tuple[LeftoverRow, ...]:
    """The table, in its order."""
    return tuple(LeftoverRow(row["rule"], row["where"], row["phrase"]) for row in read_rows("quality_phrases.tsv"))
