"""The words after the numbers of a date or time: 年, 시, "Uhr"."""

import re
from enum import StrEnum
from functools import cache

from etl.words.read_table import read_rows


class DateUnit(StrEnum):
    """The unit of the number before a word."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"
    SHARP = "sharp"  # after a word for the hour: no minutes
    O_CLOCK = "o_clock"  # after an hour, or after hour and minutes


@cache
def unit_words(unit: DateUnit) -> str:
    """The words of one unit as alternatives in a pattern, longest first, in a group."""
    words = {row["word"] for row in read_rows("date_suffixes.tsv") if row["unit"] == unit}
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"
