"""Questions to the tables: what search leaves out, why it finds nothing, and the bytes behind an article."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from runs import run
from sqlalchemy import Engine, text

from etl.ask.search import raw, search, why_nothing
from etl.errors import DatabaseError, NotThere
from etl.settings import Settings

BODY = "The heron of Castle Street was seen by nobody but the clockmaker. "
OTHERS = "The council met on Monday and spoke of water, bread and the bridge. "


def line(name: str, language: str, day: int, body: str = BODY) -> str:
    values = {"url": f"https://{name}.example/{day}", "title": f"Of {name}", "language": language, "maintext": body * 4}
    return json.dumps(values | {"date_publish": f"2026-01-{day:02d} 08:00:00"})


LINES = [line("one", "en", 1), line("two", "en", 2), line("three", "fr", 3), line("four", "en", 4, OTHERS)]
PLAIN = f"Of a text\n\n{BODY * 5}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of each name, a text, and a text in an archive."""
    folder = tmp_path_factory.mktemp("ask") / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(LINES) + "\n", encoding="utf-8")
    (folder / "b.txt").write_text(PLAIN, encoding="utf-8")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.txt", PLAIN.replace("text", "member"))
    return folder


@pytest.fixture(scope="module")
def loading(engine: Engine, folder: Path) -> Settings:
    url = engine.url.render_as_string(hide_password=False)
    return Settings(data_dir=folder.parent / "khabar", database_url=url, workers=1, settle_seconds=0)


@pytest.fixture(scope="module")
def archive(engine: Engine, loading: Settings, folder: Path) -> Engine:
    run(engine, loading, folder)
    return engine


@pytest.fixture
def found(archive: Engine) -> Callable[..., list[str]]:
    """The titles that search finds, without their first word."""

    def titles(query: str, **choice: Any) -> list[str]:
        answer = search(archive, query, **choice)
        return sorted(dict(zip(answer.columns, row, strict=True))["title"].removeprefix("Of ") for row in answer.rows)

    return titles


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        ({}, ["a member", "a text", "one", "three", "two"]),
        ({"language": "fr"}, ["three"]),
        ({"source": "two.example"}, ["two"]),
        ({"since": date(2026, 1, 2)}, ["three", "two"]),
        ({"until": date(2026, 1, 2)}, ["one", "two"]),
        ({"since": date(2026, 1, 2), "until": date(2026, 1, 2)}, ["two"]),
    ],
)
def test_search_leaves_out_what_was_not_asked_for(found: Callable[..., list[str]], choice: dict, names: list[str]):
    assert found("clockmaker", **choice) == names


def test_search_gives_no_more_rows_than_asked_for(found: Callable[..., list[str]]):
    assert len(found("clockmaker", max_rows=2)) == 2
    assert len(found("clockmaker", max_rows=4)) == 4


@pytest.mark.parametrize("query", ["heron\x00", "\x00heron", "heron \ud800"])
def test_a_query_with_what_no_text_can_hold_is_searched_without_it(found: Callable[..., list[str]], query: str):
    assert found(query) == found("heron") != []


@pytest.mark.parametrize(
    ("query", "language", "source", "reason"),
    [
        ("zebra", None, None, ""),
        ("zebra", "en", "one.example", ""),
        ("zebra", "EN-gb", None, ""),
        ("", "xx", None, ": the query holds no word to look for"),
        ("-zebra", None, None, ": the query holds no word to look for"),
        ("\x00", None, None, ": the query holds no word to look for"),
        ("zebra", "xx", "one.example", ": no article is in the language xx"),
    ],
)
def test_why_nothing_can_be_found(archive: Engine, query: str, language: str | None, source: str | None, reason: str):
    assert why_nothing(archive, query, language, source) == reason


def test_a_source_that_is_not_there_is_named_with_those_that_are(archive: Engine):
    with pytest.raises(NotThere, match=r"there is no source nobody\.example: there are .*one\.example"):
        why_nothing(archive, "zebra", "en", "nobody.example")


def article(engine: Engine, title: str) -> int:
    with engine.connect() as connection:
        return connection.execute(
            text("select article_id from news.articles where title = :t"), {"t": title}
        ).scalar_one()


@pytest.mark.parametrize(
    ("title", "data"),
    [
        ("Of one", LINES[0]),
        ("Of three", LINES[2]),
        ("Of a text", PLAIN),
        ("Of a member", PLAIN.replace("text", "member")),
    ],
)
def test_the_bytes_behind_an_article_are_those_of_its_own_unit(
    archive: Engine, loading: Settings, title: str, data: str
):
    assert raw(archive, loading, article(archive, title)).decode().strip() == data.strip()


def test_an_article_that_is_not_there_has_no_bytes(archive: Engine, loading: Settings):
    with pytest.raises(NotThere, match="there is no article 99"):
        raw(archive, loading, 99)


def test_bytes_are_found_where_the_settings_say_that_the_folder_is_now(
    archive: Engine, loading: Settings, folder: Path
):
    with archive.connect() as connection:
        (root,) = connection.execute(text("select root from news.lineage limit 1")).scalars()
    moved = folder.rename(folder.with_name("moved"))
    try:
        with pytest.raises(DatabaseError, match=r"cannot read .*b\.txt"):
            raw(archive, loading, article(archive, "Of a text"))
        there = loading.model_copy(update={"input_roots": {root: moved}})
        assert raw(archive, there, article(archive, "Of a text")).decode() == PLAIN
    finally:
        moved.rename(folder)


def test_other_bytes_than_those_that_were_read_are_not_given(archive: Engine, loading: Settings, folder: Path):
    (folder / "b.txt").write_text(PLAIN + "One line more.\n", encoding="utf-8")
    try:
        with pytest.raises(DatabaseError, match=r"b\.txt is not the file that was read"):
            raw(archive, loading, article(archive, "Of a text"))
    finally:
        (folder / "b.txt").write_text(PLAIN, encoding="utf-8")
