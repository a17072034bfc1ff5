"""A clock that was moved, or that of another machine, decides nothing that could lose a file or a run."""

import os
import time
from pathlib import Path

import pytest
from fixture_types import MakePlan, MakeSettings
from sqlalchemy import Engine, text

from etl.stages.plan import Input, Plan, plan

DAY = 24 * 60 * 60
SETTLE_SECONDS = 60


@pytest.fixture
def make_plan(settings: MakeSettings, database: Engine, tmp_path: Path) -> MakePlan:
    """Plan a run by hand over one file of this age."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("A heading\n\nWords that say something.")

    def of_age(seconds: float, name: str = "1") -> Plan:
        os.utime(folder / "a.txt", times=(time.time() - seconds,) * 2)
        inputs = [Input(name="in", root=folder, start=folder)]
        chosen = settings(settle_seconds=SETTLE_SECONDS)
        return plan(database, chosen, inputs, dag_id="khabar run", dag_run_id=name)

    return of_age


@pytest.mark.parametrize("seconds", [DAY, -DAY, 3650 * DAY, -3650 * DAY])
def test_a_file_of_another_day_is_taken_whichever_way_the_clock_was_moved(make_plan: MakePlan, seconds: int) -> None:
    assert (make_plan(seconds).files, make_plan(seconds).waiting) == (1, 0)


@pytest.mark.parametrize("seconds", [5, -5, 50, -50])
def test_a_file_written_just_now_waits_by_the_clock_of_a_file_server_that_is_ahead_too(
    make_plan: MakePlan, seconds: int
) -> None:
    assert (make_plan(seconds).files, make_plan(seconds).waiting) == (0, 1)


@pytest.mark.parametrize("moved", ["-10 years", "-1 day", "10 years"])
def test_a_dead_run_is_closed_whenever_it_says_that_it_began(make_plan: MakePlan, database: Engine, moved: str) -> None:
    make_plan(DAY)
    with database.begin() as connection:
        connection.execute(
            text("update corpus.run set started_at = now() + cast(:moved as interval)"), {"moved": moved}
        )

    make_plan(DAY, "2")

    with database.connect() as connection:
        states = connection.execute(text("select state, end_reason from corpus.run order by run_id")).all()
    assert states == [("failed", "killed"), ("running", None)]
