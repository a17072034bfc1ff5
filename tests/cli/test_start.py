"""A command loads what it needs and no more: each task of a night is a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT

DATABASE = ("sqlalchemy", "psycopg2", "alembic", "etl.database", "etl.load", "etl.postgres")
READING = ("etl.ingest", "etl.parse", "etl.enrich", "lxml", "numpy", "trafilatura")

# Runs a command line and prints, last of all, what it has loaded.
COMMAND = """
import sys
from etl.cli import main
try:
    main()
finally:
    print(*sys.modules)
"""


def loaded_by(*arguments: str, folder: Path) -> set[str]:
    """The modules that a command has loaded at its end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    command = [sys.executable, "-c", COMMAND, *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.splitlines()[-1].split())


def test_showing_the_settings_loads_nothing_but_the_settings(tmp_path: Path) -> None:
    loaded = loaded_by("config", "show", folder=tmp_path)

    assert loaded.isdisjoint(DATABASE + READING)
    own = {name for name in loaded if name.startswith("etl.") and not name.startswith("etl.cli")}
    assert own == {"etl.errors", "etl.settings", "etl.words", "etl.words.record_fields", "etl.version"}


def test_parsing_loads_no_database(tmp_path: Path) -> None:
    loaded = loaded_by("parse", str(ROOT / "seeds" / "ru-library-boat.txt"), "--workers=1", folder=tmp_path)

    assert "etl.parse" in loaded
    assert loaded.isdisjoint(DATABASE)


@pytest.mark.parametrize(("name", "is_page"), [("ru-library-boat.txt", False), ("observatory.html", True)])
def test_what_only_pages_need_is_loaded_for_pages_before_workers_are_forked(
    tmp_path: Path, name: str, is_page: bool
) -> None:
    loaded = loaded_by("parse", str(ROOT / "seeds" / name), "--workers=1", folder=tmp_path)

    assert ("trafilatura" in loaded) == is_page


@pytest.mark.parametrize("command", ["report", "queries", "search", "export", "db", "reader", "airflow"])
def test_asking_the_tables_loads_no_reader_of_files(tmp_path: Path, command: str) -> None:
    loaded = loaded_by(command, "--help", folder=tmp_path)

    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(READING)


def test_the_steps_of_a_night_load_no_parser_before_one_parses(tmp_path: Path) -> None:
    loaded = loaded_by("step", "--help", folder=tmp_path)

    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"etl.parse", "etl.enrich", "numpy", "trafilatura"})
