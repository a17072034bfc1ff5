"""Parse the text of a date; parts that the text does not give stay unknown."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from etl.articles import Moment, Precision
from etl.parse.dates.in_words import date_from_words
from etl.parse.dates.iso import date_from_iso, is_iso
from etl.parse.dates.moment import FIRST_YEAR, LAST_YEAR
from etl.words.date_names import hijri_eras, hijri_names
from etl.words.folding import normalised

MAX_DATE_CHARS = 80  # a longer text is more than a date
EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
FIRST_MILLISECONDS = 10**11
# Joiners, direction marks and tatweel: they may occur in any date of a right-to-left page.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u0640]")
# RFC 2822 defines these names; in a printed line they have several meanings, so they are not used there.
RFC_ZONES = {"CDT": "-0500", "MST": "-0700", "PST": "-0800"}
LUNAR_YEAR = "1[345][0-9]{2}"
RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3,9},? )?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{4} \d\d?:\d\d(?::\d\d)? ([A-Z]{3}|-0000)", re.IGNORECASE
)


def parse_date(text: str, languages: tuple[str, ...] = ()) -> Moment | None:
    """The date that a text gives in ISO 8601, RFC 2822, or words and digits of the languages (else of its script).

    The text must be a date and nothing else, with a year of four digits, a month and a day (ISO: or only a year and a
    month). Time of day and zone stay unknown if the text does not give them. Persian, Ethiopian, Thai, Japanese and
    Taiwanese years are converted; Hijri dates are not, because their days depend on the place.

    None if the text is not a date, or the year is outside 1600 to 2199. A date in digits alone is also None if day and
    month could be exchanged, and the languages (BCP 47, with or without a country) do not determine their order.
    """
    if not text or len(text) > MAX_DATE_CHARS:
        return None
    text = _with_ascii_digits(text)
    if is_iso(text):
        return date_from_iso(text)
    found = RFC_2822.fullmatch(text)
    zone = found[1].upper() if found else ""
    if found and (zone in RFC_ZONES or zone == "-0000"):  # RFC 2822: -0000 means that the zone is unknown
        moment = date_from_words(f"{text[: found.start(1)]}{RFC_ZONES.get(zone, '')}", ("en",))
        return replace(moment, zone=zone) if moment and moment.at else moment
    return date_from_words(text, languages)


def is_lunar_date(text: str) -> bool:
    """Whether a text is a date of the Hijri calendar and nothing else: 12 رمضان 1447 هـ, 12/09/1447 AH."""
    return len(text) <= MAX_DATE_CHARS and _lunar_date().fullmatch(_with_ascii_digits(text)) is not None


@cache
def _lunar_date() -> re.Pattern[str]:
    months = "|".join(map(re.escape, hijri_names()))
    era = f"(?:{'|'.join(hijri_eras())})"
    return re.compile(
        rf"(?:[^\W\d_]+[،,]? ){{0,2}}(?:\d{{1,2}} (?:{months}),? {LUNAR_YEAR}(?: ?{era})?"
        rf"|\d{{1,2}}(?P<sign>[/.-])\d{{1,2}}(?P=sign){LUNAR_YEAR} ?{era})\.?",
        re.IGNORECASE,
    )


def parse_epoch(text: str) -> Moment | None:
    """The moment, in UTC, of seconds (9 or 10 digits) or milliseconds (12 or 13 digits) since 1970; None otherwise."""
    text = text.strip()
    if EPOCH.fullmatch(text) is None:
        return None
    seconds = int(text.split(".")[0])
    value = datetime.fromtimestamp(seconds // 1000 if seconds >= FIRST_MILLISECONDS else seconds, UTC)
    return moment(value)


def moment(value: datetime, precision: Precision = Precision.SECOND) -> Moment | None:
    """A datetime as a Moment; `at` is set only if it has a time zone. None outside 1600 to 2199."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        return None
    at = value if value.tzinfo is not None else None
    return Moment(on=value.date(), local=value.replace(tzinfo=None), at=at, precision=precision)


def _with_ascii_digits(text: str) -> str:
    text = INVISIBLE.sub("", normalised(text, "NFKC"))
    digits = (str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return " ".join("".join(digits).split())
