"""The values of cells of a workbook."""

import pytest

from etl.ingest.office import cell_values
from etl.ingest.office.cell_values import date_of, is_date_format, number, unescaped


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("yyyy-mm-dd", True),
        ("d. mmmm yyyy;@", True),
        ("h:mm", True),
        ("0.00", False),
        ("General", False),
        ('0 "days"', False),
        ("[h]:mm", False),
        ("[Red]0", False),
        ("#,##0;[Red]dd", False),
        ("0\\d", False),
        ("_d0*h", False),
        ("[mm]:ss", False),
        ("[S]", False),
        ("[hm]D", True),
        ("0" * 254 + "d", True),
        ("0" * 255 + "d", False),
    ],
)
def test_formats_of_dates_are_told_from_those_of_numbers(code: str, is_date: bool) -> None:
    assert is_date_format(code) == is_date


def test_the_built_in_formats_of_dates_are_known() -> None:
    """ECMA-376, part 1, 18.8.30: the formats of all languages, and those of East Asian ones."""
    bounds = (13, 14, 22, 23, 26, 27, 36, 37, 44, 45, 47, 48, 49, 50, 58, 59)

    assert [each in cell_values.DATE_FORMATS for each in bounds] == [
        False, True, True, False, False, True, True, False, False, True, True, False, False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7.0", -7),
        ("7.5e1", 75),
        ("0.25", 0.25),
        ("999999999999999", 999999999999999),
        ("1000000000000000", 1e15),
        ("1E+400", "1E+400"),
        ("-1E+400", "-1E+400"),
        ("7 tons", "7 tons"),
        (".5", ".5"),
        ("1_000", "1_000"),
    ],
)
def test_a_number_is_whole_if_it_is_exact(text: str, value: object) -> None:
    assert (number(text), type(number(text))) == (value, type(value))


@pytest.mark.parametrize(
    ("serial", "is_1904", "day"),
    [
        (-0.5, False, None),
        (0, False, "00:00:00"),
        (0.75, False, "18:00:00"),
        (0.75, True, "18:00:00"),
        (1, False, "1900-01-01"),
        (59, False, "1900-02-28"),
        (60, False, "1900-02-28"),  # the day that did not exist
        (61, False, "1900-03-01"),
        (1, True, "1904-01-02"),
        (60, True, "1904-03-01"),
        (45418.5, False, "2024-05-06T12:00:00"),
        (45418 + 1 / 86_400, False, "2024-05-06T00:00:01"),
        (45418.999999, False, "2024-05-07"),
        (2_958_465, False, "9999-12-31"),
        (2_958_465.75, False, "9999-12-31T18:00:00"),
        (2_958_466, False, None),
        (2_958_465, True, None),
    ],
)
def test_the_number_of_a_day_is_the_day_that_the_program_shows(serial: float, is_1904: bool, day: str | None) -> None:
    assert date_of(serial, is_1904=is_1904) == day


def test_escapes_are_resolved_once() -> None:
    assert unescaped("a_x000D_b_x005F_x000D_c_x00_") == "a\rb_x000D_c_x00_"
