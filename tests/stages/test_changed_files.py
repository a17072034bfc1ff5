"""Files that change between plan and load, or while they are read: nothing stands under a hash it never had."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from processes import khabar_environment, run_khabar
from snapshot import snapshot
from sqlalchemy import Engine, text

from etl.ingest.inputs.opened_file import IN_MEMORY_BYTES
from etl.stages.check import check
from etl.stages.index import index_text
from etl.stages.parse_files import parse_paths
from etl.stages.plan import inputs_of, plan
from etl.stages.process import process
from etl.stages.publish import publish

Load = Callable[..., dict[str, int]]

ARTICLES = 24
TEXT = "The ferry turned back at noon because of the wind, with forty people on board."
FILLING = " " * 50_000  # between the records
Change = Callable[[Path], None]


def dump(word: str) -> bytes:
    """JSON lines that are too large to be kept in memory."""
    lines = [
        {"url": f"https://news.example/{word}/{number}", "title": f"A {word} number {number}", "maintext": TEXT}
        for number in range(ARTICLES)
    ]
    data = "".join(json.dumps(line) + FILLING + "\n" for line in lines).encode()
    assert len(data) > IN_MEMORY_BYTES
    return data


@dataclass
class AfterTheFirstChunk:
    """Progress that changes a file once something of it is saved."""

    change: Callable[[], None] | None

    def on_file(self, file: object) -> None:
        pass

    def on_units(self, count: int) -> None:
        if self.change is not None:
            self.change()
            self.change = None


@pytest.fixture
def load(database: Engine, fresh_database_url: str, settings: MakeSettings, tmp_path: Path) -> Load:
    """Run over the folder `news`, with something happening after the plan and after the first chunk."""
    chosen = settings(database_url=fresh_database_url, workers=1, chunk_records=1, settle_seconds=0)
    (tmp_path / "news").mkdir()
    names = iter(range(100))

    def run(
        after_plan: Callable[[], None] | None = None, after_chunk: Callable[[], None] | None = None
    ) -> dict[str, int]:
        inputs = inputs_of([tmp_path / "news"], chosen)
        planned = plan(database, chosen, inputs, dag_id="test", dag_run_id=str(next(names)), max_shards=1)
        if after_plan is not None:
            after_plan()
        process(database, chosen, planned.run_id, 0, progress=AfterTheFirstChunk(after_chunk))
        index_text(database)
        assert check(database, planned.run_id) == []
        return publish(database, planned.run_id)

    return run


def contents(database: Engine) -> dict[bytes, list[str]]:
    """The titles that stand under each hash."""
    query = text("""
        select f.sha256, r.title
        from corpus.input_record as i
        join corpus.input_file as f using (file_id)
        join corpus.revision as r on r.revision_id = i.revision_id
        order by i.position""")
    found: dict[bytes, list[str]] = {}
    with database.connect() as connection:
        for digest, title in connection.execute(query):
            found.setdefault(bytes(digest), []).append(title)
    return found


def replace(path: Path, data: bytes) -> None:
    new = path.with_suffix(".part")
    new.write_bytes(data)
    new.replace(path)


def write_over(path: Path, data: bytes) -> None:
    with path.open("r+b") as file:
        file.write(data)
        file.truncate()


@pytest.mark.parametrize("write", [replace, write_over])
def test_a_file_that_gets_other_contents_while_it_is_read_is_left_to_the_next_run(
    load: Load,
    database: Engine,
    tmp_path: Path,
    write: Callable[[Path, bytes], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "news" / "dump.jsonl"
    first, second = dump("ferry"), dump("train")
    path.write_bytes(first)

    counts = load(after_chunk=lambda: write(path, second))

    assert (counts["changed_files"], counts["files"]) == (1, 1)
    assert 0 < counts["loaded"] < ARTICLES
    assert "dump.jsonl is left to the next run" in caplog.text
    loaded = contents(database)
    assert set(loaded) == {sha256(first).digest()}
    assert loaded[sha256(first).digest()] == [f"A ferry number {n}" for n in range(counts["loaded"])]

    counts = load()

    assert (counts["loaded"], counts["changed_files"]) == (ARTICLES, 0)
    assert contents(database)[sha256(second).digest()] == [f"A train number {n}" for n in range(ARTICLES)]


def test_when_the_first_contents_come_back_the_rest_of_them_is_loaded(
    load: Load, database: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "news" / "dump.jsonl"
    first = dump("ferry")
    path.write_bytes(first)
    os.utime(path, (1, 1))

    begun = load(after_chunk=lambda: write_over(path, dump("train")))
    path.write_bytes(first)
    os.utime(path, (1, 1))
    rest = load()

    assert begun["loaded"] + rest["loaded"] == ARTICLES
    assert rest["known"] == begun["loaded"]
    assert contents(database) == {sha256(first).digest(): [f"A ferry number {n}" for n in range(ARTICLES)]}


@pytest.mark.parametrize("leave", [Path.unlink, lambda path: (path.unlink(), path.symlink_to("/etc/hostname"))])
def test_a_file_that_vanishes_or_becomes_a_link_keeps_what_was_read_of_it(
    load: Load, database: Engine, tmp_path: Path, leave: Callable[[Path], object]
) -> None:
    path = tmp_path / "news" / "dump.jsonl"
    path.write_bytes(dump("ferry"))

    begun = load(after_chunk=lambda: leave(path))
    after = load()

    assert begun["changed_files"] == 1
    assert begun["loaded"] > 0
    assert (after["files"], after["loaded"]) == (0, 0)
    assert len(next(iter(contents(database).values()))) == begun["loaded"]


def test_a_file_that_changes_between_plan_and_load_is_noted_as_it_was_read(
    load: Load, database: Engine, tmp_path: Path
) -> None:
    path = tmp_path / "news" / "a.txt"
    path.write_text("Old heading\n\nThe old text says something about the harbour and the old bridge.\n")

    load(after_plan=lambda: path.write_text("New heading\n\nThe new text is about the harbour and the new bridge.\n"))

    with database.connect() as connection:
        row = connection.execute(
            text("""
                select n.size_bytes, n.mtime_ns, f.size_bytes as file_bytes, f.sha256
                from corpus.run_file as n join corpus.input_file as f using (file_id)""")
        ).one()
    status = path.stat()
    assert tuple(row)[:3] == (status.st_size, status.st_mtime_ns, status.st_size)
    assert bytes(row.sha256) == sha256(path.read_bytes()).digest()
    assert load()["known_files"] == 1


def test_a_folder_swapped_for_a_link_after_the_plan_is_not_followed(
    load: Load, database: Engine, tmp_path: Path
) -> None:
    folder = tmp_path / "news" / "year"
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.txt").write_text("A secret\n\nThis text is outside of the input root, and not for us.\n")
    folder.mkdir()
    (folder / "a.txt").write_text("A heading\n\nThis text is inside of the input root, and for all of us.\n")

    def swap() -> None:
        folder.rename(tmp_path / "old")
        folder.symlink_to(tmp_path / "outside")

    counts = load(after_plan=swap)

    assert (counts["loaded"], counts["skipped"]) == (0, 1)
    assert contents(database) == {}


def test_a_file_that_changed_after_a_run_had_begun_it_is_left_to_the_next_run(
    load: Load, database: Engine, tmp_path: Path
) -> None:
    """The counts of the run are those of the contents that it began with."""
    path = tmp_path / "news" / "a.txt"
    path.write_text("Old heading\n\nThe old text says something about the harbour and the old bridge.\n")
    load()
    with database.begin() as connection:  # as if the run had been killed before it marked the file as done
        connection.execute(text("update corpus.run_file set state = 'running', units = 0"))
        run_id = connection.execute(text("select run_id from corpus.run")).scalar_one()
    path.write_text("New heading\n\nThe new text is about the harbour and the new bridge.\n")

    url = database.url.render_as_string(hide_password=False)
    result = run_khabar("step", "shard", str(run_id), "0", environment=khabar_environment(url), folder=tmp_path)

    assert result.returncode == 0, result.stderr
    assert check(database, run_id) == []
    with database.connect() as connection:
        assert connection.execute(text("select state, units, loaded from corpus.run_file")).one() == ("changed", 1, 1)
    assert load()["loaded"] == 1


def test_a_changed_file_and_the_next_run_give_the_tables_of_an_undisturbed_run(
    load: Load,
    database: Engine,
    tmp_path: Path,
    engine: Engine,
    database_url: str,
    settings: MakeSettings,
) -> None:
    path = tmp_path / "news" / "dump.jsonl"
    whole = dump("ferry")
    path.write_bytes(whole[: len(whole) // 2])
    load(after_chunk=lambda: None)
    path.write_bytes(whole)

    def write_anew() -> None:
        path.unlink()
        path.write_bytes(whole)

    load(after_chunk=write_anew)
    load()

    with database.connect() as connection:
        states = connection.execute(text("select state from corpus.run_file order by run_id")).scalars().all()
    assert states == ["done", "changed", "done"]
    whole_file = sha256(whole).hexdigest()
    records = [row for row in snapshot(database)["input_record"] if whole_file in row]
    assert len(records) == ARTICLES


def test_parse_says_which_file_changed(tmp_path: Path, settings: MakeSettings) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_bytes(dump("ferry"))
    parsed = parse_paths([path], settings(workers=1, chunk_records=1))
    next(parsed)
    path.unlink()

    *before, last = parsed

    assert {unit["outcome"] for unit in before} <= {"parsed"}
    assert (last["outcome"], last["reason"], last["position"]) == ("rejected", "changed", len(before) + 1)
