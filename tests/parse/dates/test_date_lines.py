"""Bylines and datelines of texts, and values that state a date."""

import pytest

from etl.articles import Block, DateKind, Role
from etl.parse.dates.date_lines import date_languages, read_byline_dates, read_dateline, stated_date
from etl.parse.dates.labels import split_label
from etl.parse.text.metadata import dates_of


def dates(line: str, *languages: str) -> list[tuple[str, str | None]]:
    found = read_byline_dates(line, languages or ("en",), "byline")
    return [(candidate.kind.value, candidate.moment.iso() if candidate.moment else None) for candidate in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Anna Berg | 17 May 2024 | 14:05", [("published", "2024-05-17T14:05:00")]),
        ("17 May 2024 Updated 18 May 2024", [("published", "2024-05-17"), ("modified", "2024-05-18")]),
        ("Anna Berg and Berta Clar, Friday 17 May 2024", [("published", "2024-05-17")]),
        ("Published 17 May 2024 by Anna Berg", [("published", "2024-05-17")]),
        ("17 May 2024 by the harbour", []),
        ("2024年05月17日 08:12 来源：江城日报 作者：李明", [("published", "2024-05-17T08:12:00")]),
        ("Anna Berg", []),
        ("17 people, 5 boats, 2024", []),
    ],
)
def test_the_dates_of_a_byline_stand_beside_names(line: str, expected: list[tuple[str, str]]) -> None:
    assert dates(line) == expected


def test_a_long_line_of_numbers_costs_little_and_says_nothing() -> None:
    assert dates("17 " * 4000) == []
    assert read_dateline("1 " * 10_000, ("en",), "byline") is None


@pytest.mark.parametrize(
    ("line", "kind", "date"),
    [
        ("Updated on: 17 May 2024", DateKind.MODIFIED, "17 May 2024"),
        ("**Updated:** 17 May 2024", DateKind.MODIFIED, "17 May 2024"),
        ("published = 2024-05-17", DateKind.PUBLISHED, "2024-05-17"),
        ("更新：2024年5月17日", DateKind.MODIFIED, "2024年5月17日"),
        ("更新2024年5月17日", DateKind.MODIFIED, "2024年5月17日"),
        ("更新于 2024年5月17日", DateKind.MODIFIED, "2024年5月17日"),
    ],
)
def test_the_label_of_a_date_is_split_off_with_its_signs(line: str, kind: DateKind, date: str) -> None:
    assert split_label(line) == (kind, date)


@pytest.mark.parametrize("line", ["发布会于5月17日举行", "Updates 17 May 2024", "17 May 2024", ""])
def test_what_only_begins_like_a_label_is_none(line: str) -> None:
    assert split_label(line) == (None, line)


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("en-GB", "The boat", ("en-GB",)),
        (None, "船が戻った", ("ja",)),
        ("en", "船が戻った", ("ja",)),
        ("ar", "عاد القارب", ("ar",)),
        ("th", "เรือกลับมา", ("th",)),
    ],
)
def test_the_language_is_the_declared_one_or_that_of_the_script(
    declared: str | None, text: str, expected: tuple[str, ...]
) -> None:
    assert date_languages(declared, text) == expected


def test_a_language_that_the_script_does_not_write_is_not_believed() -> None:
    languages = date_languages("en", "Паром вернулся к северному причалу")

    assert "ru" in languages
    assert "en" not in languages


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1715947500", "2024-05-17T12:05:00+00:00"),
        ("17 мая 2024, 14:05", "2024-05-17T14:05:00"),
        ("ven., 17 mai 2024 14:05:33 +0200", "2024-05-17T14:05:33+02:00"),
        ("05/06/2024", None),
    ],
)
def test_a_stated_value_needs_no_language(value: str, expected: str | None) -> None:
    moment = stated_date(value)

    assert (moment.iso() if moment else None) == expected


def test_the_zone_is_kept_as_given_and_a_name_with_two_meanings_makes_no_moment() -> None:
    known, unsure = stated_date("17 May 2024 14:05 CEST"), stated_date("17 May 2024 14:05 IST")

    assert known is not None
    assert unsure is not None
    assert (known.zone, known.iso()) == ("CEST", "2024-05-17T14:05:00+02:00")
    assert (unsure.zone, unsure.at, unsure.iso()) == ("IST", None, "2024-05-17T14:05:00")


def test_a_text_has_dates_on_its_byline_and_dateline_only() -> None:
    extra = [
        Block(role=Role.BYLINE, text="By Anna Berg, 17 May 2024", detected_by="test"),
        Block(role=Role.DATELINE, text="Updated: 18 May 2024, 09:05", detected_by="test"),
        Block(role=Role.COPYRIGHT, text="© 2024", detected_by="test"),
    ]
    found = [(date.kind.value, date.evidence, date.moment.iso()) for date in dates_of(extra, "A text") if date.moment]

    assert found == [("published", "byline", "2024-05-17"), ("modified", "dateline", "2024-05-18T09:05:00")]
