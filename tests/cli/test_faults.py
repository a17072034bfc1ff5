"""What the command line says where something is wrong: one sentence, and nothing is left behind."""

import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fixture_types import Khabar
from processes import khabar_environment, run_khabar

from etl.ask.report import Answer
from etl.cli.show_results import show_answer


@pytest.fixture(scope="module")
def loaded(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Khabar:
    """Run khabar on a database that holds one article."""
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("The harbour bridge\n\nThe bridge was opened by the mayor.")

    def run(*arguments: str, **settings: str) -> CompletedProcess[str]:
        result = run_khabar(*arguments, environment=khabar_environment(database_url, **settings), folder=folder)
        assert "Traceback" not in result.stderr
        result.stderr = " ".join(result.stderr.split())
        return result

    assert run("run", "in").returncode == 0
    return run


@pytest.mark.parametrize(
    "command",
    ["search x", "rejected list", "rejected retry", "queries", "report", "export", "raw 1", "db psql", "db backup x"],
)
def test_reading_makes_no_database(tmp_path: Path, command: str) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}

    result = run_khabar(*command.split(), environment=environment, folder=tmp_path)

    assert result.returncode == 1
    assert f"no database in {tmp_path / '.khabar'}: run `khabar run` first" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("target", ["nowhere/a", "."])
@pytest.mark.parametrize("command", [("export", "facts", "--output"), ("db", "backup")])
def test_a_file_that_cannot_be_written_is_one_sentence(
    loaded: Khabar, tmp_path: Path, command: tuple[str, ...], target: str
) -> None:
    result = loaded(*command, str(tmp_path / target))

    assert result.returncode == 2
    assert str(tmp_path) in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_fails_leaves_the_older_file(loaded: Khabar, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("older")

    assert loaded("export", "--where", "published_on=x y", "--output", str(tmp_path / "a")).returncode == 2
    assert [path.read_text() for path in tmp_path.iterdir()] == ["older"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("KHABAR_INPUT_ROOTS", "notjson", "KHABAR_INPUT_ROOTS is not valid JSON"),
        ("KHABAR_DATABASE_PORT", "99999", "KHABAR_DATABASE_PORT"),
        ("KHABAR_DATABASE_PORT", "-5", "KHABAR_DATABASE_PORT"),
        ("KHABAR_WORKRES", "3", "did you mean KHABAR_WORKERS?"),
        ("KHABAR_RECORD_FIELDS", '{"txet": ["corpo"]}', "KHABAR_RECORD_FIELDS"),
    ],
)
def test_a_wrong_setting_is_named(loaded: Khabar, name: str, value: str, sentence: str) -> None:
    result = loaded("run", "in", **{name: value})

    assert result.returncode == 2
    assert sentence in result.stderr


def test_search_takes_an_unwanted_word_without_quotes(loaded: Khabar) -> None:
    assert "bridge" in loaded("search", "harbour", "-nothing").stdout
    assert loaded("search", "harbour", "-mayor").stdout == "nothing found\n"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["-town"], "contains no word to search for"),
        ([""], "contains no word to search for"),
        (["bridge", "--language", "xx"], "no article is in the language xx"),
    ],
)
def test_search_says_why_nothing_can_be_found(loaded: Khabar, arguments: list[str], reason: str) -> None:
    assert reason in loaded("search", *arguments).stdout


@pytest.mark.parametrize("arguments", [["--jsno", "bridge"], ["bridge", "--max-rows", "999999999999999"]])
def test_a_wrong_option_of_search_is_wrong_usage(loaded: Khabar, arguments: list[str]) -> None:
    assert loaded("search", *arguments).returncode == 2


def test_columns_that_are_empty_in_every_row_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(Answer(title="", sql=None, columns=("full", "empty"), rows=[(1, None), (2, None)]))

    printed = capsys.readouterr().out
    assert "full" in printed
    assert "empty" not in printed
