"""Tables with a separator between their cells that hold no articles: refused by name."""

from etl.parse.not_prose.sample import SAMPLE_CHARS, Sample
from etl.recognise import delimited_tables


def delimited_table(sample: Sample) -> str | None:
    """The kind of a table whose rows have the same number of cells."""
    return delimited_tables.delimited_table(sample.head, is_whole=len(sample.text) <= SAMPLE_CHARS)
