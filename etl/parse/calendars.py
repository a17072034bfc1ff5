"""Calendars other than the Gregorian, as news pages print them."""

import re
from datetime import date, timedelta

# Day 1 of year 1 would be this ordinal, were every year before it of the 33-year cycle.
PERSIAN_EPOCH = date(2024, 3, 20).toordinal() - 365 * 1403 - (8 * 1403 + 21) // 33
PERSIAN_YEARS = range(1200, 1500)
PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
PERSIAN_DATE = re.compile(
    rf"(\d{{1,2}})\s+(?:ماه\s+)?({'|'.join(PERSIAN_MONTHS)})(?:\s*ماه)?\s+(?:سال\s+)?(\d{{4}})(?!\d)"
)
PERSIAN_NUMERIC = re.compile(r"(?<!\d)(1[2-4]\d\d)([/.-])(\d{1,2})\2(\d{1,2})(?!\d)")
ERA_OFFSETS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ERA_YEAR = re.compile(rf"({'|'.join(ERA_OFFSETS)})\s*(元|\d{{1,2}})\s*年")
BUDDHIST_OFFSET = 543
BUDDHIST_YEAR = re.compile(r"(?<!\d)(2[45]\d\d)(?!\d)")


def gregorian_years(text: str, languages: tuple[str, ...]) -> str:
    """The text with Japanese eras, and Buddhist years on a Thai page, as Gregorian years."""
    text = ERA_YEAR.sub(lambda m: f"{ERA_OFFSETS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)
    if "th" in languages:
        text = BUDDHIST_YEAR.sub(lambda m: str(int(m[1]) - BUDDHIST_OFFSET), text)
    return text


def find_persian_date(text: str, languages: tuple[str, ...]) -> date | None:
    """The date of a text in the Persian calendar: with a month's name, or in digits on a Persian page.

    Raises ValueError where the calendar has no such day.
    """
    if found := PERSIAN_DATE.search(text):
        return persian_date(int(found[3]), PERSIAN_MONTHS.index(found[2]) + 1, int(found[1]))
    if "fa" in languages and (found := PERSIAN_NUMERIC.search(text)):
        return persian_date(int(found[1]), int(found[3]), int(found[4]))
    return None


def persian_date(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day in the Persian calendar, by its 33-year cycle (exact from 1200 to 1499).

    Raises ValueError where the calendar has no such day.
    """
    first = _persian_new_year(year) if year in PERSIAN_YEARS else None
    if first is None or not 1 <= month <= 12 or not 1 <= day <= 31 - (month > 6):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    found = first + timedelta(days=31 * (month - 1) - max(0, month - 7) + day - 1)
    if found >= _persian_new_year(year + 1):
        raise ValueError(f"no day {year}-{month}-{day} in the Persian calendar")
    return found


def _persian_new_year(year: int) -> date:
    return date.fromordinal(PERSIAN_EPOCH + 365 * year + (8 * year + 21) // 33)
