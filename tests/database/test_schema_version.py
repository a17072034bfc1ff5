"""The version of the schema that this code needs."""

from pathlib import Path

import pytest

from etl.database import schema_version
from etl.database.schema_version import view_comment


def test_the_version_of_the_views_changes_with_any_word_or_name_of_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    views = tmp_path / "sql" / "views"
    views.mkdir(parents=True)
    monkeypatch.setattr(schema_version, "SQL_FOLDER", tmp_path / "sql")
    seen = {view_comment()}
    (views / "10_a.sql").write_text("select 1")
    seen.add(view_comment())
    (views / "10_a.sql").write_text("select 2")
    seen.add(view_comment())
    (views / "10_a.sql").rename(views / "10_b.sql")
    seen.add(view_comment())
    (views / "notes.txt").write_text("no statement")

    assert view_comment() in seen
    assert len(seen) == 4
