"""Rows and cells of a delimited table."""

import pytest

from etl.ingest.records.delimited_rows import Dialect, Row, read_rows
from etl.ingest.stream import Stream

PLAIN = Dialect(separator=b",", quote=b'"')


def rows_of(data: bytes, dialect: Dialect = PLAIN, *, limit: int = 1000, columns: int = 0) -> list[Row]:
    parts = iter((data,))
    return list(read_rows(Stream(lambda: next(parts, b"")), dialect, limit, columns))


def cells_of(data: bytes, dialect: Dialect = PLAIN, *, limit: int = 1000, columns: int = 0) -> list[object]:
    return [row.cells for row in rows_of(data, dialect, limit=limit, columns=columns)]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (b"a,b", (b"a", b"b")),
        (b",", (b"", b"")),
        (b'"a","b"', (b"a", b"b")),
        (b'"a,b",c', (b"a,b", b"c")),
        (b'a,"b,c",d,"e"', (b"a", b"b,c", b"d", b"e")),
        (b'"a ""b"" c",d', (b'a "b" c', b"d")),
        (b'"",""', (b"", b"")),
        (b'"a"b,c",d', (b'a"b,c', b"d")),
        (b'a"b,c"', (b"a" + b'"b', b'c"')),
        (b'"""a""",b', (b'"a"', b"b")),
    ],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_quotes_are_around_cells_and_doubled_inside(line: bytes, cells: tuple[bytes, ...], end: bytes) -> None:
    first, second = rows_of(line + end + b"x" + end)

    assert (first.cells, first.stored, first.byte_offset, first.byte_length) == (cells, line, 0, len(line))
    assert (second.cells, second.byte_offset, second.is_cut) == ((b"x",), len(line + end), False)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (b'"a \\"b\\", c",d', (b'a "b", c', b"d")),
        (b'"a\\\\",b', (b"a\\\\", b"b")),
        (b'"a ""b""",c', (b'a "b"', b"c")),
        (b'"a\\\\\\",b",c', (b'a\\\\",b', b"c")),
    ],
)
def test_a_backslash_may_stand_before_a_quote(line: bytes, cells: tuple[bytes, ...]) -> None:
    assert cells_of(line + b"\n", Dialect(separator=b",", quote=b'"', has_escapes=True)) == [cells]


def test_without_escapes_a_backslash_is_a_sign_and_without_quotes_a_quote_is() -> None:
    assert cells_of(b'"a\\",b\n') == [(b"a\\", b"b")]
    assert cells_of(b'"a,b"\n', Dialect(separator=b",", quote=b"")) == [(b'"a', b'b"')]


def test_a_quoted_cell_goes_over_lines() -> None:
    (row, other) = rows_of(b'a,"b\n\r\nc",d\ne,f,g\n')

    assert (row.cells, row.stored) == ((b"a", b"b\n\r\nc", b"d"), b'a,"b\n\r\nc",d')
    assert (other.byte_offset, other.byte_length) == (len(row.stored) + 1, 5)


@pytest.mark.parametrize(
    ("data", "is_cut"), [(b"a,b", True), (b"a,b\n", False), (b'a,"b\n', True), (b'a,"b"', True), (b'a,"b"\r\n', False)]
)
def test_a_row_without_its_end_is_cut(data: bytes, is_cut: bool) -> None:
    assert [row.is_cut for row in rows_of(data)] == [is_cut]


def test_a_row_that_ends_inside_its_only_quote_is_cut_also_if_it_is_read_without_quotes() -> None:
    (row,) = rows_of(b'"a,b\n', columns=2)

    assert (row.cells, row.is_cut) == ((b'"a', b"b"), True)


def test_only_the_last_row_is_cut() -> None:
    assert [row.is_cut for row in rows_of(b"a\nb")] == [False, True]


@pytest.mark.parametrize(
    ("data", "columns", "cells"),
    [
        (b'"a,b\nc,d\n', 2, [(b'"a', b"b"), (b"c", b"d")]),  # a quote that is no quote
        (b'"a,b\nc,d,e\n', 2, [()]),
        (b'"a,b\nc,d\n', 0, [()]),
        (b'"a,b\n', 2, [(b'"a', b"b")]),
        (b'"a,b', 2, [()]),
        (b'"a\nb",c\n', 2, [(b"a\nb", b"c")]),
        (b'"a,b",c\n', 3, [(b'"a', b'b"', b"c")]),
        (b'"a,b",c\n', 4, [(b"a,b", b"c")]),
    ],
)
def test_a_row_with_another_number_of_cells_is_read_without_quotes_if_that_fits(
    data: bytes, columns: int, cells: list[tuple[bytes, ...]]
) -> None:
    assert cells_of(data, columns=columns) == cells


def test_a_row_over_the_limit_has_only_its_place() -> None:
    large = b'a,"' + b"b\n" * 10 + b'c"\n'
    rows = rows_of(b"a,b\n" + large + b"c,d\n", limit=20)

    assert [(row.cells, row.stored, row.byte_offset, row.byte_length, row.is_cut) for row in rows] == [
        ((b"a", b"b"), b"a,b", 0, 3, False),
        (None, b"", 4, len(large), False),
        ((b"c", b"d"), b"c,d", 4 + len(large), 3, False),
    ]


def test_a_row_of_the_limit_is_read_and_a_line_over_it_is_one_row() -> None:
    assert [row.cells for row in rows_of(b"a" * 19 + b"\nb\n", limit=20)] == [(b"a" * 19,), (b"b",)]
    assert [row.cells for row in rows_of(b"a" * 20 + b"\nb\n", limit=20)] == [None, (b"b",)]
    assert [row.cells for row in rows_of(b'"a\n' + b"b" * 30 + b"\nc\n", limit=20)] == [None, (b"c",)]


def test_a_stray_quote_before_a_row_over_the_limit_costs_no_row() -> None:
    rows = rows_of(b'"a,b\nc,d\n' + b"e,f\n" * 10, limit=20, columns=2)

    assert [row.cells for row in rows] == [(b'"a', b"b"), (b"c", b"d"), *[(b"e", b"f")] * 10]
    assert [row.byte_offset for row in rows[:3]] == [0, 5, 9]


def test_a_blank_row_has_only_white_space() -> None:
    assert [row.is_blank for row in rows_of(b" ,\t\n,a\n\n", limit=2)] == [False, False, True]
    assert [row.is_blank for row in rows_of(b" ,\t\n,a\n")] == [True, False]
