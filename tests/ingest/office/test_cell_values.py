"""The values of cells of a workbook."""

import pytest

from etl.ingest.office.cell_values import is_date_format


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
    ],
)
def test_formats_of_dates_are_told_from_those_of_numbers(code: str, is_date: bool) -> None:
    assert is_date_format(code) == is_date
