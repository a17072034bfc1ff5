"""What the nightly DAG declares."""

from itertools import pairwise
from typing import Any

import pytest
from airflow_process import Airflow


@pytest.fixture(scope="module")
def declared(airflow: Airflow) -> dict[str, Any]:
    """What the DAG files declare."""
    return airflow.ask(describe=True)


def test_every_dag_file_can_be_read(declared: dict[str, Any]) -> None:
    assert declared["import_errors"] == {}
    assert declared["dag_ids"] == ["nightly_news"]


def test_reading_the_dag_files_imports_nothing_of_the_pipeline(declared: dict[str, Any]) -> None:
    assert declared["imported"] == []


def test_the_steps_follow_each_other(declared: dict[str, Any]) -> None:
    steps = ["plan", "process", "index_text", "check", "publish"]

    assert list(declared["order"]) == steps
    assert all(later in declared["order"][step] for step, later in pairwise(steps))


def test_only_the_shards_are_mapped_and_wait_for_the_pool(declared: dict[str, Any]) -> None:
    assert declared["mapped"] == ["process"]
    assert {task for task, pool in declared["pools"].items() if pool == "news_db"} == {"process"}


def test_whatever_follows_the_shards_runs_when_there_are_none(declared: dict[str, Any]) -> None:
    rules = declared["trigger_rules"]

    assert [rules[task] for task in ("index_text", "check", "publish")] == ["none_failed"] * 3


def test_every_task_is_tried_again_and_ends_at_some_time(declared: dict[str, Any]) -> None:
    assert all(retries > 0 for retries in declared["retries"].values())
    assert all(seconds > 0 for seconds in declared["limits"].values())


def test_the_last_task_tells_of_new_articles(declared: dict[str, Any]) -> None:
    assert declared["outlets"]["publish"] == ["news_articles"]


def test_the_form_has_titles(declared: dict[str, Any]) -> None:
    assert {"input_roots", "sources", "max_files", "settle_seconds"} == declared["parameters"].keys()
    assert all(schema["title"] for schema in declared["parameters"].values())


def test_nights_do_not_overlap_and_are_not_made_up_for(declared: dict[str, Any]) -> None:
    assert declared["max_active_runs"] == 1
    assert declared["catchup"] is False


def test_the_runbook_says_what_each_red_task_means(declared: dict[str, Any]) -> None:
    assert all(f"`{task}`" in declared["doc"] for task in declared["order"])
