"""The bytes behind an article are those of its own unit, and of the file that was read."""

import json
import zipfile
from pathlib import Path

import pytest
from runs import run
from sqlalchemy import Engine, text

from etl.ask.raw import raw
from etl.errors import DatabaseError, NotThere
from etl.settings import Settings

BODY = "The heron of Castle Street was seen by nobody but the clockmaker. " * 5
RECORDS = [json.dumps({"title": f"Of {name}", "maintext": f"{name}: {BODY}"}) for name in ("one", "two", "three")]
PLAIN = f"A heron in a text\n\n{BODY}\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records, a text, and a text in an archive."""
    folder = tmp_path_factory.mktemp("ask") / "news"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join(RECORDS) + "\n", encoding="utf-8")
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


def article(engine: Engine, title: str) -> int:
    with engine.connect() as connection:
        query = text("select article_id from news.articles where title = :t")
        return int(connection.execute(query, {"t": title}).scalar_one())


@pytest.mark.parametrize(
    ("title", "data"),
    [
        ("Of one", RECORDS[0]),
        ("Of three", RECORDS[2]),
        ("A heron in a text", PLAIN),
        ("A heron in a member", PLAIN.replace("text", "member")),
    ],
)
def test_the_bytes_behind_an_article_are_those_of_its_own_unit(
    archive: Engine, loading: Settings, title: str, data: str
) -> None:
    assert raw(archive, loading, article(archive, title)).decode().strip() == data.strip()


def test_an_article_that_is_not_there_has_no_bytes(archive: Engine, loading: Settings) -> None:
    with pytest.raises(NotThere, match="there is no article 99"):
        raw(archive, loading, 99)


def test_bytes_are_found_where_the_settings_say_that_the_folder_is_now(
    archive: Engine, loading: Settings, folder: Path
) -> None:
    with archive.connect() as connection:
        (root,) = connection.execute(text("select root from news.lineage limit 1")).scalars()
    moved = folder.rename(folder.with_name("moved"))
    try:
        with pytest.raises(DatabaseError, match=r"cannot read .*b\.txt"):
            raw(archive, loading, article(archive, "A heron in a text"))
        there = loading.model_copy(update={"input_roots": {root: moved}})
        assert raw(archive, there, article(archive, "A heron in a text")).decode() == PLAIN
    finally:
        moved.rename(folder)


def test_other_bytes_than_those_that_were_read_are_not_given(archive: Engine, loading: Settings, folder: Path) -> None:
    (folder / "b.txt").write_text(PLAIN + "One line more.\n", encoding="utf-8")
    try:
        with pytest.raises(DatabaseError, match=r"b\.txt has changed since it was read"):
            raw(archive, loading, article(archive, "A heron in a text"))
    finally:
        (folder / "b.txt").write_text(PLAIN, encoding="utf-8")
