"""An export: every row and column of a view, in a form from which the values can be read back."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from runs import run
from sqlalchemy import Engine, text

from etl.ask.export import ROWS_AT_ONCE, export
from etl.errors import ConfigError
from etl.settings import Settings

Exported = Callable[..., str]

BODY = 'The council met on Monday and spoke of "water", bread and the bridge.\nNobody was against it. '
DAYS = ("2026-01-01", "2026-01-02", "2026-01-03")


@pytest.fixture(scope="module")
def archive(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Three articles, of one day each."""
    folder = tmp_path_factory.mktemp("export")
    lines: list[dict[str, object]] = [
        {
            "url": f"https://n.example/{day}",
            "title": f"Of {day}",
            "maintext": BODY * 3,
            "date_publish": f"{day} 08:00:00",
        }
        for day in DAYS
    ]
    lines[0]["authors"] = ["Ann Lee", "Bo, Jr."]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    run(engine, Settings(data_dir=folder / "khabar", database_url=url_of(engine), workers=1, settle_seconds=0), folder)
    return engine


def url_of(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


@pytest.fixture
def exported(archive: Engine) -> Exported:
    def export_it(view: str, form: str, *conditions: str) -> str:
        output = io.BytesIO()
        export(archive, view, form, conditions, output)
        return output.getvalue().decode()

    return export_it


def objects(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def test_csv_holds_the_columns_of_the_view_and_values_that_can_be_read_back(
    archive: Engine, exported: Exported
) -> None:
    head, *rows = csv.reader(io.StringIO(exported("articles", "csv")))

    with archive.connect() as connection:
        found = connection.execute(text("select * from news.articles order by published_on"))
        assert head == list(found.keys())
        expected = [row._asdict() for row in found]
    given = sorted((dict(zip(head, row, strict=True)) for row in rows), key=lambda row: row["published_on"])
    assert [row["title"] for row in given] == [f"Of {day}" for day in DAYS]
    for row, of_view in zip(given, expected, strict=True):
        assert date.fromisoformat(row["published_on"]) == of_view["published_on"]
        assert datetime.fromisoformat(row["published_local"]) == of_view["published_local"]
        assert (row["uid"], row["article_id"]) == (str(of_view["uid"]), str(of_view["article_id"]))
        assert (json.loads(row["authors"]), row["external_id"]) == (of_view["authors"], "")


def test_letters_that_csv_uses_itself_are_kept(exported: Exported) -> None:
    read = csv.DictReader(io.StringIO(exported("paragraphs", "csv"), newline=""))

    assert {row["text"] for row in read} == {row["text"] for row in objects(exported("paragraphs", "jsonl"))}


def test_json_lines_hold_every_column_of_the_view(archive: Engine, exported: Exported) -> None:
    rows = sorted(objects(exported("articles", "jsonl")), key=lambda row: row["published_on"])

    with archive.connect() as connection:
        query = text("select to_jsonb(a) from news.articles as a order by published_on")
        expected = connection.execute(query).scalars().all()
    names = ("article_id", "uid", "title", "authors", "published_on", "published_local", "external_id")
    assert [row.keys() for row in rows] == [row.keys() for row in expected]
    assert [[row[name] for name in names] for row in rows] == [[row[name] for name in names] for row in expected]


@pytest.mark.parametrize(
    ("conditions", "days"),
    [
        ((), DAYS),
        (("published_on=2026-01-02",), DAYS[1:2]),
        (("published_on>=2026-01-02",), DAYS[1:]),
        (("published_on<=2026-01-02",), DAYS[:2]),
        (("published_on>=2026-01-02", "published_on<=2026-01-02"), DAYS[1:2]),
        (("title=Of 2026-01-03",), DAYS[2:]),
        (("title=",), ()),
        (("title==",), ()),
    ],
)
def test_only_rows_that_meet_all_conditions_are_written(
    exported: Exported, conditions: tuple[str, ...], days: tuple[str, ...]
) -> None:
    assert sorted(row["published_on"] for row in objects(exported("articles", "jsonl", *conditions))) == list(days)


def test_an_empty_csv_names_its_columns(exported: Exported) -> None:
    assert exported("facts", "csv", "text=nothing").startswith("article_id,")


@pytest.mark.parametrize(
    ("view", "condition", "sentence"),
    [
        ("nothing", "a=b", "there is no view news.nothing"),
        ("facts", "colour=red", "news.facts has no column colour: it has article_id, "),
        ("facts", "position", "a condition must be COLUMN=VALUE, .*, not 'position'"),
        ("facts", "position>1", "a condition must be COLUMN=VALUE, .*, not 'position>1'"),
    ],
)
def test_what_cannot_be_exported_is_named(exported: Exported, view: str, condition: str, sentence: str) -> None:
    with pytest.raises(ConfigError, match=sentence):
        exported(view, "jsonl", condition)


def test_a_view_of_more_rows_than_are_read_at_once_is_whole(exported: Exported, owner_engine: Engine) -> None:
    with owner_engine.begin() as connection:
        connection.execute(text(f"create view news.numbers as select generate_series(1, {2 * ROWS_AT_ONCE + 1}) as n"))
        connection.execute(text("grant select on news.numbers to public"))

    assert [row["n"] for row in objects(exported("numbers", "jsonl"))] == list(range(1, 2 * ROWS_AT_ONCE + 2))
    assert exported("numbers", "csv").splitlines() == ["n", *map(str, range(1, 2 * ROWS_AT_ONCE + 2))]
