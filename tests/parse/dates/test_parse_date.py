"""Dates: what is said is read, what is not said stays unknown."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.articles import Precision
from etl.parse.dates.calendars import persian_date
from etl.parse.dates.parse_date import parse_date, parse_epoch


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-17", "2024-05-17"),
        ("2024-05-17T12:30", "2024-05-17T12:30:00"),
        ("2024-05-17T12:30:15", "2024-05-17T12:30:15"),
        ("2024-05-17T12:30:15.123Z", "2024-05-17T12:30:15+00:00"),
        ("2024-05-17 12:30:15 +0530", "2024-05-17T12:30:15+05:30"),
        ("20240517T123015Z", "2024-05-17T12:30:15+00:00"),
        ("Fri, 17 May 2024 12:30:15 +0200", "2024-05-17T12:30:15+02:00"),
        ("Fri, 17 May 2024 12:30 EST", "2024-05-17T12:30:00-05:00"),
    ],
)
def test_machine_dates_are_read_as_they_stand(text: str, expected: str) -> None:
    moment = parse_date(text)

    assert moment is not None
    assert moment.iso() == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("17 مايو 2024", "ar", "2024-05-17"),
        ("١٧ مايو ٢٠٢٤ الساعة ٢٣:١٠", "ar", "2024-05-17T23:10:00"),
        ("24 تشرين الأول 2024، 2:05 مساءً", "ar", "2024-10-24T14:05:00"),
        ("2 أيلول/سبتمبر 2025", "ar", "2025-09-02"),
        ("3 جويلية 2024", "ar", "2024-07-03"),
        ("۳۰ اسفند ۱۴۰۳", "fa", "2025-03-20"),
        ("1403/01/01 - 10:30", "fa", "2024-03-20T10:30:00"),
        ("३० जुलाई २०२५, ०८:२५ बजे", "hi", "2025-07-30T08:25:00"),
        ("14 กุมภาพันธ์ 2568 เวลา 15:30 น.", "th", "2025-02-14T15:30:00"),
        ("令和元年5月1日 6時00分", "ja", "2019-05-01T06:00:00"),
        ("2024年5月17日 下午3:05", "zh", "2024-05-17T15:05:00"),
        ("17 мая 2024, 09:05", "ru", "2024-05-17T09:05:00"),
        ("17 mai 2024 à 18h32", "fr", "2024-05-17T18:32:00"),
        ("28/12/2025 05:50 GMT+7", "vi", "2025-12-28T05:50:00+07:00"),
        ("17. Mai 2024", "de-AT", "2024-05-17"),
        ("May 17, 2024 12:10 a.m.", "en", "2024-05-17T00:10:00"),
        ("17 May 2024 02:10 PM", "en", "2024-05-17T14:10:00"),
        ("17 May 2024 14:10 pm", "en", "2024-05-17T14:10:00"),
    ],
)
def test_printed_dates_are_read_in_their_language_and_calendar(text: str, language: str, expected: str) -> None:
    moment = parse_date(text, (language,))

    assert moment is not None
    assert moment.iso() == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2024", "en"),
        ("17 May", "en"),
        ("May 2024", "en"),
        ("12:30", "en"),
        ("yesterday", "en"),
        ("two hours ago", "en"),
        ("12 Jan 24", "en"),
        ("05/06/2024", "en"),
        ("32.13.2024", "de"),
        ("30 February 2024", "en"),
        ("17 May 2024 25:10", "en"),
        ("31 مهر 1403", "fa"),
        ("30 اسفند 1402", "fa"),
        ("15 رجب 1446", "ar"),
        ("平成0年1月1日", "ja"),
        ("0000-01-01", "en"),
        ("1599-12-31", "en"),
        ("9999-12-31", "en"),
        ("1970-01-01T00:00:00Z", "en"),
        ("2024-02-30", "en"),
        ("2024-05-17T12:30:15+25:00", "en"),
        ("Fri, 31 Jun 2024 12:30:15 +0200", "en"),
        ("The council met on 17 May 2024 and again on the following Tuesday to vote on what it had heard", "en"),
        ("", "en"),
    ],
)
def test_what_is_no_whole_and_possible_date_is_none(text: str, language: str) -> None:
    assert parse_date(text, (language,)) is None


def test_a_month_alone_has_no_day() -> None:
    moment = parse_date("2024-05")

    assert moment is not None
    assert moment.precision is Precision.MONTH
    assert moment.on is None
    assert moment.iso() is None


def test_a_date_without_a_clock_has_none() -> None:
    moment = parse_date("17 May 2024", ("en",))

    assert moment is not None
    assert moment.precision is Precision.DAY
    assert moment.local is None
    assert moment.at is None


def test_a_clock_without_a_zone_is_no_moment_in_time() -> None:
    moment = parse_date("2024-05-17T12:30")

    assert moment is not None
    assert moment.precision is Precision.MINUTE
    assert moment.at is None


@pytest.mark.parametrize("text", ["1715949015", "1715949015000"])
def test_epochs_are_read_in_seconds_and_milliseconds(text: str) -> None:
    moment = parse_epoch(text)

    assert moment is not None
    assert moment.iso() == "2024-05-17T12:30:15+00:00"


@pytest.mark.parametrize("text", ["", "12", "2024", "99999999999999", "-1715949015"])
def test_other_numbers_are_no_epochs(text: str) -> None:
    assert parse_epoch(text) is None


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1300, "1921-03-21"), (1375, "1996-03-20"), (1376, "1997-03-21"), (1399, "2020-03-20"), (1404, "2025-03-21")],
)
def test_the_persian_year_begins_at_the_known_days(year: int, expected: str) -> None:
    assert persian_date(year, 1, 1).isoformat() == expected


@given(st.datetimes(min_value=None), st.sampled_from(["minutes", "seconds"]))
def test_every_iso_datetime_comes_back_or_lies_outside_the_years(value: datetime, timespec: str) -> None:
    moment = parse_date(value.isoformat(timespec=timespec))

    if 1600 <= value.year <= 2199:
        assert moment is not None
        assert moment.local == value.replace(microsecond=0, second=0 if timespec == "minutes" else value.second)
    else:
        assert moment is None


@given(st.text(max_size=60))
def test_no_text_raises(text: str) -> None:
    parse_date(text, ("ar",))
