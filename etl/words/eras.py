"""Eras by which Japanese and Chinese texts count years: 令和6年, 民國113年."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def eras() -> dict[str, int]:
    """Era -> the common year before its first one; a longer name stands before its end."""
    rows = sorted(read_rows("eras.tsv"), key=lambda row: -len(row["era"]))
    return {row["era"]: int(row["year_before"]) for row in rows}
