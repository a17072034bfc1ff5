"""One file in one run: it is read by one run at a time, and its counts are of one content."""

from dataclasses import replace
from typing import Any

import pytest
from saving import article, record, save_all, start_run
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from etl.errors import ChangedFile
from etl.load import runs
from etl.load.run_files import finish_file, lock_file, recorded_positions, register_file, unlock_file
from etl.load.runs import PlannedFile

FILE = PlannedFile(file_no=0, root="archive", uri="a.warc", size_bytes=10, mtime_ns=20, shard=0)
BYTES, OTHER_BYTES = b"x" * 32, b"y" * 32


@pytest.fixture
def run_id(connection: Connection) -> int:
    """A run whose plan is FILE."""
    return planned(connection, "1")


def planned(connection: Connection, name: str, file: PlannedFile = FILE) -> int:
    values = {"code_version": "1", "settings": {}, "inputs": {}}
    run_id = runs.add_run(connection, dag_id="test", dag_run_id=name, **values)
    runs.add_run_files(connection, run_id, [file])
    return run_id


def row_of(connection: Connection, run_id: int) -> dict[str, Any]:
    found = connection.execute(text("select * from corpus.run_file where run_id = :run_id"), {"run_id": run_id})
    return dict(found.mappings().one())


def test_a_file_is_read_by_one_run_at_a_time(database: Engine) -> None:
    with database.connect() as one, database.connect() as other:
        assert lock_file(one, "archive", "a.warc", wait=True)

        assert not lock_file(other, "archive", "a.warc", wait=False)
        assert lock_file(other, "archive", "b.warc", wait=False)
        assert lock_file(other, "another", "a.warc", wait=False)

        unlock_file(one, "archive", "a.warc")
        assert lock_file(other, "archive", "a.warc", wait=False)


def test_whoever_waits_for_a_file_goes_on_only_when_it_is_free(database: Engine) -> None:
    with database.connect() as one, database.connect() as other:
        lock_file(one, "archive", "a.warc", wait=False)
        other.execute(text("set lock_timeout = '100ms'"))
        other.commit()
        with pytest.raises(OperationalError, match="lock timeout"):
            lock_file(other, "archive", "a.warc", wait=True)
        other.rollback()

        unlock_file(one, "archive", "a.warc")
        assert lock_file(other, "archive", "a.warc", wait=True)


def test_the_same_contents_are_the_same_file_and_others_another(connection: Connection, run_id: int) -> None:
    first = register_file(connection, run_id, FILE, BYTES)
    again = register_file(connection, planned(connection, "2"), FILE, BYTES)
    other = register_file(connection, planned(connection, "3"), FILE, OTHER_BYTES)
    unread = [register_file(connection, planned(connection, name), FILE, None) for name in "45"]

    assert (first.root, first.uri, first.file_no, first.sha256) == ("archive", "a.warc", 0, BYTES)
    assert again == first
    assert unread[0] == unread[1]
    assert len({key.file_id for key in (first, other, unread[0])}) == 3
    size = connection.scalar(
        text("select size_bytes from corpus.input_file where file_id = :id"), {"id": first.file_id}
    )
    assert size == 10


def test_a_run_notes_the_size_and_time_that_it_has_read_a_file_with(connection: Connection, run_id: int) -> None:
    key = register_file(connection, run_id, replace(FILE, size_bytes=11, mtime_ns=21), BYTES)

    row = row_of(connection, run_id)
    assert (row["state"], row["file_id"], row["size_bytes"], row["mtime_ns"]) == ("running", key.file_id, 11, 21)


def test_a_file_that_changed_under_a_run_is_not_counted_as_one(connection: Connection, run_id: int) -> None:
    register_file(connection, run_id, FILE, BYTES)
    register_file(connection, run_id, FILE, BYTES)  # the run was interrupted, and goes on

    with pytest.raises(ChangedFile):
        register_file(connection, run_id, FILE, OTHER_BYTES)


def reject(connection: Connection, file_id: int, run_id: int) -> None:
    connection.execute(
        text("""
            insert into corpus.rejection
                (file_id, member_no, position, stage, reason, detail, head, first_run_id, last_run_id, state)
            values (:file_id, 0, 0, 'ingest', 'corrupt', '', '', :run_id, :run_id, 'open')"""),
        {"file_id": file_id, "run_id": run_id},
    )


@pytest.mark.parametrize(("sha256", "state"), [(BYTES, "open"), (OTHER_BYTES, "resolved"), (None, "open")])
def test_what_was_rejected_is_resolved_once_the_path_holds_something_else(
    connection: Connection, run_id: int, sha256: bytes | None, state: str
) -> None:
    beside = replace(FILE, uri="b.warc")
    for file in (FILE, beside):
        name = f"earlier {file.uri}"
        earlier = planned(connection, name, file)
        reject(connection, register_file(connection, earlier, file, BYTES).file_id, earlier)

    register_file(connection, run_id, FILE, sha256)

    query = text("""
        select uri, state, resolved_run_id from corpus.rejection join corpus.input_file using (file_id) order by uri""")
    resolved = run_id if state == "resolved" else None
    assert connection.execute(query).all() == [("a.warc", state, resolved), ("b.warc", "open", None)]


def test_what_a_file_gave_is_known_by_place_and_run(database: Engine) -> None:
    run_id, files = start_run(database, files=2)
    save_all(database, run_id, [[record(files[0], n, article(f"text {n}")) for n in (0, 3)]])
    later, _ = start_run(database, files=1)
    save_all(database, later, [[record(files[0], 4, article("text"))]])

    with database.connect() as connection:
        assert recorded_positions(connection, files[0].file_id) == {(0, 0): run_id, (0, 3): run_id, (0, 4): later}
        assert recorded_positions(connection, files[1].file_id) == {}


OUTCOMES = {"loaded": 1, "revised": 2, "unchanged": 3, "rejected": 4, "skipped": 5}


@pytest.mark.parametrize(
    ("is_changed", "state", "units"), [(False, "done", 100), (True, "changed", 7 + sum(OUTCOMES.values()))]
)
def test_a_finished_file_has_its_units_and_one_that_changed_those_that_were_read(
    connection: Connection, run_id: int, is_changed: bool, state: str, units: int
) -> None:
    register_file(connection, run_id, FILE, BYTES)
    saved = ", ".join(f"{name} = {count}" for name, count in OUTCOMES.items())
    connection.execute(text(f"update corpus.run_file set {saved}"))

    finish_file(
        connection, run_id, 0, units=100, known=7, is_changed=is_changed, structural={"warcinfo": 2, "request": 9}
    )

    row = row_of(connection, run_id)
    assert (row["state"], row["units"], row["known"]) == (state, units, 7)
    assert row["structural"] == {"warcinfo": 2, "request": 9}
    assert row["finished_at"] is not None
