"""Dates as texts give them; nothing that a text does not say is filled in."""

import re
import unicodedata
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

from etl.documents import Moment, Precision
from etl.parse.date_words import FIRST_YEAR, LAST_YEAR, date_from_words, moment_of_parts, offset_zone

ISO = re.compile(
    r"(\d{4})-(\d\d)"
    r"(?:-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|UTC|GMT|[+-]\d\d?:?\d\d|[+-]\d\d)?)?)?"
)
COMPACT_ISO = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?")
# A clock is asked for: the standard library would fill in midnight.
RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{4}\s+\d\d?:\d\d(?::\d\d)?(?:\s+(?![ap]\.?m)\S+)?",
    re.IGNORECASE,
)
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
FIRST_MILLISECONDS = 10**11
# Joiners, marks of direction and tatweel: they may stand in any date of a right-to-left page.
INVISIBLE = re.compile(r"[\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0640]")


def parse_date(text: str, languages: tuple[str, ...] = ()) -> Moment | None:
    """What a text says of a date: ISO 8601, RFC 2822, or words and digits in one of the languages (else English).

    A year of four digits, a month and a day must be there (ISO: also a year and a month alone). A clock or zone that
    is not there stays unknown. Years of the Persian, Thai and Japanese calendars are converted; Hijri ones are not,
    for their days depend on the place. None where the text is no date, or one outside 1600 to 2199; in digits alone,
    also where day and month could be exchanged and the language does not tell.
    """
    text = _with_ascii_digits(text)
    if found := ISO.fullmatch(text) or COMPACT_ISO.fullmatch(text):
        return _from_iso(found)
    if RFC_2822.fullmatch(text):
        return _from_rfc_2822(text)
    return date_from_words(text, tuple(language.split("-")[0].lower() for language in languages))


def parse_epoch(text: str) -> Moment | None:
    """The moment of a count of seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970, in UTC."""
    text = text.strip()
    if EPOCH.fullmatch(text) is None:
        return None
    seconds = int(text.split(".")[0])
    return moment(datetime.fromtimestamp(seconds // 1000 if seconds >= FIRST_MILLISECONDS else seconds, UTC))


def moment(value: datetime, precision: Precision = Precision.SECOND) -> Moment | None:
    """A datetime as a Moment, `at` only where it is aware. None outside 1600 to 2199."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    at = value if value.tzinfo is not None else None
    return Moment(on=value.date(), local=value.replace(tzinfo=None), at=at, precision=precision)


def _with_ascii_digits(text: str) -> str:
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    digits = (str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return " ".join("".join(digits).split())


def _from_iso(found: re.Match[str]) -> Moment | None:
    parts = [int(part) if part else None for part in found.groups()[:6]]
    year, month, day, hour, minute, second = parts
    if year is None or month is None or not FIRST_YEAR <= year <= LAST_YEAR or not 1 <= month <= 12:
        return None
    if day is None:
        return Moment(precision=Precision.MONTH)
    try:
        on = date(year, month, day)
        clock = None if hour is None or minute is None else time(hour, minute, second or 0)
        return moment_of_parts(on, clock, offset_zone(found.group(7)), second is not None)
    except ValueError:  # the 31st of June, 25 o'clock
        return None


def _from_rfc_2822(text: str) -> Moment | None:
    try:
        value = parsedate_to_datetime(text)
    except ValueError:  # no such day or month
        return None
    return moment(value, Precision.SECOND if text.count(":") > 1 else Precision.MINUTE)
