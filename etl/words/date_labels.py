"""The labels of dates: "Published", "Last updated on", "Дата публикации"."""

from functools import cache

from etl.words.folding import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


def dated_kind(text: str) -> str | None:
    """The kind of date of which the text is a label, "published" or "modified"; None if it is no label."""
    return _kinds().get(folded(text))


def find_date_label(text: str) -> Opening | None:
    """The label of a date at the start of the text, if there is one."""
    return _openings().at_head(text)


def is_label_of_other_date(text: str) -> bool:
    """Whether a text begins with the label of a date that is not an article's: "Deadline", "Valid until"."""
    return _others().at_head(text) is not None


@cache
def _others() -> Openings:
    return Openings(row["phrase"] for row in read_rows("other_date_labels.tsv"))


@cache
def _kinds() -> dict[str, str]:
    return {folded(row["phrase"]): row["kind"] for row in read_rows("date_labels.tsv")}


@cache
def _openings() -> Openings:
    return Openings(_kinds())
