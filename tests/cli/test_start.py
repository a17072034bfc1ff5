"""A command loads what it needs and no more: each task of a night is a process of its own."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

from checkout import ROOT

DATABASE = ("sqlalchemy", "psycopg2", "alembic", "etl.database", "etl.load", "etl.postgres")
READING = ("etl.ingest", "etl.parse", "etl.enrich", "lxml", "numpy", "trafilatura")

# Runs command lines one after the other and prints, last of all, what they have loaded.
COMMANDS = """
import shlex, sys
from etl.cli import main
for line in sys.argv[1:]:
    sys.argv[1:] = shlex.split(line)
    try:
        main()
    except SystemExit as end:
        if end.code:
            raise
print(*sys.modules)
"""
ASKING = ("report", "queries", "search", "export", "db", "reader", "airflow")


def loaded_by(*lines: str, folder: Path) -> set[str]:
    """The modules that command lines have loaded at their end, in one new process for all."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    command = [sys.executable, "-c", COMMANDS, *lines]
    result = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.splitlines()[-1].split())


def parse(name: str) -> str:
    return shlex.join(["parse", str(ROOT / "seeds" / name), "--workers=1"])


def test_showing_the_settings_loads_nothing_but_the_settings(tmp_path: Path) -> None:
    loaded = loaded_by("config show", folder=tmp_path)

    assert loaded.isdisjoint(DATABASE + READING)
    own = {name for name in loaded if name.startswith("etl.") and not name.startswith("etl.cli")}
    assert own == {"etl.errors", "etl.settings", "etl.words", "etl.words.record_fields", "etl.version"}


def test_parsing_a_text_loads_no_database_and_nothing_that_only_pages_need(tmp_path: Path) -> None:
    loaded = loaded_by(parse("ru-library-boat.txt"), folder=tmp_path)

    assert "etl.parse" in loaded
    assert loaded.isdisjoint((*DATABASE, "trafilatura"))


def test_what_pages_need_is_loaded_before_workers_are_forked(tmp_path: Path) -> None:
    assert "trafilatura" in loaded_by(parse("observatory.html"), folder=tmp_path)


def test_asking_the_tables_loads_no_reader_of_files(tmp_path: Path) -> None:
    loaded = loaded_by(*(f"{command} --help" for command in ASKING), folder=tmp_path)

    assert {f"etl.cli.{command}" for command in ASKING} <= loaded
    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint(READING)


def test_the_steps_of_a_night_load_no_parser_before_one_parses(tmp_path: Path) -> None:
    loaded = loaded_by("step --help", folder=tmp_path)

    assert "sqlalchemy" in loaded
    assert loaded.isdisjoint({"etl.parse", "etl.enrich", "numpy", "trafilatura"})
