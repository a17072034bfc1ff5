"""Joined views cost what their rows cost: plans over 5,000 articles."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from clones import clone_rows
from runs import run
from sqlalchemy import Connection, Engine, text

from etl.settings import load_settings

ARTICLES = 5000
THOUSAND = 1000
# Views of the articles' rows; runs and rejections have no article.
VIEWS = (
    *("article_urls", "articles", "captions", "date_guesses", "dates", "extras", "facts", "lineage", "live_updates"),
    *("paragraphs", "quality_issues", "revisions", "sections", "summaries"),
)
KEYS = (("article_id",), ("revision_id",), ("article_id", "revision_id"))
JOINS = [
    (left, right, keys)
    for left, right in combinations_with_replacement(VIEWS, 2)
    for keys in KEYS
    if "article_urls" not in (left, right) or keys == ("article_id",)  # it has the one key only
]
# date_guesses counts the dates of all articles first, whatever is asked of it.
FILTERED = [view for view in VIEWS if view != "date_guesses"]
WHOLE_SCANS = {"Seq Scan", "Subquery Scan", "CTE Scan", "Function Scan", "Materialize"}
QUERIES = sorted((ROOT / "sql" / "queries").glob("*.sql")) + sorted((ROOT / "sql" / "checks").glob("*.sql"))
VALUES = {"run_id": 1, "source": "news.example", "first_day": "2026-01-01", "last_day": "2026-12-31"}

Plan = dict[str, Any]  # as PostgreSQL gives it


@pytest.fixture(scope="module")
def archive(engine: Engine, owner_engine: Engine) -> Engine:
    """The seeds, some with live updates, in so many copies that they are 5,000 articles."""
    settings = load_settings(database_url=engine.url.render_as_string(hide_password=False), workers=2)
    run(engine, settings, ROOT / "seeds")
    with engine.begin() as connection:
        connection.execute(
            text("""
                insert into corpus.live_update (revision_id, position, text)
                select revision_id, position, text from corpus.paragraph where position < 2""")
        )
        seeds = connection.scalar(text("select count(*) from corpus.article"))
    clone_rows(owner_engine, ARTICLES // seeds)
    return engine


@pytest.fixture
def connection(archive: Engine) -> Iterator[Connection]:
    """A connection that ends a statement after five seconds: what is linear takes one at most."""
    with archive.connect() as connection:
        connection.execute(text("set statement_timeout = '5s'"))
        yield connection


def plan_of(connection: Connection, query: str) -> Plan:
    plan: Plan = connection.execute(text(f"explain (format json) {query}")).scalar_one()[0]["Plan"]
    return plan


def joined(left: str, right: str, keys: tuple[str, ...]) -> str:
    condition = " and ".join(f"x.{key} = y.{key}" for key in keys)
    return f"select * from news.{left} as x join news.{right} as y on {condition}"


def nodes(plan: Plan) -> Iterator[Plan]:
    yield plan
    for child in plan.get("Plans", ()):
        yield from nodes(child)


def read_again_for_each_row(plan: Plan) -> list[str]:
    """The whole tables or subqueries that a plan reads once for each row of something else."""
    repeated = [node["Plans"][1] for node in nodes(plan) if node["Node Type"] == "Nested Loop"]
    repeated += [node for node in nodes(plan) if node.get("Parent Relationship") == "SubPlan"]
    return [
        f"{node['Node Type']} {node.get('Relation Name', node.get('Alias', ''))}"
        for again in repeated
        for node in nodes(again)
        if node["Node Type"] in WHOLE_SCANS
    ]


def counts_of(connection: Connection, view: str, keys: tuple[str, ...]) -> Counter[tuple[int, ...]]:
    rows = connection.execute(text(f"select {', '.join(keys)} from news.{view}"))
    return Counter(tuple(row) for row in rows)


@pytest.mark.parametrize("key", ["article_id", "revision_id"])
def test_the_planner_expects_the_rows_that_come(connection: Connection, key: str) -> None:
    """Two conditions that depend on each other are multiplied: then it expects one row, and plans for one."""
    joins = [(left, right) for left, right, keys in JOINS if keys == (key,)]
    counts = {view: counts_of(connection, view, (key,)) for view in {view for pair in joins for view in pair}}
    wrong = []
    for left, right in joins:
        rows = sum(number * counts[right][value] for value, number in counts[left].items())
        expected = plan_of(connection, joined(left, right, (key,)))["Plan Rows"]
        if rows > THOUSAND and not rows / 10 <= expected <= rows * 10:
            wrong.append((left, right, expected, rows))
    assert wrong == []


def test_no_pair_of_views_reads_a_table_for_each_row(connection: Connection) -> None:
    plans = {(left, right, *keys): plan_of(connection, joined(left, right, keys)) for left, right, keys in JOINS}
    assert {join: found for join, plan in plans.items() if (found := read_again_for_each_row(plan))} == {}


@pytest.mark.parametrize("keys", KEYS, ids="+".join)
def test_no_three_views_read_a_table_for_each_row(connection: Connection, keys: tuple[str, ...]) -> None:
    names = [view for view in VIEWS if view != "article_urls"]
    found = {}
    for views in combinations(names, 3):
        tail = " ".join(f"join news.{view} using ({', '.join(keys)})" for view in views[1:])
        plan = plan_of(connection, f"select 1 from news.{views[0]} {tail} where news.{views[0]}.article_id > 0")
        found[views] = read_again_for_each_row(plan)
    assert {views: scans for views, scans in found.items() if scans} == {}


@pytest.mark.parametrize("view", FILTERED)
def test_one_article_is_found_by_an_index(connection: Connection, view: str) -> None:
    plan = plan_of(connection, f"select * from news.{view} where article_id = 5")
    assert [node for node in nodes(plan) if node["Node Type"] == "Seq Scan"] == []


@pytest.mark.parametrize("view", [view for view in FILTERED if view != "article_urls"])
def test_one_revision_is_found_by_an_index(connection: Connection, view: str) -> None:
    plan = plan_of(connection, f"select * from news.{view} where revision_id = 5")
    assert [node for node in nodes(plan) if node["Node Type"] == "Seq Scan"] == []


@pytest.mark.parametrize(
    ("left", "right", "keys"),
    [
        ("articles", "lineage", ("article_id",)),
        ("articles", "revisions", ("article_id",)),
        ("articles", "revisions", ("article_id", "revision_id")),
        ("facts", "revisions", ("article_id",)),
        ("facts", "revisions", ("revision_id",)),
        ("lineage", "revisions", ("article_id",)),
        ("facts", "facts", ("article_id",)),
    ],
)
def test_joined_views_are_read_in_linear_time(
    connection: Connection, left: str, right: str, keys: tuple[str, ...]
) -> None:
    found = connection.execute(text(f"explain (analyze, format json) {joined(left, right, keys)}")).scalar_one()
    assert found[0]["Plan"]["Actual Rows"] > ARTICLES


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_ready_queries_and_checks_are_read_in_linear_time(connection: Connection, path: Path) -> None:
    connection.execute(text(path.read_text(encoding="utf-8")), VALUES).fetchall()
