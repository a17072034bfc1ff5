"""What all tables of etl/words have in common."""

from pathlib import Path

import pytest

from etl.words import read_table
from etl.words.read_table import read_rows

TABLES = sorted(path.name for path in Path(read_table.__file__).parent.glob("*.tsv"))


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_is_from(name: str) -> None:
    rows = read_rows(name)

    assert rows
    assert [row for row in rows if not row.get("provenance")] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_cell_for_each_column_and_stands_once(name: str) -> None:
    rows = [tuple(row.items()) for row in read_rows(name)]

    assert all(None not in dict(row) and None not in dict(row).values() for row in rows)
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_its_module(name: str) -> None:
    """A module of etl/words reads it, by its name; the rest asks that module."""
    modules = Path(read_table.__file__).parent.glob("*.py")

    assert any(f'"{name}"' in module.read_text("utf-8") for module in modules)
