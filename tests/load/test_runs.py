"""What a run notes of itself in the tables, and what the next one makes of it."""

from dataclasses import replace
from typing import Any

import pytest
from processes import wait_until
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from etl.database.connect import make_engine
from etl.errors import NotThere
from etl.load import runs
from etl.load.run_files import finish_file, register_file
from etl.load.runs import PlannedFile, Shard
from etl.settings import Settings

FILE = PlannedFile(file_no=0, root="archive", uri="a.warc", size_bytes=10, mtime_ns=20, shard=0)
NOTHING = dict.fromkeys(("known", "loaded", "revised", "unchanged", "rejected", "skipped"), 0)


def add_run(connection: Connection, name: str = "night 1", dag: str = "nightly_news", **more: Any) -> int:
    values = {"code_version": "1", "settings": {"workers": 2}, "inputs": {"archive": "/archive"}} | more
    return runs.add_run(connection, dag_id=dag, dag_run_id=name, **values)


def row_of(connection: Connection, run_id: int) -> dict[str, Any]:
    found = connection.execute(text("select * from corpus.run where run_id = :run_id"), {"run_id": run_id})
    return dict(found.mappings().one())


def read(connection: Connection, run_id: int, file: PlannedFile, sha256: bytes | None = b"x" * 32) -> int:
    """Read a file of the plan to its end; its number."""
    key = register_file(connection, run_id, file, sha256)
    finish_file(connection, run_id, file.file_no, units=1, known=0, is_changed=False, structural={})
    return key.file_id


def reject(connection: Connection, file_id: int, run_id: int, state: str) -> None:
    connection.execute(
        text("""
            insert into corpus.rejection
                (file_id, member_no, position, stage, reason, detail, head, first_run_id, last_run_id, state)
            values (:file_id, 0, 0, 'ingest', 'unreadable', '', '', :run_id, :run_id, :state)"""),
        {"file_id": file_id, "run_id": run_id, "state": state},
    )


def test_a_run_is_added_once_however_often_its_tasks_begin(connection: Connection) -> None:
    first, again = add_run(connection), add_run(connection, code_version="2")
    others = add_run(connection, name="night 2"), add_run(connection, dag="khabar reparse")

    assert first == again
    assert len({first, *others}) == 3
    row = row_of(connection, first)
    assert (row["dag_id"], row["dag_run_id"], row["code_version"]) == ("nightly_news", "night 1", "1")
    assert (row["settings"], row["inputs"], row["state"]) == ({"workers": 2}, {"archive": "/archive"}, "running")


def test_a_session_says_which_run_it_is_of(server_settings: Settings, database: Engine) -> None:
    engine = make_engine(server_settings, database.url.database, purpose="run")
    with engine.connect() as connection:
        runs.name_session(connection, 7, "files")
        connection.commit()

        assert connection.scalar(text("show application_name")) == "khabar run 7 files"
    engine.dispose()


@pytest.mark.parametrize("state", ["planning", "running"])
def test_what_nobody_works_on_any_more_is_closed_by_the_next_run(connection: Connection, state: str) -> None:
    dead = add_run(connection, dag="khabar run", state=state)
    earlier = add_run(connection, name="night 1", state=state)
    done = add_run(connection, name="night 0", state="done")
    other_dag = add_run(connection, dag="weekly_news", state=state)
    new = add_run(connection, name="night 2", state=state)
    later = add_run(connection, name="night 3", state=state)

    runs.close_dead_runs(connection, new)

    ended = [(row := row_of(connection, run_id))["state"] for run_id in (dead, earlier)]
    assert ended == ["failed", "failed"]
    assert (row["end_reason"], row["finished_at"] is None) == ("killed", False)
    assert row_of(connection, done)["state"] == "done"
    assert [row_of(connection, run_id)["state"] for run_id in (other_dag, new, later)] == [state] * 3


def test_a_run_that_somebody_works_on_is_not_closed(database: Engine) -> None:
    with database.connect() as working, database.connect() as starting:
        run_id = add_run(working, dag="khabar run")
        runs.hold_run(working, run_id)
        working.commit()
        new = add_run(starting, dag="khabar run", name="another")

        runs.close_dead_runs(starting, new)
        assert row_of(starting, run_id)["state"] == "running"

        working.invalidate()  # its process is gone

        def is_closed() -> bool:
            runs.close_dead_runs(starting, new)
            return bool(row_of(starting, run_id)["state"] == "failed")

        assert wait_until(is_closed)


def test_a_run_that_had_failed_goes_on_and_one_that_is_done_stays_so(connection: Connection) -> None:
    failed, done = add_run(connection, name="1"), add_run(connection, name="2")
    runs.end_run(connection, failed, "the disk is full \x00")
    runs.end_run(connection, done, None)
    row = row_of(connection, failed)
    assert (row["state"], row["end_reason"], row["finished_at"] is None) == ("failed", "the disk is full \ufffd", False)
    row = row_of(connection, done)
    assert (row["state"], row["end_reason"], row["finished_at"] is None) == ("done", None, False)

    for run_id in (failed, done):
        runs.reopen_run(connection, run_id)

    row = row_of(connection, failed)
    assert (row["state"], row["end_reason"], row["finished_at"]) == ("running", None, None)
    assert row_of(connection, done)["state"] == "done"


def test_a_run_is_planned_once(connection: Connection) -> None:
    planned, done = add_run(connection, name="1", state="planning"), add_run(connection, name="2")
    assert runs.lock_if_unplanned(connection, planned)

    runs.add_run_files(connection, planned, [FILE])
    runs.set_planned(connection, planned, inputs={"archive": "/a"}, known=3, waiting=2, skipped={"link": 1})
    runs.end_run(connection, done, None)

    assert not runs.lock_if_unplanned(connection, planned)
    assert not runs.lock_if_unplanned(connection, done)
    assert row_of(connection, planned)["state"] == "running"
    assert runs.inputs_of_run(connection, planned) == {"archive": "/a"}
    assert runs.file_counts(connection, planned) == (3, 2)
    assert runs.skipped_files(connection, planned) == {"link": 1}


def test_two_processes_do_not_plan_one_run_at_once(database: Engine) -> None:
    with database.connect() as first, database.connect() as second:
        run_id = add_run(first)
        first.commit()
        assert runs.lock_if_unplanned(first, run_id)
        second.execute(text("set lock_timeout = '100ms'"))

        with pytest.raises(OperationalError, match="lock timeout"):
            runs.lock_if_unplanned(second, run_id)


def test_the_plan_is_read_back_as_it_was_written(connection: Connection) -> None:
    run_id, other = add_run(connection, name="1"), add_run(connection, name="2")
    files = [replace(FILE, file_no=n, uri=f"{n}.warc", size_bytes=10 + n, shard=n % 2) for n in range(4)]
    runs.add_run_files(connection, run_id, reversed(files))
    runs.add_run_files(connection, other, [replace(FILE, shard=7)])

    assert runs.shards_of(connection, run_id) == [Shard(shard=0, files=2, bytes=22), Shard(shard=1, files=2, bytes=24)]
    assert runs.unfinished_files(connection, run_id, 1) == [files[1], files[3]]
    assert runs.unfinished_files(connection, other, 7) == [replace(FILE, shard=7)]
    assert runs.unit_counts(connection, run_id) == NOTHING


def test_what_was_read_to_its_end_is_not_read_again_and_what_was_interrupted_is(connection: Connection) -> None:
    run_id = add_run(connection)
    files = [replace(FILE, file_no=n, uri=f"{n}.warc") for n in range(3)]
    runs.add_run_files(connection, run_id, files)

    read(connection, run_id, files[0])
    register_file(connection, run_id, files[1], b"y" * 32)

    assert runs.unfinished_files(connection, run_id, 0) == files[1:]


@pytest.mark.parametrize("shard", [0, 1, 2])
def test_a_shard_that_the_plan_has_not_is_refused_by_name(connection: Connection, shard: int) -> None:
    run_id, empty = add_run(connection, name="1"), add_run(connection, name="2")
    runs.add_run_files(connection, run_id, [replace(FILE, file_no=n, shard=n) for n in (0, 1)])

    for of_run, shards in ((run_id, [0, 1]), (empty, [0])):
        if shard in shards:
            runs.require_shard(connection, of_run, shard)
        else:
            with pytest.raises(NotThere, match=f"no shard {shard}: its shards are 0 to {shards[-1]}"):
                runs.require_shard(connection, of_run, shard)


def test_a_run_that_is_not_there_is_named(connection: Connection) -> None:
    with pytest.raises(NotThere, match="there is no run 4711"):
        runs.inputs_of_run(connection, 4711)


def test_files_that_changed_and_units_by_outcome_are_counted_of_one_run(connection: Connection) -> None:
    run_id, other = add_run(connection, name="1"), add_run(connection, name="2", units_again=5)
    files = [replace(FILE, file_no=n) for n in range(2)]
    counts = {name: n for n, name in enumerate(NOTHING, start=1)}
    for each in (run_id, other):
        runs.add_run_files(connection, each, files)
    columns = ", ".join(f"{name} = {n}" for name, n in counts.items())
    connection.execute(text(f"update corpus.run_file set state = 'changed', {columns} where run_id = {other}"))

    assert runs.unit_counts(connection, other) == {name: 2 * n for name, n in counts.items()}
    assert runs.unit_counts(connection, run_id) == NOTHING
    assert [runs.changed_files(connection, each) for each in (run_id, other)] == [0, 2]
    assert [runs.units_again(connection, each) for each in (run_id, other)] == [0, 5]


def test_a_file_is_known_by_path_size_and_time_once_it_was_read_to_its_end(connection: Connection) -> None:
    run_id = add_run(connection)
    done, changed = FILE, replace(FILE, file_no=1, uri="changed.warc")
    runs.add_run_files(connection, run_id, [done, changed])
    read(connection, run_id, done)
    register_file(connection, run_id, changed, b"y" * 32)
    finish_file(connection, run_id, changed.file_no, units=0, known=0, is_changed=True, structural={})
    uris = [f"{n}.warc" for n in range(1100)] + [changed.uri, done.uri]

    assert runs.find_known(connection, "archive", uris) == {("a.warc", 10, 20)}
    assert runs.find_known(connection, "archive", [done.uri, *uris[:1100]]) == {("a.warc", 10, 20)}
    assert runs.find_known(connection, "archive", uris[:1100]) == set()
    assert runs.find_known(connection, "another", uris) == set()


@pytest.mark.parametrize(
    ("sha256", "state", "is_known"),
    [
        (b"x" * 32, None, True),
        (b"x" * 32, "open", True),
        (b"x" * 32, "waiting", False),
        (None, "waiting", False),
        (None, "resolved", False),
        (None, "quarantined", True),
    ],
)
def test_a_file_is_opened_again_while_something_of_it_waits_for_another_try(
    connection: Connection, sha256: bytes | None, state: str | None, is_known: bool
) -> None:
    run_id = add_run(connection)
    runs.add_run_files(connection, run_id, [FILE])
    file_id = read(connection, run_id, FILE, sha256)
    if state:
        reject(connection, file_id, run_id, state)

    assert bool(runs.find_known(connection, "archive", [FILE.uri])) == is_known
