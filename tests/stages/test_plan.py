"""What a run takes: which files, below which roots, in which shards."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from fixture_types import MakePlan, MakeSettings
from sqlalchemy import Engine, text

from etl.errors import ConfigError
from etl.load.runs import unfinished_files
from etl.settings import Settings
from etl.stages.plan import Input, Plan, inputs_of, plan, roots_of

MIB = 1024**2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


@pytest.fixture
def make_plan(database: Engine, settings: MakeSettings, folder: Path) -> MakePlan:
    """Plan a run over the folder, each time another."""
    names = iter(range(100))

    def make(*paths: Path, settle_seconds: int = 0, **options: Any) -> Plan:
        given = settings(settle_seconds=settle_seconds)
        inputs = inputs_of(paths or (folder,), given)
        return plan(database, given, inputs, dag_id="nightly", dag_run_id=str(next(names)), **options)

    return make


def write(folder: Path, *sizes: int) -> None:
    """Files with holes, of these sizes."""
    for number, size in enumerate(sizes):
        with (folder / f"{number:02}.txt").open("wb") as file:
            file.truncate(size)


def sizes_of(plan: Plan) -> list[int]:
    return sorted(shard.bytes // MIB for shard in plan.shards)


def files_of(engine: Engine, plan: Plan) -> list[str]:
    with engine.connect() as connection:
        shards = [unfinished_files(connection, plan.run_id, shard.shard) for shard in plan.shards]
    return sorted(file.uri for files in shards for file in files)


@pytest.mark.parametrize(
    ("sizes", "shards"),
    [
        ((), []),
        ((0, 0, 0), [0]),
        ((32, 32), [64]),
        ((64, 1), [1, 64]),
        ((50, 50, 50, 50), [50, 50, 50, 50]),
        ((16, 40, 50, 60, 90), [50, 56, 60, 90]),
        ((1000,), [1000]),
        ((64,) * 66, [64] * 62 + [128] * 2),
    ],
)
def test_shards_weigh_about_the_same_and_a_small_one_is_not_split(
    make_plan: MakePlan, folder: Path, sizes: tuple[int, ...], shards: list[int]
) -> None:
    write(folder, *(size * MIB for size in sizes))

    planned = make_plan()

    assert sizes_of(planned) == shards
    assert [shard.shard for shard in planned.shards] == list(range(len(shards)))
    assert (planned.files, planned.bytes) == (len(sizes), sum(sizes) * MIB)


def test_no_more_shards_are_made_than_asked_for(make_plan: MakePlan, folder: Path) -> None:
    write(folder, 40 * MIB, 10 * MIB, 30 * MIB, 60 * MIB)

    assert sizes_of(make_plan(max_shards=2)) == [70, 70]


@pytest.mark.parametrize(("age", "waiting"), [(0, 1), (-5, 1), (50, 1), (70, 0), (-70, 0), (10**9, 0)])
def test_a_file_waits_until_it_has_settled_unless_its_time_says_nothing(
    make_plan: MakePlan, folder: Path, age: int, waiting: int
) -> None:
    """Ahead of the clock by a little, it is of a file server; by more, its clock is wrong."""
    write(folder, 1)
    os.utime(folder / "00.txt", (time.time() - age,) * 2)

    planned = make_plan(settle_seconds=60)

    assert (planned.waiting, planned.files, planned.known) == (waiting, 1 - waiting, 0)


def test_a_file_below_two_of_the_paths_is_taken_once(make_plan: MakePlan, database: Engine, folder: Path) -> None:
    write(folder, 1, 2)
    given = [Input(name="news", root=folder, start=start) for start in (folder, folder / "01.txt")]

    planned = plan(database, Settings(settle_seconds=0), given, dag_id="nightly", dag_run_id="1")

    assert files_of(database, planned) == ["00.txt", "01.txt"]


def test_of_many_files_only_the_first_are_taken_if_it_is_said_so(
    make_plan: MakePlan, database: Engine, folder: Path
) -> None:
    write(folder, 1, 2, 3)

    assert files_of(database, make_plan(max_files=2)) == ["00.txt", "01.txt"]


def test_a_path_starts_below_the_root_and_takes_no_other_file(
    make_plan: MakePlan, database: Engine, folder: Path
) -> None:
    (folder / "below").mkdir()
    write(folder, 1)
    write(folder / "below", 1)

    assert files_of(database, make_plan(folder / "below")) == ["00.txt"]
    assert files_of(database, make_plan(folder / "00.txt")) == ["00.txt"]


def test_what_is_not_opened_is_counted_but_for_what_nobody_would_miss(
    make_plan: MakePlan, database: Engine, folder: Path
) -> None:
    write(folder, 1)
    (folder / "link.txt").symlink_to("00.txt")
    (folder / ".hidden").touch()
    os.mkfifo(folder / "pipe")

    planned = make_plan()

    with database.connect() as connection:
        query = text("select files_skipped, inputs from corpus.run where run_id = :run_id")
        skipped, inputs = connection.execute(query, {"run_id": planned.run_id}).one()
    assert "hidden" not in skipped
    assert sum(skipped.values()) == 2
    assert list(inputs.values()) == [str(folder)]


def test_a_path_belongs_to_the_named_root_it_is_below(settings: MakeSettings, tmp_path: Path) -> None:
    for name in ("a/deep", "b"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "b" / "1.txt").touch()
    given = settings(input_roots={"archive": tmp_path / "a"})

    below, folder, file = inputs_of([tmp_path / "a/deep", tmp_path / "b", tmp_path / "b" / "1.txt"], given)

    assert below == Input(name="archive", root=tmp_path / "a", start=tmp_path / "a/deep")
    assert (folder.root, folder.start) == (tmp_path / "b", tmp_path / "b")
    assert (file.root, file.start) == (tmp_path / "b", tmp_path / "b" / "1.txt")
    assert folder.name == file.name
    assert folder.name.startswith("b-")


def test_all_named_roots_are_taken_in_order(settings: MakeSettings, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()

    found = roots_of(settings(input_roots={"second": tmp_path / "a", "first": tmp_path / "b"}))

    assert found == [
        Input(name="first", root=tmp_path / "b", start=tmp_path / "b"),
        Input(name="second", root=tmp_path / "a", start=tmp_path / "a"),
    ]


def test_inputs_that_are_not_there_are_named(settings: MakeSettings, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no such file or folder: .*gone"):
        inputs_of([tmp_path, tmp_path / "gone"], settings())
    with pytest.raises(ConfigError, match=r"no such file or folder: .*gone"):
        roots_of(settings(input_roots={"a": tmp_path, "b": tmp_path / "gone"}))
    with pytest.raises(ConfigError, match="set KHABAR_INPUT_ROOTS"):
        roots_of(settings())
