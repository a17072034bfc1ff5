"""`khabar reparse`: counts what would change, changes it, and says what it left alone."""

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from fixture_types import Khabar
from made import with_fields
from processes import khabar_environment, run_khabar

from etl.articles import Article, Block, Role
from etl.documents import Document
from etl.settings import Settings
from etl.stages import save_chunk
from etl.stages.convert import convert

TEXT = "{0}\n\n" + "The ferry of {0} left at noon with forty people on board. " * 9 + "\n"
NAMES = ("harbour", "island", "lighthouse")


@pytest.fixture
def khabar(fresh_database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Khabar:
    """Run khabar on a database that an older version has loaded: it took no first line for a title."""
    for name in NAMES:
        (tmp_path / f"{name}.txt").write_text(TEXT.format(name.title()))

    def run(*arguments: str, code: int = 0) -> CompletedProcess[str]:
        environment = khabar_environment(fresh_database_url)
        result = run_khabar(*arguments, environment=environment, folder=tmp_path)
        assert result.returncode == code, result.stderr
        return result

    def convert_older(document: Document, settings: Settings) -> Article:
        article = convert(document, settings)
        assert isinstance(article, Article)
        return with_fields(article, title=Block(role=Role.TITLE, text="Old", detected_by="old"))

    with monkeypatch.context() as patch:
        patch.setattr(save_chunk, "convert", convert_older)
        run("run", *(f"{name}.txt" for name in NAMES))
    return run


def titles(khabar: Khabar) -> list[str]:
    return sorted(json.loads(line)["title"] for line in khabar("export", "articles").stdout.splitlines())


def changes(khabar: Khabar, *arguments: str) -> dict[str, int]:
    """The kinds of changes that a dry run counts."""
    counts = json.loads(khabar("reparse", "--dry-run", "--json", *arguments).stdout)
    return {kind: count for kind, count in counts.items() if count}


def test_what_is_read_again_takes_the_place_of_what_was_there_as_a_dry_run_said(khabar: Khabar) -> None:
    assert changes(khabar) == {"changed text": 3}
    assert titles(khabar) == ["Old"] * 3

    counts = json.loads(khabar("reparse", "--json").stdout)

    assert (counts["rejected"], counts["changed text"], counts["same"]) == (0, 3, 0)
    assert titles(khabar) == ["Harbour", "Island", "Lighthouse"]
    assert changes(khabar) == {"same": 3}


def test_verify_says_what_to_do_about_rows_of_an_older_version(khabar: Khabar) -> None:
    advice = "if an older version of Khabar loaded these, `khabar reparse` updates them\n"

    assert advice in khabar("verify", code=1).stdout
    khabar("reparse")
    assert advice not in khabar("verify").stdout


def test_the_report_says_what_reading_again_has_changed(khabar: Khabar, tmp_path: Path) -> None:
    khabar("reparse", "island.txt")
    (tmp_path / "lighthouse.txt").unlink()

    result = khabar("reparse")
    later = khabar("report").stdout

    for report in (result.stdout, later):
        assert "new articles" not in report
        assert "Nothing new" not in report
        assert "3 files to read again" in report
        assert "1 are gone or have changed: their rows stay" in report
        assert "2 units that are articles, 0 rejected, 0 skipped" in report
    assert "1 changed text   units replaced: the text of their article differs" in result.stdout
    assert "1 same           units that are the same as before" in result.stdout
    assert "not read again: it is gone" in " ".join(result.stderr.split())


def test_only_what_is_chosen_and_still_there_is_read_again(khabar: Khabar, tmp_path: Path) -> None:
    assert khabar("reparse", "--format", "html").stdout == "no unit matches\n"
    assert khabar("reparse", "--format", "html", "--dry-run").stdout == "no unit matches\n"
    khabar("reparse", "island.txt")
    assert titles(khabar) == ["Island", "Old", "Old"]
    (tmp_path / "lighthouse.txt").unlink()

    assert "lighthouse.txt" in khabar("reparse", "--dry-run").stderr
    khabar("reparse")

    assert titles(khabar) == ["Harbour", "Island", "Old"]
