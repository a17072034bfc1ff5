"""The eras of years in Japanese and Chinese dates: 令和6年, 民國113年."""

from functools import cache

from etl.words.read_table import read_rows


@cache
def eras() -> dict[str, int]:
    """Era -> the Gregorian year before its first year; longer names come before names that they end with."""
    rows = sorted(read_rows("eras.tsv"), key=lambda row: -len(row["era"]))
    return {row["era"]: int(row["year_before"]) for row in rows}
