"""The labels of dates: "Published", "Last updated on", "Дата публикации"."""

from functools import cache

from etl.words.labels import folded
from etl.words.openings import Opening, Openings
from etl.words.read_table import read_rows


def dated_kind(text: str) -> str | None:
    """What a date is whose label the text is, "published" or "modified"; None if the text is no such label."""
    return _kinds().get(folded(text))


def find_date_label(text: str) -> Opening | None:
    """The label of a date at the head of the text, if there is one."""
    return _openings().at_head(text)


@cache
def _kinds() -> dict[str, str]:
    return {folded(row["phrase"]): row["kind"] for row in read_rows("date_labels.tsv")}


@cache
def _openings() -> Openings:
    return Openings(_kinds())
