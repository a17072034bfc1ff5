"""Convert dates of the calendars besides the Gregorian one that news pages use."""

import re
from datetime import date, timedelta

# Ordinal of the first day of year 0, if the 33-year cycle had always been in use.
PERSIAN_EPOCH = date(2024, 3, 20).toordinal() - 365 * 1403 - (8 * 1403 + 21) // 33
PERSIAN_YEARS = range(1200, 1500)
ETHIOPIC_EPOCH = 2796  # ordinal of day 1 of year 1
ETHIOPIC_YEARS = range(1592, 2200)
ERA_OFFSETS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
ERA_YEAR = re.compile(rf"(?:中[華华])?({'|'.join(ERA_OFFSETS)}) ?(元|0?[1-9]\d{{0,2}}) ?年")
BUDDHIST_OFFSET = 543
BUDDHIST_YEARS = range(2143, 2743)
HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
HAN_NUMBER = re.compile(r"[〇○零一二三四五六七八九十]{1,4}(?= ?[年月日号號])")
TEN = "十"


def with_common_years(text: str) -> str:
    """The text with Chinese numerals as digits, and years of Japanese and Chinese eras as common years."""
    text = HAN_NUMBER.sub(lambda found: str(_han_number(found[0])), text)
    return ERA_YEAR.sub(lambda m: f"{ERA_OFFSETS[m[1]] + (1 if m[2] == '元' else int(m[2]))}年", text)


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


def _han_number(text: str) -> int:
    """The value of Chinese numerals, digit by digit (二〇二四) or with tens (三十一)."""
    if TEN not in text:
        return int("".join(str(HAN_DIGITS[character]) for character in text))
    tens, _, units = text.partition(TEN)
    return 10 * HAN_DIGITS.get(tens, 1) + HAN_DIGITS.get(units, 0)
