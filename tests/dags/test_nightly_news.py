"""The nightly DAG: what it declares, and four nights of it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from snapshot import snapshot
from sqlalchemy import Engine, text

DAGS = ROOT / "dags"
PAGE = """<html lang="en"><head><title>Ferry back in service</title></head><body><article>
<h1>Ferry back in service</h1>
<p>The ferry between the two towns sails again after a winter in the dock, the company said.</p>
<p>It carries 300 passengers and leaves every hour from the old pier until late in the evening.</p>
</article></body></html>"""
TEXT = """Facts
- The bridge was closed for nine days.
- Two lanes are open again.

Summary
The bridge over the river is open again after nine days of repairs.

What was repaired
Workers replaced forty bolts and a bearing on the northern side of the bridge.

What comes next
The southern side follows in spring, when the river carries less water than now.
"""


@dataclass(frozen=True)
class Airflow:
    """The other process; see airflow_process.py."""

    process: subprocess.Popen[str]
    log: Path

    def ask(self, **request: Any) -> dict[str, Any]:
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.log.read_text()
        return json.loads(answer)

    def night(self, root: Path, **parameters: Any) -> dict[str, Any]:
        """Run the DAG over one input root."""
        return self.ask(run={"input_roots": [f"{root.name}={root}"], "settle_seconds": 0} | parameters)


@dataclass(frozen=True)
class Nights:
    """The answers of four nights, and the tables after the first and the second."""

    first: dict[str, Any]
    after_first: dict[str, list[str]]
    second: dict[str, Any]
    after_second: dict[str, list[str]]
    empty: dict[str, Any]
    damaged: dict[str, Any]


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Airflow]:
    """An Airflow with tables of its own, and the corpus in the database of this module."""
    home, usual = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("usual")
    (usual / "not-wanted.txt").write_text(TEXT)  # the roots of a run replace those of the settings
    own = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "KHABAR_DATABASE_URL": database_url,
        "KHABAR_INPUT_ROOTS": json.dumps({"usual": str(usual)}),
        "KHABAR_WORKERS": "1",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "KHABAR"))}
    command = [sys.executable, str(Path(__file__).with_name("airflow_process.py"))]
    log = home / "log"
    with (
        log.open("w") as stderr,
        subprocess.Popen(
            command, env=inherited | own, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        yield Airflow(process, log)
        process.stdin.close()


@pytest.fixture(scope="module")
def declared(airflow: Airflow) -> dict[str, Any]:
    """What the DAG files declare."""
    return airflow.ask(describe=True)


@pytest.fixture(scope="module")
def nights(airflow: Airflow, engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """Four nights: two over the same two files, one over an empty folder, one over damaged files only."""
    news, empty, damaged = (tmp_path_factory.mktemp(name, numbered=False) for name in ("news", "empty", "damaged"))
    (news / "ferry.html").write_text(PAGE)
    (news / "bridge.txt").write_text(TEXT)
    for number in range(12):
        (damaged / f"{number}.html").write_bytes(bytes([0, number, 255]) * 40)
    return Nights(
        first=airflow.night(news),
        after_first=snapshot(engine),
        second=airflow.night(news),
        after_second=snapshot(engine),
        empty=airflow.night(empty),
        damaged=airflow.night(damaged),
    )


def test_every_dag_file_can_be_read(declared):
    assert declared["import_errors"] == {}
    assert declared["dag_ids"] == ["nightly_news"]


def test_reading_the_dag_files_imports_nothing_of_the_pipeline(declared):
    assert declared["imported"] == []


def test_the_steps_follow_each_other(declared):
    steps = ["plan", "process", "index_text", "check", "publish"]

    assert list(declared["order"]) == steps
    assert all(later in declared["order"][step] for step, later in pairwise(steps))


def test_only_the_shards_are_mapped_and_wait_for_the_pool(declared):
    assert declared["mapped"] == ["process"]
    assert {task for task, pool in declared["pools"].items() if pool == "news_db"} == {"process"}


def test_whatever_follows_the_shards_runs_when_there_are_none(declared):
    rules = declared["trigger_rules"]

    assert [rules[task] for task in ("index_text", "check", "publish")] == ["none_failed"] * 3


def test_every_task_is_tried_again_and_ends_at_some_time(declared):
    assert all(retries > 0 for retries in declared["retries"].values())
    assert all(seconds > 0 for seconds in declared["limits"].values())


def test_the_last_task_tells_of_new_articles(declared):
    assert declared["outlets"]["publish"] == ["news_articles"]


def test_the_form_has_titles(declared):
    assert {"input_roots", "sources", "max_files", "settle_seconds"} == declared["parameters"].keys()
    assert all(schema["title"] for schema in declared["parameters"].values())


def test_nights_do_not_overlap_and_are_not_made_up_for(declared):
    assert declared["max_active_runs"] == 1
    assert declared["catchup"] is False


def test_the_runbook_says_what_each_red_task_means(declared):
    assert all(f"`{task}`" in declared["doc"] for task in declared["order"])


def test_a_night_fills_the_tables(nights, engine):
    assert nights.first["state"] == "success"
    assert _count(engine, "select count(*) from news.articles where title = 'Ferry back in service'") == 1
    assert len(nights.after_first["article"]) == 2
    assert nights.after_first["article_search"]


def test_a_night_says_what_came_in(nights):
    [totals] = nights.first["published"]

    assert (totals["files"], totals["loaded"], totals["rejected"]) == (2, 2, 0)


def test_the_counts_are_in_the_event_of_the_asset(nights):
    assert [nights.first["events"], nights.second["events"]] == [nights.first["published"], nights.second["published"]]


def test_a_shard_is_labelled_with_its_size(nights):
    assert nights.first["labels"] == ["2 files, 1 kB"]


def test_a_second_night_over_the_same_files_changes_nothing(nights):
    assert nights.second["state"] == "success"
    assert nights.second["published"][0]["loaded"] == 0
    assert nights.after_second == nights.after_first


def test_a_night_without_files_is_green_and_says_0(nights):
    assert nights.empty["state"] == "success"
    assert nights.empty["tasks"]["process[-1]"] == "skipped"
    assert nights.empty["tasks"]["publish[-1]"] == "success"
    assert set(nights.empty["published"][0].values()) == {0}


def test_a_night_of_rejects_is_red_and_not_published(nights, engine):
    assert nights.damaged["state"] == "failed"
    assert nights.damaged["tasks"]["process[0]"] == "success"
    assert nights.damaged["tasks"]["check[-1]"] == "failed"
    assert nights.damaged["tasks"]["publish[-1]"] == "upstream_failed"
    assert _count(engine, "select count(*) from news.rejections") == 12


def _count(engine: Engine, query: str) -> int:
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar_one()
