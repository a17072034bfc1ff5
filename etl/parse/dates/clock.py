"""The clock in a date's text, and the zone beside it."""

import re
from datetime import time
from typing import NamedTuple

from etl.parse.dates.moment import Clock, Zone, offset_zone

CLOCKS = (
    re.compile(r"(?<![\d:.])(\d{1,2}) ?: ?([0-5]\d)(?::([0-5]\d)(?:[.,]\d{1,9})?)?(?![\d:])"),
    re.compile(r"(?<![\d:.])(\d{1,2}) ?h ?([0-5]\d)(?!\d)()(?: ?(?:m|min)\b)?", re.IGNORECASE),
    re.compile(r"(?<!\d)(\d{1,2}) ?[時时點点시] ?([0-5]?\d) ?[分분](?: ?([0-5]?\d) ?[秒초])?"),
    re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)()(?![\d.])"),  # 14.05: only where the rest is a whole date
)
# An hour alone says no minute: it is passed over.
HOUR = re.compile(
    r"(?<![\d:.])\d{1,2} ?(?:[時时點点시](?:정각|整)?|[ap]\.?m\b\.?|uhr\b|h\b|hrs?\b|uur\b|น\.)(?!\w)", re.IGNORECASE
)
MERIDIEM = re.compile(r" ?([ap])\.? ?m\b\.?", re.IGNORECASE)
OFFSET = re.compile(r" ?([+-]\d\d:?\d\d)(?!\d)|([+-]\d\d)$")
GMT_OFFSET = re.compile(r"\(?(?<![A-Za-z])(?:GMT|UTC) ?([+-] ?\d{1,2}(?::?\d\d)?)(?!\d)\)?(?: ?\([^\d()]{2,40}\))?")
NOON = 12
LATEST_EVENING_HOUR = 11
FIRST_EVENING_HOUR = 6


class ClockFound(NamedTuple):
    """A text without its clock and what stands right behind it; the hour is as printed, before or after noon."""

    rest: str
    hour: int | None = None
    minute: int = 0
    second: int | None = None
    half: frozenset[str] = frozenset()
    zone: Zone | None = None


def find_clock(text: str) -> ClockFound:
    """The clock of a text, if it has one; raises ValueError for an offset that no place has."""
    text, zone = _without_gmt(text)
    for form in CLOCKS:
        if found := form.search(text):
            end, half = found.end(), frozenset[str]()
            if meridiem := MERIDIEM.match(text, end):
                half, end = frozenset((f"{meridiem[1].lower()}m",)), meridiem.end()
            if zone is None and (offset := OFFSET.match(text, end)):
                zone, end = offset_zone(offset[1] or offset[2]), offset.end()
            second = int(found[3]) if found[3] else None
            rest = f"{text[: found.start()]} {text[end:]}"
            return ClockFound(rest, int(found[1]), int(found[2]), second, half, zone)
    return ClockFound(HOUR.sub(" ", text, count=1), zone=zone)


def clock_of(found: ClockFound, halves: frozenset[str]) -> Clock | None:
    """The time of day of a clock beside words for a half of the day; raises ValueError where it cannot show this."""
    if found.hour is None:
        return None
    if len(halves) > 1:
        raise ValueError("before and after noon")
    hour = _hour(found.hour, next(iter(halves), None))
    return Clock(value=time(hour, found.minute, found.second or 0), has_seconds=found.second is not None)


def _hour(hour: int, half: str | None) -> int:
    if half is None or (hour > NOON and half != "am"):
        return hour  # 14:05 pm is said twice
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
