"""The work on a shard: every unit is counted once, whoever asks is told how far it is, and a busy file comes last."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from processes import wait_until
from sqlalchemy import Engine, text
from warc_records import http_response, warc_record

from etl.documents import Outcome
from etl.errors import NotThere
from etl.load import run_files
from etl.load.runs import PlannedFile
from etl.settings import Settings
from etl.stages.plan import Input, plan
from etl.stages.process import process

TEXT = "Of {0}\n\nThe council of {0} met on Monday and spoke of water, bread and the bridge.\n"


class Told:
    """What is told of the progress."""

    def __init__(self) -> None:
        self.files: list[str] = []
        self.units: list[int] = []

    def on_file(self, file: PlannedFile) -> None:
        self.files.append(file.uri)

    def on_units(self, count: int) -> None:
        self.units.append(count)


@pytest.fixture
def loading(settings: MakeSettings, fresh_database_url: str) -> Settings:
    return settings(database_url=fresh_database_url, workers=1, settle_seconds=0, chunk_records=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text, an empty file, an archive of two pages with a request, and five records, of which one is cut."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format("town"))
    (folder / "b.txt").touch()
    pages = [http_response(f"<h1>Of {n}</h1><p>{TEXT.format(n) * 3}".encode()) for n in ("one", "two")]
    records = [warc_record(block=page, url=f"https://n.example/{n}") for n, page in enumerate(pages)]
    (folder / "c.warc").write_bytes(records[0] + warc_record("request", b"") + records[1])
    lines = [json.dumps({"title": f"Of {n}", "maintext": TEXT.format(n) * 2}) for n in range(5)]
    lines[3] = '{"title": "cut'
    (folder / "d.jsonl").write_text("\n".join(lines))
    return folder


@pytest.fixture
def make_plan(database: Engine, loading: Settings, folder: Path) -> Callable[[], int]:
    names = iter(range(100))

    def make() -> int:
        given = [Input(name="news", root=folder, start=folder)]
        planned = plan(database, loading, given, dag_id="nightly", dag_run_id=str(next(names)), max_shards=1)
        return planned.run_id

    return make


FILES = text("""
    select uri, state, units, known, loaded, rejected, skipped, structural
    from corpus.run_file where run_id = :run_id order by uri""")


def files_of(engine: Engine, run_id: int) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(FILES, {"run_id": run_id})]


def test_every_unit_is_counted_once_and_told_of(
    database: Engine, loading: Settings, make_plan: Callable[[], int]
) -> None:
    run_id, told = make_plan(), Told()

    saved = process(database, loading, run_id, 0, progress=told)

    assert saved.outcomes == Counter({Outcome.LOADED: 7, Outcome.REJECTED: 2})
    assert files_of(database, run_id) == [
        ("a.txt", "done", 1, 0, 1, 0, 0, {}),
        ("b.txt", "done", 1, 0, 0, 1, 0, {}),
        ("c.warc", "done", 2, 0, 2, 0, 0, {"warc:request": 1}),
        ("d.jsonl", "done", 5, 0, 4, 1, 0, {}),
    ]
    assert told.files == ["a.txt", "b.txt", "c.warc", "d.jsonl"]
    assert told.units == [2, 2, 2, 2, 1]


def test_what_is_done_is_not_done_again(database: Engine, loading: Settings, make_plan: Callable[[], int]) -> None:
    run_id, told = make_plan(), Told()
    process(database, loading, run_id, 0)

    assert process(database, loading, run_id, 0, progress=told).outcomes == Counter()
    assert (told.files, told.units) == ([], [])


def test_a_shard_that_was_killed_half_way_is_gone_on_with(
    database: Engine, loading: Settings, make_plan: Callable[[], int]
) -> None:
    run_id, told = make_plan(), Told()
    process(database, loading, run_id, 0)
    before = files_of(database, run_id)
    with database.begin() as connection:  # as if killed when the last two records of a file were not saved yet
        connection.execute(text("update corpus.run_file set state = 'running', units = 0 where uri >= 'c'"))
        connection.execute(text("update corpus.run_file set loaded = loaded - 1, rejected = 0 where uri = 'd.jsonl'"))
        for table in ("rejection", "input_record"):
            connection.execute(
                text(f"""
                    delete from corpus.{table} as t using corpus.input_file as f
                    where f.file_id = t.file_id and f.uri = 'd.jsonl' and t.position >= 3""")
            )

    saved = process(database, loading, run_id, 0, progress=told)

    assert saved.outcomes == Counter({Outcome.REJECTED: 1, Outcome.UNCHANGED: 1})
    assert (told.files, told.units) == (["c.warc", "d.jsonl"], [2])
    after = files_of(database, run_id)
    assert [row[:4] for row in after] == [row[:4] for row in before]


def test_units_of_an_earlier_run_are_known(
    database: Engine, loading: Settings, folder: Path, make_plan: Callable[[], int]
) -> None:
    process(database, loading, make_plan(), 0)
    for path in folder.iterdir():
        path.touch()
    run_id, told = make_plan(), Told()

    assert process(database, loading, run_id, 0, progress=told).outcomes == Counter()
    assert [(row[0], row[2], row[3]) for row in files_of(database, run_id)] == [
        ("a.txt", 1, 1),
        ("b.txt", 1, 1),
        ("c.warc", 2, 2),
        ("d.jsonl", 5, 5),
    ]
    assert (told.files, told.units) == (["a.txt", "b.txt", "c.warc", "d.jsonl"], [])


def test_a_shard_or_run_that_is_not_there_is_named(
    database: Engine, loading: Settings, make_plan: Callable[[], int]
) -> None:
    run_id = make_plan()

    with pytest.raises(NotThere, match=f"run {run_id} has no shard 7"):
        process(database, loading, run_id, 7)
    with pytest.raises(NotThere, match="there is no run 99"):
        process(database, loading, 99, 0)


def test_a_file_that_another_run_reads_comes_last(
    database: Engine, loading: Settings, make_plan: Callable[[], int]
) -> None:
    run_id, told = make_plan(), Told()
    with ThreadPoolExecutor(1) as pool, database.connect() as other:
        run_files.lock_file(other, "news", "b.txt", wait=True)
        work = pool.submit(process, database, loading, run_id, 0, progress=told)
        assert wait_until(lambda: len(told.files) == 3 or work.done())
        assert not work.done()
        other.invalidate()

    assert work.result().outcomes == Counter({Outcome.LOADED: 7, Outcome.REJECTED: 2})
    assert told.files == ["a.txt", "c.warc", "d.jsonl", "b.txt"]


SETTINGS = text(
    "select current_setting('lock_timeout'), current_setting('synchronous_commit'), current_setting('application_name')"
)
LOCKS = text("""
    select count(*) from pg_locks as l join pg_database as d on d.oid = l.database
    where l.locktype = 'advisory' and d.datname = current_database()""")


def test_whoever_connects_afterwards_finds_no_locks_and_the_settings_of_everybody(
    database: Engine, loading: Settings, make_plan: Callable[[], int]
) -> None:
    run_id = make_plan()
    database.dispose()  # from here on one connection serves one after the other
    with database.connect() as connection:
        before = connection.execute(SETTINGS).one()

    process(database, loading, run_id, 0)

    with database.connect() as connection:
        assert connection.execute(SETTINGS).one() == before
        assert connection.execute(LOCKS).scalar() == 0
