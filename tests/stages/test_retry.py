"""Rejections that are chosen: what is told of them, and another try of them by hand."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fixture_types import MakeSettings
from runs import finish, run
from sqlalchemy import Engine, text

from etl.ask.rejected import rejected_unit, rejected_units
from etl.ask.report import Answer
from etl.errors import NotThere
from etl.load.retries import RejectedChoice
from etl.settings import Settings
from etl.stages.plan import Plan
from etl.stages.retry import Retry, plan_retry

PlanRetry = Callable[..., Retry]

TEXT = "Of {0}\n\nThe council of {0} met on Monday and spoke of water, bread and the bridge.\n"


@pytest.fixture
def loading(settings: MakeSettings, fresh_database_url: str) -> Settings:
    return settings(database_url=fresh_database_url, workers=1, settle_seconds=0)


@pytest.fixture
def folder(database: Engine, loading: Settings, tmp_path: Path) -> Path:
    """Two empty files, one that is not text and one that is, loaded."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).touch()
    (folder / "c.txt").write_bytes(bytes(99))
    (folder / "d.txt").write_text(TEXT.format("town"))
    run(database, loading, folder)
    return folder


@pytest.fixture
def retry(database: Engine, loading: Settings, folder: Path) -> PlanRetry:
    names = iter(range(100))

    def plan(**choice: Any) -> Retry:
        chosen = RejectedChoice(**choice)
        return plan_retry(database, loading, chosen, dag_id="khabar rejected retry", dag_run_id=str(next(names)))

    return plan


def plan_of(retry: Retry) -> Plan:
    assert retry.plan is not None
    return retry.plan


def objects(answer: Answer) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def units(engine: Engine, **choice: Any) -> dict[str, str]:
    """The names of rejections by file."""
    answer, _ = rejected_units(engine, RejectedChoice(**choice), 99)
    return {str(row["uri"]): str(row["unit"]) for row in objects(answer)}


def test_a_list_says_what_is_rejected_and_of_how_many_it_shows_the_first(database: Engine, folder: Path) -> None:
    whole, count = rejected_units(database, RejectedChoice(), 3)
    cut, count_of_cut = rejected_units(database, RejectedChoice(), 2)

    assert (whole.title, count, cut.title, count_of_cut) == ("Rejected", 3, "Rejected: 2 of 3", 3)
    assert cut.rows == whole.rows[:2]
    assert [(row["uri"], row["reason"], row["state"], row["attempts"]) for row in objects(whole)] == [
        ("a.txt", "empty", "open", 1),
        ("b.txt", "empty", "open", 1),
        ("c.txt", "binary", "open", 1),
    ]


def test_one_rejection_says_what_to_do_until_it_is_resolved(
    database: Engine, loading: Settings, folder: Path, retry: PlanRetry
) -> None:
    unit = units(database)["a.txt"]
    before = rejected_unit(database, unit)
    (folder / "a.txt").write_text(TEXT.format("harbour"))
    finish(database, loading, plan_of(retry(unit=unit)).run_id)

    after = rejected_unit(database, unit)

    assert (before["unit"], before["uri"], before["reason"], before["state"]) == (unit, "a.txt", "empty", "open")
    assert (before["meaning"], before["retry"]) == (
        "no bytes, or only white space",
        f"khabar rejected retry {unit}",
    )
    assert before["advice"].startswith("ask the sender for the file again")
    assert (after["state"], after["resolved_run_id"], after["retry"]) == ("resolved", 2, None)
    with pytest.raises(NotThere, match="there is no rejection 99:0:0"):
        rejected_unit(database, "99:0:0")


def test_only_what_is_chosen_is_tried_again(database: Engine, loading: Settings, retry: PlanRetry) -> None:
    planned = retry(reason="empty")
    counts = finish(database, loading, plan_of(planned).run_id)

    assert (plan_of(planned).files, plan_of(planned).units_again, planned.gone_units) == (2, 2, 0)
    assert (plan_of(planned).known, plan_of(planned).waiting) == (0, 0)
    assert [shard.shard for shard in plan_of(planned).shards] == [0]
    assert counts["rejected"] == 2
    attempts = objects(rejected_units(database, RejectedChoice(), 99)[0])
    assert [row["attempts"] for row in attempts] == [2, 2, 1]


def test_files_are_planned_as_they_are_now(database: Engine, folder: Path, retry: PlanRetry) -> None:
    (folder / "a.txt").write_text(TEXT.format("harbour"))
    os.utime(folder / "a.txt", ns=(5, 7_000_000_000))

    planned = retry(unit=units(database)["a.txt"])

    with database.connect() as connection:
        query = text("select uri, size_bytes, mtime_ns from corpus.run_file where run_id = :run_id")
        (file,) = connection.execute(query, {"run_id": plan_of(planned).run_id}).all()
    assert tuple(file) == ("a.txt", (folder / "a.txt").stat().st_size, 7_000_000_000)


def test_units_whose_files_are_gone_are_counted_and_the_others_tried(folder: Path, retry: PlanRetry) -> None:
    (folder / "a.txt").unlink()
    some = retry()
    for name in ("b.txt", "c.txt"):
        (folder / name).unlink()

    none = retry()

    assert (some.gone_units, plan_of(some).files, plan_of(some).units_again) == (1, 2, 2)
    assert (none.gone_units, none.plan) == (3, None)


def test_where_nothing_fits_nothing_is_planned(database: Engine, retry: PlanRetry) -> None:
    assert retry(reason="memory") == Retry(plan=None, gone_units=0)
    with database.connect() as connection:
        assert connection.execute(text("select count(*) from corpus.run")).scalar() == 1


def test_files_are_looked_for_where_the_settings_say_that_the_folder_is_now(
    database: Engine, loading: Settings, folder: Path
) -> None:
    with database.connect() as connection:
        root = connection.execute(text("select distinct root from corpus.input_file")).scalar_one()
    moved = folder.rename(folder.with_name("moved"))
    there = loading.model_copy(update={"input_roots": {root: moved}})

    planned = plan_retry(database, there, RejectedChoice(), dag_id="retry", dag_run_id="1")

    assert planned.plan is not None
    assert (plan_of(planned).files, planned.gone_units) == (3, 0)
    assert finish(database, there, plan_of(planned).run_id)["rejected"] == 3
