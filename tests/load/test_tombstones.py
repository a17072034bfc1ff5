"""Tombstones: the same in the tables and in the data folder, and nothing in them that can be read."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from fixture_types import MakeSettings
from sqlalchemy import Connection

from etl.errors import ConfigError
from etl.load.tombstones import (
    FILE_NAME,
    Mark,
    Tombstone,
    add_tombstones,
    article_mark,
    has_marks,
    known_marks,
    read_file,
    tombstones,
    url_mark,
    write_file,
)

ADDRESS = "https://news.example/heron"
OLD = Tombstone(
    uid=UUID(int=1),
    forgotten_at=datetime(2026, 11, 1, 8, 0, tzinfo=UTC),
    marks=(article_mark(UUID(int=1)), Mark("content", b"c" * 32), url_mark(ADDRESS)),
)
NEW = Tombstone(
    uid=UUID(int=2), forgotten_at=datetime(2026, 11, 2, 8, 0, 1, 5, tzinfo=UTC), marks=(article_mark(UUID(int=2)),)
)


def test_tombstones_come_back_from_the_tables_the_oldest_first(connection: Connection) -> None:
    assert not has_marks(connection)

    add_tombstones(connection, [NEW, OLD])
    add_tombstones(connection, [replace(OLD, forgotten_at=NEW.forgotten_at)])  # forgotten a second time

    assert has_marks(connection)
    assert tombstones(connection) == [OLD, NEW]


def test_of_many_marks_those_of_forgotten_articles_are_found(connection: Connection) -> None:
    add_tombstones(connection, [OLD])

    asked = [*OLD.marks, *NEW.marks, Mark("text", b"c" * 32), url_mark(ADDRESS + "/2")]

    assert known_marks(connection, asked) == set(OLD.marks)
    assert known_marks(connection, []) == set()


def test_an_address_that_cannot_be_encoded_has_a_mark_of_its_own() -> None:
    assert len({url_mark(f"{ADDRESS}{end}") for end in ("", "?", "\ud800", "\ud801")}) == 4


def test_tombstones_come_back_from_the_data_folder(settings: MakeSettings) -> None:
    made = settings()
    assert read_file(made) == []

    write_file(made, [OLD])
    write_file(made, [NEW, OLD])

    assert read_file(made) == [OLD, NEW]


def test_the_data_folder_is_made_only_where_something_is_forgotten(settings: MakeSettings) -> None:
    made = settings()

    write_file(made, [])

    assert not made.data_dir.exists()


def test_only_their_owner_reads_tombstones(settings: MakeSettings, tmp_path: Path) -> None:
    made = settings(data_dir=tmp_path / "new" / "folder")

    for stone in (OLD, NEW):
        write_file(made, [stone])

    assert oct(made.data_dir.stat().st_mode & 0o777) == "0o700"
    assert [path.name for path in made.data_dir.iterdir()] == [FILE_NAME]
    assert oct((made.data_dir / FILE_NAME).stat().st_mode & 0o777) == "0o600"
    assert ADDRESS not in (made.data_dir / FILE_NAME).read_text()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"uid": "x", "forgotten_at": "2026-11-01T08:00:00+00:00", "marks": []}',
        '{"uid": "00000000-0000-0000-0000-000000000001", "forgotten_at": "yesterday", "marks": []}',
        '{"uid": "00000000-0000-0000-0000-000000000001", "forgotten_at": "2026-11-01", "marks": ["url:zz"]}',
        '{"uid": "00000000-0000-0000-0000-000000000001", "forgotten_at": "2026-11-01", "marks": ["url"]}',
    ],
)
def test_a_line_that_is_no_tombstone_is_named_and_the_file_left_as_it_is(settings: MakeSettings, line: str) -> None:
    made = settings()
    write_file(made, [OLD])
    path = made.data_dir / FILE_NAME
    path.write_text(f"{path.read_text()}{line}\n")
    before = path.read_bytes()

    with pytest.raises(ConfigError, match=r"forgotten\.jsonl, line 2: this is not a tombstone"):
        write_file(made, [NEW])

    assert path.read_bytes() == before
