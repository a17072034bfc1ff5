"""Dates in words and digits: day, month and year, with or without a clock and a zone."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone

import dateparser  # type: ignore[import-untyped]  # its stubs are a package of their own

from etl.documents import Moment, Precision
from etl.parse.calendars import find_persian_date, gregorian_years

FIRST_YEAR, LAST_YEAR = 1600, 2199
MAX_DATE_CHARS = 80  # a longer text is no date, but may hold one
UNSET = datetime(1970, 1, 1, tzinfo=UTC)
MAX_OFFSET = timedelta(hours=14)
CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:\s?[:h]\s?|\s?[時时点點시]\s?)([0-5]\d)(?:\s?[分분]|(?::([0-5]\d)))?(?![\d:])",
    re.IGNORECASE,
)
MERIDIEM = re.compile(
    r"\s*(?:(?P<am>a\.?\s?m\b\.?|صباحا|صباحًا|صباحاً|ص(?!\w)|上午|午前|오전|पूर्वाह्न)"
    r"|(?P<pm>p\.?\s?m\b\.?|مساء|مساءً|م(?!\w)|下午|午後|오후|अपराह्न))",
    re.IGNORECASE,
)
MERIDIEM_BEFORE = re.compile(r"(?:(?P<am>上午|午前|오전)|(?P<pm>下午|午後|오후))\s*$")
ZONE = re.compile(r"\(?\b(?:(?:GMT|UTC)\s*([+-]\d{1,2}(?::?\d\d)?)|(GMT|UTC)\b)\)?|(?<=\d)\s*([+-]\d\d:?\d\d)\b")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
NUMERIC = re.compile(r"\s*(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*\d{4}\s*")
# What the months are called from Syria to Iraq, and in the Maghreb, in the words that dateparser knows.
ARABIC_MONTHS = {
    "كانون الثاني": "يناير", "شباط": "فبراير", "آذار": "مارس", "اذار": "مارس", "نيسان": "أبريل", "أيار": "مايو",
    "ايار": "مايو", "حزيران": "يونيو", "تموز": "يوليو", "آب": "أغسطس", "اب": "أغسطس", "أيلول": "سبتمبر",
    "ايلول": "سبتمبر", "تشرين الأول": "أكتوبر", "تشرين الاول": "أكتوبر", "تشرين الثاني": "نوفمبر",
    "كانون الأول": "ديسمبر", "كانون الاول": "ديسمبر", "جانفي": "يناير", "فيفري": "فبراير", "أفريل": "أبريل",
    "افريل": "أبريل", "ماي": "مايو", "جوان": "يونيو", "جويلية": "يوليو", "أوت": "أغسطس", "اوت": "أغسطس",
    "غشت": "أغسطس", "شتنبر": "سبتمبر", "نونبر": "نوفمبر", "دجنبر": "ديسمبر", "يوليوز": "يوليو", "ابريل": "أبريل",
    "اغسطس": "أغسطس", "اكتوبر": "أكتوبر",
}  # fmt: skip
ARABIC_MONTH = re.compile(rf"(?<!\w)({'|'.join(sorted(ARABIC_MONTHS, key=len, reverse=True))})(?!\w)")
SAID_TWICE = re.compile(r"([^\W\d_]{2,})\s*[/(-]\s*\1\)?")
DATEPARSER_SETTINGS = {
    "STRICT_PARSING": True,
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
}
DEFAULT_LANGUAGES = ("en",)


def date_from_words(text: str, languages: tuple[str, ...]) -> Moment | None:
    """The date of a short text in ASCII digits and the words of the languages (else English); see parse_date."""
    if not text or len(text) > MAX_DATE_CHARS:
        return None
    try:
        text, zone = _without_zone(text)
        text, clock, has_seconds = _without_clock(text)
        on = _day(text, languages)
        if on is None or not FIRST_YEAR <= on.year <= LAST_YEAR:
            return None
        return moment_of_parts(on, clock, zone, has_seconds)
    except ValueError:  # no such hour or offset, no such day in its calendar
        return None


def moment_of_parts(on: date, clock: time | None, zone: timezone | None, has_seconds: bool) -> Moment:
    """A day, and a clock and a zone where they are known; raises ValueError for the zero of Unix clocks."""
    if clock is None:
        return Moment(on=on, precision=Precision.DAY)
    local = datetime.combine(on, clock)
    at = local.replace(tzinfo=zone) if zone is not None else None
    if at == UNSET:
        raise ValueError("the zero of Unix clocks: no date was set")
    return Moment(on=on, local=local, at=at, precision=Precision.SECOND if has_seconds else Precision.MINUTE)


def offset_zone(text: str | None) -> timezone | None:
    """The zone of `Z`, `GMT`, `+03:00` or `+3`; raises ValueError for an offset that no place has."""
    if text is None:
        return None
    if text.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > MAX_OFFSET:
        raise ValueError(f"offset {text}")
    return timezone(-offset if text[0] == "-" else offset)


def _without_zone(text: str) -> tuple[str, timezone | None]:
    found = ZONE.search(text)
    if found is None:
        return text, None
    return f"{text[: found.start()]} {text[found.end() :]}", offset_zone(found[1] or found[2] or found[3])


def _without_clock(text: str) -> tuple[str, time | None, bool]:
    """Raises ValueError where the clock cannot show this."""
    found = CLOCK.search(text)
    if found is None:
        return text, None, False
    hour, start, end = int(found[1]), found.start(), found.end()
    meridiem = MERIDIEM.match(text, end) or MERIDIEM_BEFORE.search(text[:start])
    if meridiem is not None:
        start, end = min(start, meridiem.start()), max(end, meridiem.end())
        if not 1 <= hour <= 12:
            raise ValueError(f"{hour} o'clock before or after noon")
        hour = hour % 12 + (12 if meridiem["pm"] else 0)
    clock = time(hour, int(found[2]), int(found[3] or 0))
    return f"{text[:start]} {text[end:]}", clock, found[3] is not None


def _day(text: str, languages: tuple[str, ...]) -> date | None:
    on = find_persian_date(text, languages)
    if on is not None:
        return on
    text = gregorian_years(text, languages)
    text = SAID_TWICE.sub(r"\1", ARABIC_MONTH.sub(lambda found: ARABIC_MONTHS[found[1]], text))
    if len(YEAR.findall(text)) != 1 or _could_be_exchanged(text, languages):
        return None
    return _by_dateparser(text.strip(" ,،.-–|()"), languages or DEFAULT_LANGUAGES)


def _could_be_exchanged(text: str, languages: tuple[str, ...]) -> bool:
    """True for 05/06/2024 in English or an unknown language: May or June."""
    found = NUMERIC.fullmatch(text)
    if found is None or found[2] == "." or (languages and "en" not in languages):
        return False
    return found[1] != found[3] and int(found[1]) <= 12 and int(found[3]) <= 12


def _by_dateparser(text: str, languages: tuple[str, ...]) -> date | None:
    known = [language for language in languages if language in dateparser.data.language_order]
    if not known:
        return None
    found = dateparser.parse(text, languages=known, settings=DATEPARSER_SETTINGS)
    return found.date() if found else None
