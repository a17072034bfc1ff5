"""Convert dates of the calendars besides the Gregorian one that news pages use."""

import re
from datetime import date, timedelta
from functools import cache

from etl.words.eras import eras
from etl.words.han_numerals import DIGITS, TEN, ZEROS, han_number

# Ordinal of the first day of year 0, if the 33-year cycle had always been in use.
PERSIAN_EPOCH = date(2024, 3, 20).toordinal() - 365 * 1403 - (8 * 1403 + 21) // 33
PERSIAN_YEARS = range(1200, 1500)
ETHIOPIC_EPOCH = 2796  # ordinal of day 1 of year 1
ETHIOPIC_YEARS = range(1592, 2200)
BUDDHIST_OFFSET = 543
BUDDHIST_YEARS = range(2143, 2743)
HAN_NUMBER = re.compile(rf"[{ZEROS}{DIGITS}{TEN}]{{1,4}}(?= ?[年月日号號])")
FIRST_YEAR = "元"


def with_common_years(text: str) -> str:
    """The text with Chinese numerals as digits, and years of Japanese and Chinese eras as common years."""
    text = HAN_NUMBER.sub(lambda found: str(han_number(found[0])), text)
    return _era_year().sub(lambda m: f"{eras()[m[1]] + (1 if m[2] == FIRST_YEAR else int(m[2]))}年", text)


def persian_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day in the Persian calendar, by the 33-year cycle, which is exact from 1200 to 1499.

    Raises ValueError if the calendar has no such day.
    """
    first = _persian_new_year(year) if year in PERSIAN_YEARS else None
    if first is None or not 1 <= month <= 12 or not 1 <= day <= 31 - (month > 6):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    found = first + timedelta(days=31 * (month - 1) - max(0, month - 7) + day - 1)
    if found >= _persian_new_year(year + 1):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    return found


def ethiopic_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day in the Ethiopian calendar: twelve months of 30 days, and a short thirteenth.

    Raises ValueError if the calendar has no such day.
    """
    last = 30 if month <= 12 else 5 + (year % 4 == 3)
    if year not in ETHIOPIC_YEARS or not 1 <= month <= 13 or not 1 <= day <= last:
        raise ValueError(f"no day {year}-{month}-{day} in the Ethiopian calendar")
    return date.fromordinal(ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1)


def _persian_new_year(year: int) -> date:
    return date.fromordinal(PERSIAN_EPOCH + 365 * year + (8 * year + 21) // 33)


@cache
def _era_year() -> re.Pattern[str]:
    return re.compile(rf"({'|'.join(eras())}) ?({FIRST_YEAR}|0?[1-9]\d{{0,2}}) ?年")
