"""Make a Moment from the parts of a date: the day, and the time and zone if they are known."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from etl.articles import Moment, Precision

FIRST_YEAR, LAST_YEAR = 1600, 2199
UNSET = datetime(1970, 1, 1, tzinfo=UTC)
MAX_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone as printed; `offset` is None if the name is ambiguous, or its offset changes with the season."""

    text: str
    offset: tzinfo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day; `has_seconds` says whether the text gives seconds."""

    value: time
    has_seconds: bool


def moment_of_parts(on: date, clock: Clock | None, zone: Zone | None) -> Moment | None:
    """The moment of a day, and of a time and zone if they are known; a zone without a time is ignored.

    None outside 1600 to 2199, and for 1970-01-01 00:00 UTC, which means that no date was set.
    """
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        return None
    if clock is None:
        return Moment(on=on, precision=Precision.DAY)
    local = datetime.combine(on, clock.value)
    at = local.replace(tzinfo=zone.offset) if zone is not None and zone.offset is not None else None
    if at == UNSET:
        return None
    precision = Precision.SECOND if clock.has_seconds else Precision.MINUTE
    return Moment(on=on, local=local, at=at, precision=precision, zone=zone.text if zone else None)


def offset_zone(text: str) -> Zone:
    """The zone of `Z`, `GMT`, `+03:00`, `+0300` or `+3`. Raises ValueError for an impossible offset."""
    if text.upper() in ("Z", "UTC", "GMT"):
        return Zone(text=text, offset=UTC)
    digits = text[1:].replace(":", "").strip()
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > MAX_OFFSET or minutes > 59:
        raise ValueError(f"offset {text}")
    return Zone(text=text, offset=timezone(-offset if text[0] == "-" else offset))
