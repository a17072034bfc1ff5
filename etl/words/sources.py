"""The phrases before a source: "Source:"; and those that need an agency behind them: "With material from"."""

from functools import cache

from etl.words.labels import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


def find_source(text: str) -> Opening | None:
    """The label of a source at the head of the text, if there is one."""
    return _labels().at_head(text)


def find_agency_source(text: str) -> Opening | None:
    """The same, or a phrase that counts only if an agency stands behind it."""
    return _all().at_head(text)


def is_source_label(text: str) -> bool:
    """Whether the text is the label of a source and nothing else."""
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
