"""Four nights of the nightly DAG, by Airflow itself."""

from dataclasses import dataclass
from typing import Any

import pytest
from airflow_process import Airflow
from snapshot import snapshot
from sqlalchemy import Engine, text

pytestmark = pytest.mark.slow
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
class Nights:
    """The answers of four nights, and the tables after the first and the second."""

    first: dict[str, Any]
    after_first: dict[str, list[str]]
    second: dict[str, Any]
    after_second: dict[str, list[str]]
    empty: dict[str, Any]
    damaged: dict[str, Any]


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


def test_a_night_fills_the_tables(nights: Nights, engine: Engine) -> None:
    assert nights.first["state"] == "success"
    assert _count(engine, "select count(*) from news.articles where title = 'Ferry back in service'") == 1
    assert len(nights.after_first["article"]) == 2
    assert nights.after_first["article_search"]


def test_a_night_says_what_came_in(nights: Nights) -> None:
    [totals] = nights.first["published"]

    assert (totals["files"], totals["loaded"], totals["rejected"]) == (2, 2, 0)


def test_the_counts_are_in_the_event_of_the_asset(nights: Nights) -> None:
    assert [nights.first["events"], nights.second["events"]] == [nights.first["published"], nights.second["published"]]


def test_a_shard_is_labelled_with_its_size(nights: Nights) -> None:
    assert nights.first["labels"] == ["2 files, 1 kB"]


def test_a_second_night_over_the_same_files_changes_nothing(nights: Nights) -> None:
    assert nights.second["state"] == "success"
    assert nights.second["published"][0]["loaded"] == 0
    assert nights.after_second == nights.after_first


def test_a_night_without_files_is_green_and_says_0(nights: Nights) -> None:
    assert nights.empty["state"] == "success"
    assert nights.empty["tasks"]["process[-1]"] == "skipped"
    assert nights.empty["tasks"]["publish[-1]"] == "success"
    assert set(nights.empty["published"][0].values()) == {0}


def test_a_night_of_rejects_is_red_and_not_published(nights: Nights, engine: Engine) -> None:
    assert nights.damaged["state"] == "failed"
    assert nights.damaged["tasks"]["process[0]"] == "success"
    assert nights.damaged["tasks"]["check[-1]"] == "failed"
    assert nights.damaged["tasks"]["publish[-1]"] == "upstream_failed"
    assert _count(engine, "select count(*) from news.rejections") == 12


def _count(engine: Engine, query: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())
