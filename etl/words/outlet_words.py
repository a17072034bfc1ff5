"""Words that names of newspapers begin or end with, and names of persons hardly ever: Gazette, Zeitung, Diario."""

from functools import cache

from etl.words.read_table import read_rows


def is_outlet(name: str) -> bool:
    """Whether the first or last of several words says that a name is a newspaper's: "Marsh Gazette", "Diario Sur"."""
    words = name.lower().split()
    return len(words) > 1 and not {words[0], words[-1]}.isdisjoint(_outlet_words())


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row["word"].lower() for row in read_rows("outlet_words.tsv"))
