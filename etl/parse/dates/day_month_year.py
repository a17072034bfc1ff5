"""Determine which number of a date is the day, the month and the year, and in which calendar."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from etl.parse.dates.calendars import BUDDHIST_OFFSET, BUDDHIST_YEARS, PERSIAN_YEARS, ethiopic_date, persian_date
from etl.words.characters import script_of_letter
from etl.words.date_names import Meaning, base_language

YEAR_CHARS = 4
# Languages in which 05/06/2024 is ambiguous (in CLDR the month comes first in some country), or the year comes first.
UNSURE_ORDER = frozenset(
    ("ak", "ceb", "chr", "ee", "en", "fil", "gaa", "iu", "ja", "ko", "ks", "om", "sd", "ti", "xh", "yue", "zh", "zu")
)
UNSURE_COUNTRIES = frozenset(("US", "CA", "PH", "PR", "PA", "PW", "GU"))
# In English of these countries, the day comes first.
DAY_FIRST_COUNTRIES = frozenset(
    ("GB", "IE", "AU", "NZ", "IN", "PK", "BD", "LK", "NG", "GH", "KE", "UG", "TZ", "ZM", "SG")
)
PERSIAN_LANGUAGES = frozenset(("fa", "ps"))
THAI = frozenset(("th", "lo", "km"))
CALENDARS: dict[str, Callable[[int, int, int], date]] = {"persian": persian_date, "ethiopic": ethiopic_date}


class Part(NamedTuple):
    """A number (without meanings) or a word of a date."""

    before: str  # signs and spaces between the previous part and this one
    text: str
    meanings: frozenset[Meaning] = frozenset()


def day_of_parts(parts: Sequence[Part], languages: tuple[str, ...]) -> date | None:
    """The day that numbers and words give; None if a part is missing, contradictory or ambiguous.

    A date of the Islamic calendar next to another date is ignored, because its days depend on the place. Raises
    ValueError if a calendar has no such day.
    """
    found: list[date] = []
    known = {base_language(language) for language in languages}
    for kind in ("hijri", *CALENDARS):
        parts, days = _take(parts, kind)
        if days and kind == "ethiopic" and known != {"am"}:
            return None  # Eritrea uses these names for the months of the common calendar
        found += days
    numbers = [part for part in parts if not part.meanings]
    if numbers:
        day = _common_day(parts, numbers, languages)
        if day is None:
            return None
        found.append(day)
    return found[0] if len(set(found)) == 1 else None


def _take(parts: Sequence[Part], kind: str) -> tuple[Sequence[Part], list[date]]:
    """The parts without the date whose month belongs to this calendar, and that date if it can be converted."""
    at = next((p for p, part in enumerate(parts) if any(m.kind == kind for m in part.meanings)), None)
    if at is None or any(m.kind == "month" for m in parts[at].meanings):
        return parts, []
    left = [p for p in range(at) if not parts[p].meanings][-2:]
    right = [p for p in range(at + 1, len(parts)) if not parts[p].meanings][:2]
    if len(left + right) < 2:
        return parts, []
    first, second = (left[-1], right[0]) if left and right else (left or right)
    rest = [part for p, part in enumerate(parts) if p not in (first, at, second)]
    day, year = sorted((parts[first].text, parts[second].text), key=len)
    month = next(int(m.value) for m in parts[at].meanings if m.kind == kind)
    return rest, [CALENDARS[kind](int(year), month, int(day))] if kind in CALENDARS else []


def _common_day(parts: Sequence[Part], numbers: list[Part], languages: tuple[str, ...]) -> date | None:
    years = [part for part in numbers if len(part.text) == YEAR_CHARS]
    others = [int(part.text) for part in numbers if len(part.text) < YEAR_CHARS - 1]
    month = _month(parts)
    if len(years) != 1 or len(others) + 1 != len(numbers):
        return None
    year = int(years[0].text)
    if month is not None:
        return _day(year, month, others[0], parts, languages) if len(others) == 1 else None
    if len(others) != 2 or years[0] is numbers[1] or any(_has_month(part) for part in parts) or not _is_joined(parts):
        return None
    first, second = others
    if years[0] is numbers[0]:
        return _day(year, first, second, parts, languages)
    orders = [(first, second), (second, first)] if first != second else [(first, second)]
    possible = [(day, month) for day, month in orders if day <= 31 and month <= 12]
    if len(possible) > 1:
        possible = _by_weekday(year, possible, parts) or ([orders[0]] if _is_day_first(languages) else [])
    return _day(year, possible[0][1], possible[0][0], parts, languages) if possible else None


def _day(year: int, month: int, day: int, parts: Sequence[Part], languages: tuple[str, ...]) -> date:
    known = {base_language(language) for language in languages}
    if year in PERSIAN_YEARS and known <= PERSIAN_LANGUAGES:
        return persian_date(year, month, day)
    if year in BUDDHIST_YEARS and (known <= THAI or any(script_of_letter(part.text[0]) == "THAI" for part in parts)):
        year -= BUDDHIST_OFFSET
    return date(year, month, day)


def _month(parts: Sequence[Part]) -> int | None:
    """The month that the words name, None if they name several.

    Words that can only be months come first, then words that cannot be fillers, then all others.
    """
    with_month = [part for part in parts if _has_month(part)]
    certain = [part for part in with_month if all(m.kind == "month" for m in part.meanings)]
    likely = [part for part in with_month if all(m.kind != "filler" for m in part.meanings)]
    months = {m.value for part in certain or likely or with_month for m in part.meanings if m.kind == "month"}
    return int(next(iter(months))) if len(months) == 1 else None


def _has_month(part: Part) -> bool:
    return any(meaning.kind == "month" for meaning in part.meanings)


def _is_joined(parts: Sequence[Part]) -> bool:
    """Whether signs or words separate the numbers, or all have two digits or more: "3 4 2024" may be anything."""
    is_apart, has_number = True, False
    for part in parts:
        if part.meanings:
            is_apart = True
        elif has_number and not is_apart and not part.before.strip():
            return all(len(other.text) > 1 for other in parts if not other.meanings)
        else:
            is_apart, has_number = False, True
    return True


def _by_weekday(year: int, possible: list[tuple[int, int]], parts: Sequence[Part]) -> list[tuple[int, int]]:
    """The one order of day and month that fits the weekday in the text, in a list; empty if none or both do."""
    named = {int(m.value) for part in parts for m in part.meanings if m.kind == "weekday"}
    right = [(day, month) for day, month in possible if date(year, month, day).weekday() in named]
    return right if len(right) == 1 and len(named) == 1 else []


def _is_day_first(languages: tuple[str, ...]) -> bool:
    """Whether the day comes before the month in all these languages."""
    return bool(languages) and all(map(_puts_day_first, languages))


def _puts_day_first(tag: str) -> bool:
    subtags = tag.replace("_", "-").split("-")
    country = next((part.upper() for part in subtags[1:] if len(part) == 2), "")
    if base_language(tag) in UNSURE_ORDER:
        return country in DAY_FIRST_COUNTRIES
    return country not in UNSURE_COUNTRIES
