"""The values of cells of a workbook: texts, numbers and dates (ECMA-376, part 1, 18.3.1.4 and 18.8.30)."""

import re
from datetime import date, datetime, time, timedelta

MAX_SERIAL = 2_958_466  # of 1 January of the year 10000
LEAP_SERIAL = 60  # of 29 February 1900, a day that did not exist; Excel counts it, as older programs did
MAX_FORMAT_CHARS = 255
WHOLE_NUMBERS = 1e15  # up to here a number with no fraction is exact
# Ids of built-in formats of dates and times, whose text is not in the file; some depend on the program's language.
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})

_NUMBER = re.compile(r"-?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,3})?")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def is_date_format(code: str) -> bool:
    """Whether a number format shows a date or a time of day, and not a number or a duration such as `[h]:mm`."""
    shown = _LITERAL.sub("", code[:MAX_FORMAT_CHARS].partition(";")[0])
    return not _ELAPSED.search(shown) and re.search("[dmyhs]", shown, re.IGNORECASE) is not None


def number(text: str) -> int | float | str:
    """The number in a text; a text that is not a number is returned unchanged."""
    if not _NUMBER.fullmatch(text):
        return text
    value = float(text)
    if abs(value) < WHOLE_NUMBERS and value.is_integer():
        return int(value)
    return value if abs(value) != float("inf") else text


def date_of(serial: float, *, is_1904: bool) -> str | None:
    """The date or time of a number of days, as ISO 8601: without a time at midnight, without a date below 1.

    None outside the years 1900 to 9999. With `is_1904`, day 0 is 1 January 1904, as in older workbooks of the Mac.
    """
    if not 0 <= serial < MAX_SERIAL:
        return None
    days, seconds = divmod(round(serial * 86_400), 86_400)
    day_0 = date(1904, 1, 1) if is_1904 else date(1899, 12, 30 if days >= LEAP_SERIAL else 31)
    try:
        moment = datetime.combine(day_0, time()) + timedelta(days=days, seconds=seconds)
    except OverflowError:
        return None
    if days == 0:
        return moment.time().isoformat()
    return moment.isoformat() if seconds else moment.date().isoformat()


def unescaped(text: str) -> str:
    """The text with its escapes resolved: `_x000D_` is a carriage return, `_x005F_` an underscore."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
