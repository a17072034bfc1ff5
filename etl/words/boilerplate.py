"""What pages carry on every article: "Read more", "All rights reserved", notes on cookies and newsletters."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


class BoilerplateRole(StrEnum):
    """What a phrase is for."""

    READ_MORE = "read_more"  # leads to other articles
    COPYRIGHT = "copyright"
    NOTICE = "notice"  # signs up, shares, asks for cookies, heads an advertisement


class Where(StrEnum):
    """Where a phrase stands if it is boilerplate."""

    ANY = "any"
    BLOCK = "block"  # at the head of a block
    LABEL = "label"  # the same, and a colon or nothing follows
    ALONE = "alone"  # it is the whole block
    TAIL = "tail"  # at the head of a line behind the text; elsewhere it is an ordinary word


@dataclass(frozen=True, slots=True)
class BoilerplateRow:
    """One line of boilerplate.tsv; `*` in a phrase stands for up to forty characters."""

    role: BoilerplateRole
    where: Where
    phrase: str


def find_boilerplate(text: str, role: BoilerplateRole) -> Opening | None:
    """The phrase of this role at the head of the text, if there is one, wherever in an article the text stands."""
    return _openings(role).at_head(text)


@cache
def boilerplate_rows() -> tuple[BoilerplateRow, ...]:
    """The table, in its order."""
    return tuple(
        BoilerplateRow(BoilerplateRole(row["role"]), Where(row["where"]), row["phrase"])
        for row in read_rows("boilerplate.tsv")
    )


@cache
def _openings(role: BoilerplateRole) -> Openings:
    return Openings(row.phrase for row in boilerplate_rows() if row.role is role)
