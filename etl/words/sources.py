"""Phrases before a source: "Source:"; some count only before an agency: "With material from"."""

from functools import cache

from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


def find_source(text: str) -> Opening | None:
    """The source label at the start of the text, if there is one."""
    return _labels().at_head(text)


def find_agency_source(text: str) -> Opening | None:
    """The source label at the start of the text, or a phrase that counts only before an agency."""
    return _all().at_head(text)


def is_source_label(text: str) -> bool:
    """Whether the text is a source label and nothing else."""
    return folded(text) in _labels()


def is_source_phrase(text: str) -> bool:
    """Whether the text is a phrase of either kind and nothing else."""
    return folded(text) in _all()


@cache
def _labels() -> Openings:
    return Openings(row["phrase"] for row in read_rows("sources.tsv") if not row["before"])


@cache
def _all() -> Openings:
    return Openings(row["phrase"] for row in read_rows("sources.tsv"))
