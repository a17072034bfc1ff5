"""Letters and words by which languages that are written much alike are told apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from etl.words.read_table import read_rows


@dataclass(frozen=True, slots=True)
class Marks:
    """Letters and words that no other language of the family has."""

    letters: frozenset[str]
    words: frozenset[str]


@cache
def families() -> tuple[Mapping[str, Marks], ...]:
    """The families, each by its languages."""
    rows: dict[str, dict[str, tuple[set[str], set[str]]]] = {}
    for row in read_rows("close_languages.tsv"):
        family = rows.setdefault(row["family"], {})
        family[row["language"]] = (set(row["letters"]), set(row["words"].split()))
    return tuple({code: _own(code, family) for code in sorted(family)} for family in rows.values())


@cache
def han_variants() -> Mapping[str, frozenset[str]]:
    """The characters that only simplified (Hans) or only traditional (Hant) Chinese has, by the script's code."""
    return {row["script"]: frozenset(row["characters"]) for row in read_rows("han_variants.tsv")}


def _own(code: str, family: Mapping[str, tuple[set[str], set[str]]]) -> Marks:
    """The letters and words of a language that no other language of the family has."""
    others = [marks for other, marks in family.items() if other != code]
    letters = family[code][0].difference(*(marks[0] for marks in others))
    words = family[code][1].difference(*(marks[1] for marks in others))
    return Marks(frozenset(letters), frozenset(words))
