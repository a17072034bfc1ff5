"""The report of a run: what it found, what it wrote, what it refused, and of how many it shows the first."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from runs import finish, run
from sqlalchemy import Engine, text

from etl.ask.report import Answer, ready_queries, report
from etl.cli.show_results import show_report
from etl.errors import DatabaseError, NotThere
from etl.sql_files import SQL_FOLDER
from etl.stages.plan import inputs_of, plan

Load = Callable[..., dict[str, int]]

TEXT = "Of {0}\n\nThe council of {0} met on Monday and spoke of water, bread and the bridge.\n"


@pytest.fixture
def load(database: Engine, fresh_database_url: str, settings: MakeSettings) -> Load:
    def load_them(*paths: Path) -> dict[str, int]:
        return run(database, settings(database_url=fresh_database_url, workers=1, settle_seconds=0), *paths)

    return load_them


def rows(answer: Answer) -> list[dict[str, object]]:
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def test_a_report_counts_the_files_that_another_run_has_read_meanwhile(
    database: Engine,
    fresh_database_url: str,
    settings: MakeSettings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format("town"))
    loading = settings(database_url=fresh_database_url, workers=1, settle_seconds=0)
    inputs = inputs_of([tmp_path / "a.txt"], loading)
    plans = [plan(database, loading, inputs, dag_id="night", dag_run_id=name, max_shards=1) for name in ("a", "b")]

    for planned in reversed(plans):
        finish(database, loading, planned.run_id)
    first, second = (report(database, planned.run_id) for planned in plans)
    show_report(first)

    assert (first.elsewhere_files, second.elsewhere_files) == (1, 0)
    assert "1 were read by another run, which counts their new units" in capsys.readouterr().out


def test_a_report_says_what_a_run_found_and_did(database: Engine, load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.format("town"))
    (folder / "b.txt").touch()
    (folder / "link.txt").symlink_to("a.txt")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("d.txt", "Bread\n\n## Its price\n\n" + TEXT.format("member") * 3)
        archive.writestr("e.txt", bytes(50))
    load(folder)
    (folder / "z.txt").write_text(TEXT.format("harbour"))
    second = load(folder)

    first, last = report(database, 1), report(database)

    assert (first.run_id, first.files, first.known_files, first.waiting_files) == (1, 3, 0, 0)
    assert (first.changed_files, first.units_again, first.skipped_files) == (0, 0, {"link": 1})
    assert (first.counts["loaded"], first.counts["rejected"]) == (2, 2)
    assert [(row["document"], row["title, else first heading"]) for row in rows(first.articles)] == [
        ("a.txt", "Of town"),
        ("c.zip › d.txt", "Bread"),
    ]
    assert [(row["document"], row["outcome"], row["reason"]) for row in rows(first.refused)] == [
        ("b.txt", "rejected", "empty"),
        ("c.zip › e.txt", "rejected", "binary"),
    ]
    assert (first.articles.title, first.refused.title) == ("Articles", "Rejected and skipped")
    assert (last.run_id, last.files, last.known_files, last.counts) == (2, 1, 3, second)
    assert [row["document"] for row in rows(last.articles)] == ["z.txt"]


def test_a_long_report_says_of_how_many_it_shows_the_first(database: Engine, load: Load, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    lines = [json.dumps({"title": f"Of {n}", "maintext": TEXT.format(n) * 2}) for n in range(26)]
    (folder / "a.jsonl").write_text("\n".join([*lines, *['{"title": "cut'] * 11]))
    (folder / "b.jsonl").write_text("\n".join(lines))
    load(folder / "a.jsonl")

    found = report(database)

    assert (found.articles.title, len(found.articles.rows)) == ("Articles: the first 25 of 26", 25)
    assert (found.refused.title, len(found.refused.rows)) == ("Rejected and skipped: the first 10 of 11", 10)
    assert load(folder / "b.jsonl")["unchanged"] == 26
    assert report(database).articles.title == "Articles: the first 25 of 26"


def test_a_report_shows_all_where_there_are_no_more(database: Engine, load: Load, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for number in range(25):
        (tmp_path / "news" / f"{number}.txt").write_text(TEXT.format(number))

    load(tmp_path / "news")

    assert report(database).articles.title == "Articles"


def test_of_a_run_that_is_not_there_nothing_is_reported(database: Engine) -> None:
    with pytest.raises(DatabaseError, match="nothing has been loaded yet"):
        report(database)
    with pytest.raises(NotThere, match="there is no run 7"):
        report(database, 7)


def test_every_ready_query_has_a_title_and_an_answer_and_can_be_copied(
    database: Engine, load: Load, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT.format("town"))
    load(tmp_path / "a.txt")

    answers = ready_queries(database)

    files = [path.read_text() for path in sorted((SQL_FOLDER / "queries").glob("*.sql"))]
    assert [f"-- {answer.title}" for answer in answers] == [
        file.splitlines()[0] for file in files if "\n-- Parameters: " not in file
    ]
    with database.connect() as connection:
        for answer in answers:
            assert answer.sql is not None
            assert "--" not in answer.sql
            found = connection.execute(text(answer.sql))
            assert (tuple(found.keys()), [tuple(row) for row in found]) == (answer.columns, answer.rows)
