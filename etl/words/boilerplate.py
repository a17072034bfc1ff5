"""Boilerplate phrases of pages: "Read more", "All rights reserved", notes on cookies and newsletters."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


class BoilerplateRole(StrEnum):
    """The purpose of a phrase."""

    READ_MORE = "read_more"  # leads to other articles
    COPYRIGHT = "copyright"
    NOTICE = "notice"  # about newsletters, sharing, cookies or an advertisement


class Where(StrEnum):
    """The place in which a phrase is boilerplate."""

    ANY = "any"
    BLOCK = "block"  # at the start of a block
    LABEL = "label"  # at the start of a block, and followed by a colon or nothing
    ALONE = "alone"  # the whole block
    TAIL = "tail"  # at the start of a line after the text; elsewhere it is an ordinary word


@dataclass(frozen=True, slots=True)
class BoilerplateRow:
    """One row of boilerplate.tsv; `*` in a phrase means up to forty characters."""

    role: BoilerplateRole
    where: Where
    phrase: str


def find_boilerplate(text: str, role: BoilerplateRole) -> Opening | None:
    """The phrase of this role at the start of the text, if there is one; the phrase's `where` is ignored."""
    return _openings(role).at_head(text)


def is_notice_alone(text: str) -> bool:
    """Whether the whole text is a notice: "Advertisement"."""
    return folded(text) in _alone()


@cache
def boilerplate_rows() -> tuple[BoilerplateRow, ...]:
    """The rows of boilerplate.tsv, in order."""
    return tuple(
        BoilerplateRow(BoilerplateRole(row["role"]), Where(row["where"]), row["phrase"])
        for row in read_rows("boilerplate.tsv")
    )


@cache
def _openings(role: BoilerplateRole) -> Openings:
    return Openings(row.phrase for row in boilerplate_rows() if row.role is role)


@cache
def _alone() -> frozenset[str]:
    rows = boilerplate_rows()
    return frozenset(
        folded(row.phrase) for row in rows if row.role is BoilerplateRole.NOTICE and row.where is Where.ALONE
    )
