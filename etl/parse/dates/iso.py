"""Parse dates in ISO 8601, and in similar forms that programs write."""

import re
from datetime import date, time, timedelta

from etl.articles import Moment, Precision
from etl.parse.dates.moment import FIRST_YEAR, LAST_YEAR, Clock, Zone, moment_of_parts, offset_zone

DATE = (
    r"(?:(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    r"|(?P<basic>\d{8})"
    r"|(?P<weeks_year>\d{4})-?W(?P<week>\d\d)-?(?P<weekday>[1-7])"
    r"|(?P<days_year>\d{4})-(?P<day_of_year>\d{3}))"
)
TIME = (
    r"(?P<hour>\d\d?)(?::(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,12})?)?)?"
    r"|(?P<basic_time>\d{4}|\d{6})(?:[.,]\d{1,12})?"
)
ZONE = r"(?P<zone>Z|z|UTC|GMT|(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?)"
PLACE = r"(?P<place>[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+){1,2})"
ISO = re.compile(rf"{DATE}(?:[Tt _]\s?(?:{TIME})(?:\s?{ZONE})?(?:\s?\[?{PLACE}\]?)?)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
ALL_DIGITS = re.compile(r"(\d{8})(\d{4}|\d{6})(?P<zone>Z|[+-]\d{4})?")
MIDNIGHT_AT_ITS_END = 24


def is_iso(text: str) -> bool:
    """Whether a text has the form of a date in ISO 8601, even of an impossible one."""
    return any(form.fullmatch(text) for form in (ISO, MONTH, ALL_DIGITS))


def date_from_iso(text: str) -> Moment | None:
    """The date of a text for which is_iso is true; None if there is no such day or time.

    Accepted are also week and ordinal dates, the basic form, fractions of seconds, 24:00, and an hour without minutes,
    which gives no time of day. A place such as [Europe/Rome] becomes the name of the zone, without an offset.
    """
    try:
        if found := MONTH.fullmatch(text):
            return _month(int(found[1]), int(found[2]))
        if found := ALL_DIGITS.fullmatch(text):
            zone = offset_zone(found["zone"]) if found["zone"] else None
            return moment_of_parts(_basic_day(found[1]), _basic_clock(found[2]), zone)
        found = ISO.fullmatch(text)
        return _moment(found) if found else None
    except (ValueError, OverflowError):  # the 31st of June, 25 o'clock, the year 0
        return None


def _month(year: int, month: int) -> Moment | None:
    is_possible = FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12
    return Moment(precision=Precision.MONTH) if is_possible else None


def _moment(found: re.Match[str]) -> Moment | None:
    on, clock = _day(found), None
    if found["basic_time"]:
        clock = _basic_clock(found["basic_time"])
    elif found["minute"]:
        hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        if hour == MIDNIGHT_AT_ITS_END and minute == second == 0:
            hour, on = 0, on + timedelta(days=1)
        clock = Clock(value=time(hour, minute, second), has_seconds=found["second"] is not None)
    return moment_of_parts(on, clock, _zone(found))


def _zone(found: re.Match[str]) -> Zone | None:
    if found["zone"]:
        text = found["zone"]
        return offset_zone(text[3:] if text[:3] in ("GMT", "UTC") and len(text) > 3 else text)
    return Zone(text=found["place"], offset=None) if found["place"] else None


def _day(found: re.Match[str]) -> date:
    if found["basic"]:
        return _basic_day(found["basic"])
    if found["week"]:
        return date.fromisocalendar(int(found["weeks_year"]), int(found["week"]), int(found["weekday"]))
    if found["day_of_year"]:
        year, number = int(found["days_year"]), int(found["day_of_year"])
        on = date(year, 1, 1) + timedelta(days=number - 1)
        if on.year != year:
            raise ValueError(f"day {number} of {year}")
        return on
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _basic_day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _basic_clock(digits: str) -> Clock:
    value = time(int(digits[:2]), int(digits[2:4]), int(digits[4:] or 0))
    return Clock(value=value, has_seconds=len(digits) == 6)
