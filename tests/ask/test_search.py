"""The search of all texts: what it leaves out, and why it finds nothing."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from runs import run
from sqlalchemy import Engine

from etl.ask.search import search, why_nothing
from etl.errors import NotThere
from etl.settings import Settings

Found = Callable[..., list[str]]

BODY = "The heron of Castle Street was seen by nobody but the clockmaker. "
OTHERS = "The council met on Monday and spoke of water, bread and the bridge. "


def line(name: str, language: str, day: int, body: str = BODY) -> str:
    values = {"url": f"https://{name}.example/{day}", "title": f"Of {name}", "language": language, "maintext": body * 4}
    return json.dumps(values | {"date_publish": f"2026-01-{day:02d} 08:00:00"})


LINES = [line("one", "en", 1), line("two", "en", 2), line("three", "fr", 3), line("four", "en", 4, OTHERS)]


@pytest.fixture(scope="module")
def archive(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A database with a record of each name."""
    folder = tmp_path_factory.mktemp("ask")
    (folder / "a.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    url = engine.url.render_as_string(hide_password=False)
    run(engine, Settings(data_dir=folder / "khabar", database_url=url, workers=1, settle_seconds=0), folder / "a.jsonl")
    return engine


@pytest.fixture
def found(archive: Engine) -> Found:
    """The titles that search finds, without their first word."""

    def titles(query: str, **choice: Any) -> list[str]:
        answer = search(archive, query, **choice)
        return sorted(dict(zip(answer.columns, row, strict=True))["title"].removeprefix("Of ") for row in answer.rows)

    return titles


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({}, ["one", "three", "two"]),
        ({"language": "fr"}, ["three"]),
        ({"source": "two.example"}, ["two"]),
        ({"since": date(2026, 1, 2)}, ["three", "two"]),
        ({"until": date(2026, 1, 2)}, ["one", "two"]),
        ({"since": date(2026, 1, 2), "until": date(2026, 1, 2)}, ["two"]),
    ],
)
def test_search_leaves_out_what_was_not_asked_for(
    found: Found, choice: dict[str, str | date], names: list[str]
) -> None:
    assert found("clockmaker", **choice) == names


def test_search_gives_no_more_rows_than_asked_for(found: Found) -> None:
    assert len(found("clockmaker", max_rows=2)) == 2
    assert len(found("clockmaker", max_rows=3)) == 3


@pytest.mark.parametrize("query", ["heron\x00", "\x00heron", "heron \ud800"])
def test_a_query_with_what_no_text_can_hold_is_searched_without_it(found: Found, query: str) -> None:
    assert found(query) == found("heron") != []


@pytest.mark.parametrize(
    ("query", "language", "source", "reason"),
    [
        ("zebra", None, None, ""),
        ("zebra", "en", "one.example", ""),
        ("zebra", "EN-gb", None, ""),
        ("", "xx", None, ": the query contains no word to search for"),
        ("-zebra", None, None, ": the query contains no word to search for"),
        ("\x00", None, None, ": the query contains no word to search for"),
        ("zebra", "xx", "one.example", ": no article is in the language xx"),
    ],
)
def test_why_nothing_can_be_found(
    archive: Engine, query: str, language: str | None, source: str | None, reason: str
) -> None:
    assert why_nothing(archive, query, language, source) == reason


def test_a_source_that_is_not_there_is_named_with_those_that_are(archive: Engine) -> None:
    with pytest.raises(NotThere, match=r"there is no source nobody\.example; known are .*one\.example"):
        why_nothing(archive, "zebra", "en", "nobody.example")
