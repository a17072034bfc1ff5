"""Find the time of day in the text of a date, and the zone next to it."""

import re
from datetime import time
from functools import cache
from typing import NamedTuple

from etl.parse.dates.moment import Clock, Zone, offset_zone
from etl.words.date_suffixes import DateUnit, unit_words

MERIDIEM = re.compile(r" ?([ap])\.? ?m\b\.?", re.IGNORECASE)
OFFSET = re.compile(r" ?([+-]\d\d:?\d\d)(?!\d)|([+-]\d\d)$")
GMT_OFFSET = re.compile(r"\(?(?<![A-Za-z])(?:GMT|UTC) ?([+-] ?\d{1,2}(?::?\d\d)?)(?!\d)\)?(?: ?\([^\d()]{2,40}\))?")
NOON = 12
LATEST_EVENING_HOUR = 11
FIRST_EVENING_HOUR = 6


class ClockFound(NamedTuple):
    """A text without its time of day, and that time as printed."""

    rest: str  # the text without the time, and the "am", "pm" or offset after it
    hour: int | None = None  # as printed, 0 to 99; None without a time of day
    minute: int = 0
    second: int | None = None
    half: frozenset[str] = frozenset()  # "am" or "pm", if printed
    zone: Zone | None = None


def find_clock(text: str) -> ClockFound:
    """The time of day in a text, if it has one. Raises ValueError for an impossible offset."""
    text, zone = _without_gmt(text)
    for form in _clocks():
        if found := form.search(text):
            end, half = found.end(), frozenset[str]()
            if meridiem := MERIDIEM.match(text, end):
                half, end = frozenset((f"{meridiem[1].lower()}m",)), meridiem.end()
            if zone is None and (offset := OFFSET.match(text, end)):
                zone, end = offset_zone(offset[1] or offset[2]), offset.end()
            second = int(found[3]) if found[3] else None
            rest = f"{text[: found.start()]} {text[end:]}"
            return ClockFound(rest, int(found[1]), int(found[2]), second, half, zone)
    return ClockFound(_hour_alone().sub(" ", text, count=1), zone=zone)


def clock_of(found: ClockFound, halves: frozenset[str]) -> Clock | None:
    """The time of day for a printed time and words for a half of the day (am, pm, noon, night).

    Raises ValueError if they do not fit together, or if the time is impossible.
    """
    if found.hour is None:
        return None
    if len(halves) > 1:
        raise ValueError("before and after noon")
    hour = _hour(found.hour, next(iter(halves), None))
    return Clock(value=time(hour, found.minute, found.second or 0), has_seconds=found.second is not None)


def _hour(hour: int, half: str | None) -> int:
    if half is None or (hour > NOON and half != "am"):
        return hour  # 14:05 pm gives the half twice
    if half == "noon":
        return hour if hour >= NOON - 1 else hour + NOON
    if half == "night" and not FIRST_EVENING_HOUR <= hour <= LATEST_EVENING_HOUR:
        raise ValueError(f"{hour} at night: before or after midnight")
    if hour > NOON or (hour == 0 and half != "am"):
        raise ValueError(f"{hour} o'clock before or after noon")
    return hour % NOON + (0 if half == "am" else NOON)


def _without_gmt(text: str) -> tuple[str, Zone | None]:
    found = GMT_OFFSET.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", offset_zone(found[1].replace(" ", ""))


@cache
def _clocks() -> tuple[re.Pattern[str], ...]:
    """The ways to write hour, minute and second, the surest first."""
    hour, minute, second = map(unit_words, (DateUnit.HOUR, DateUnit.MINUTE, DateUnit.SECOND))
    return (
        re.compile(r"(?<![\d:.])(\d{1,2}) ?: ?([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?![\d:])"),
        re.compile(r"(?<![\d:.])(\d{1,2}) ?h ?([0-5]\d)(?!\d)()(?: ?(?:m|min)\b)?", re.IGNORECASE),
        re.compile(rf"(?<!\d)(\d{{1,2}}) ?{hour} ?([0-5]?\d) ?{minute}(?: ?([0-5]?\d) ?{second})?"),
        re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)()(?![\d.])"),  # 14.05: only where the rest is a whole date
    )


@cache
def _hour_alone() -> re.Pattern[str]:
    """An hour that says no minute."""
    hour, sharp, o_clock = map(unit_words, (DateUnit.HOUR, DateUnit.SHARP, DateUnit.O_CLOCK))
    return re.compile(rf"(?<![\d:.])\d{{1,2}} ?(?:{hour}{sharp}?|[ap]\.?m\b\.?|{o_clock})(?!\w)", re.IGNORECASE)
