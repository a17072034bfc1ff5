"""A run over files that an earlier one has read: where they are now, and that they are what they were."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from etl.errors import ChangedFile
from etl.load import runs
from etl.settings import Settings
from etl.stages.plan_again import ChosenFile, folders_of, require_same


def add_run(session: Session, **inputs: Path) -> int:
    values = {"dag_id": "test", "dag_run_id": str(datetime.now(UTC)), "code_version": "0", "settings": {}}
    return runs.add_run(session.connection(), **values, inputs={name: str(path) for name, path in inputs.items()})


def test_a_root_is_where_the_last_of_the_runs_had_it(session: Session, tmp_path: Path) -> None:
    for name in ("old", "new", "other"):
        (tmp_path / name).mkdir()
    first = add_run(session, news=tmp_path / "old", archive=tmp_path / "other")
    last = add_run(session, news=tmp_path / "new")

    for run_ids in ([first, last], [last, first, last]):
        folders = folders_of(session.connection(), Settings(), run_ids)
        assert folders == {"news": str(tmp_path / "new"), "archive": str(tmp_path / "other")}
    assert folders_of(session.connection(), Settings(), [first])["news"] == str(tmp_path / "old")
    assert folders_of(session.connection(), Settings(), []) == {}


def test_a_root_that_is_gone_is_where_the_settings_say(session: Session, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    gone = add_run(session, news=tmp_path / "gone", archive=tmp_path / "gone too")
    settings = Settings(input_roots={"news": tmp_path / "there"})

    assert folders_of(session.connection(), settings, [gone]) == {
        "news": str(tmp_path / "there"),
        "archive": str(tmp_path / "gone too"),
    }


@pytest.mark.parametrize(("then", "now"), [(b"a", b"b"), (b"a", None), (None, b"a")])
def test_a_file_of_another_content_is_left_alone(then: bytes | None, now: bytes | None) -> None:
    with pytest.raises(ChangedFile, match="its rows stay as they are"):
        require_same(ChosenFile(1, then, None), now)


@pytest.mark.parametrize("digest", [b"a", None])
def test_a_file_that_is_what_it_was_is_read(digest: bytes | None) -> None:
    require_same(ChosenFile(1, digest, None), digest)
