"""The version names the release and the commit: of a checkout, of a wheel, of an image without git."""

import subprocess
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from etl.cli.app import app
from etl.stages.plan import Input, plan
from etl.version import RELEASE, built_version, checkout_version, code_version

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Ann Lee", "-c", "user.email=ann@khabar.example")
    command = ("git", "-C", str(folder), *identity, *words)
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A git checkout with one commit."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    git(folder, "init", "--quiet")
    git(folder, "add", "a.txt")
    git(folder, "commit", "--quiet", "--message=one")
    return folder


def test_a_checkout_has_the_version_of_its_commit(checkout: Path) -> None:
    assert checkout_version(checkout) == f"{RELEASE}+g{git(checkout, 'rev-parse', 'HEAD')[:12]}"


def test_a_tag_changes_nothing(checkout: Path) -> None:
    before = checkout_version(checkout)
    git(checkout, "tag", "--annotate", "--message=one", "v0.1.0")

    assert checkout_version(checkout) == before


def test_a_changed_checkout_is_dirty(checkout: Path) -> None:
    clean = checkout_version(checkout)
    (checkout / "a.txt").write_text("two")

    assert checkout_version(checkout) == f"{clean}.dirty"


def test_a_hook_of_another_checkout_does_not_lend_its_commit(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = checkout_version(checkout)
    monkeypatch.setenv("GIT_DIR", str(checkout / "elsewhere"))

    assert checkout_version(checkout) == own


def test_without_git_the_commit_of_a_checkout_is_unknown(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))

    assert checkout_version(checkout) == f"{RELEASE}+unknown"


def test_a_checkout_that_git_cannot_read_is_of_an_unknown_commit(checkout: Path) -> None:
    (checkout / ".git" / "HEAD").write_text("nothing")

    assert checkout_version(checkout) == f"{RELEASE}+unknown"


def test_a_build_in_a_checkout_has_its_commit_whatever_else_is_said(checkout: Path) -> None:
    (checkout / "PKG-INFO").write_text("Metadata-Version: 2.4\nVersion: 0.0.9\n")

    assert built_version(checkout, COMMIT) == checkout_version(checkout)


def test_a_folder_inside_a_checkout_of_something_else_does_not_take_its_commit(checkout: Path) -> None:
    inside = checkout / "packages"
    inside.mkdir()

    assert built_version(inside, "") == f"{RELEASE}+unknown"


def test_an_image_has_the_commit_that_it_is_told(tmp_path: Path) -> None:
    assert built_version(tmp_path, COMMIT) == f"{RELEASE}+g{COMMIT[:12]}"


@pytest.mark.parametrize("commit", ["", "main", "g0123456", "0123456; rm"])
def test_what_is_no_commit_is_not_taken_for_one(tmp_path: Path, commit: str) -> None:
    assert built_version(tmp_path, commit) == f"{RELEASE}+unknown"


def test_a_source_archive_has_the_version_that_it_was_made_with(tmp_path: Path) -> None:
    (tmp_path / "PKG-INFO").write_text("Metadata-Version: 2.4\nName: khabar\nVersion: 0.1.0+g0123456789ab\n")

    assert built_version(tmp_path, "") == "0.1.0+g0123456789ab"


def test_the_command_line_and_the_tables_name_the_same_version(
    engine: Engine, settings: MakeSettings, tmp_path: Path
) -> None:
    inputs = [Input(name="a", root=tmp_path, start=tmp_path)]
    planned = plan(engine, settings(), inputs, dag_id="night", dag_run_id="1", max_shards=1)
    with engine.connect() as connection:
        query = text("select code_version from news.runs where run_id = :run")
        stored = connection.execute(query, {"run": planned.run_id}).scalar_one()

    result = CliRunner().invoke(app, ["--version"])

    assert result.output == f"khabar {stored}\n"
    assert stored == code_version()
    assert stored.startswith(f"{RELEASE}+")
