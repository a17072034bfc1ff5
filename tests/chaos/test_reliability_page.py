"""docs/reliability.md has a table that `make chaos` wrote."""

import pytest
from chaos.faults import FAULTS
from chaos.reliability_page import PAGE, Line, read_lines, write_lines

LINE = Line("kill", "3 of 3", "the same tables", "2026-11-30", "0.1.0 (abc)", "18.6", "`make chaos SEED=1`")


def test_the_page_has_a_line_for_faults_that_exist_in_their_order() -> None:
    faults = [line.fault for line in read_lines(PAGE.read_text(encoding="utf-8"))]

    assert faults
    assert faults == [fault.name for fault in FAULTS if fault.name in faults]


def test_a_line_that_is_written_is_read_and_the_rest_of_the_page_stays() -> None:
    page = PAGE.read_text(encoding="utf-8")

    written = write_lines(page, [LINE])

    assert read_lines(written) == [LINE]
    assert write_lines(written, read_lines(page)) == page


def test_a_page_without_the_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="markers"):
        read_lines("# Reliability\n")
