"""From the parts of a date to a Moment: day, clock and zone as far as a text gives them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from etl.articles import Moment, Precision

FIRST_YEAR, LAST_YEAR = 1600, 2199
UNSET = datetime(1970, 1, 1, tzinfo=UTC)
MAX_OFFSET = timedelta(hours=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A zone as given; `offset` is None where the name has several meanings, or one that changes with the season."""

    text: str
    offset: tzinfo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day; `has_seconds` says whether the text gives them."""

    value: time
    has_seconds: bool


def moment_of_parts(on: date, clock: Clock | None, zone: Zone | None) -> Moment | None:
    """A day, and a clock and a zone where they are known; a zone without a clock says nothing.

    None outside 1600 to 2199, and for the zero of Unix clocks: no date was set.
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
    """The zone of `Z`, `GMT`, `+03:00`, `+0300` or `+3`; raises ValueError for an offset that no place has."""
    if text.upper() in ("Z", "UTC", "GMT"):
        return Zone(text=text, offset=UTC)
    digits = text[1:].replace(":", "").strip()
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > MAX_OFFSET or minutes > 59:
        raise ValueError(f"offset {text}")
    return Zone(text=text, offset=timezone(-offset if text[0] == "-" else offset))
