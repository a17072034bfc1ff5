"""The whole way: files in, rows out, and every unit accounted for."""

import json
import os
import time
from pathlib import Path

import pytest
from corpus import make_corpus
from processes import khabar_environment, run_for_counts, run_khabar, start_khabar, units_of
from snapshot import snapshot
from sqlalchemy import Engine, text

from etl.settings import Settings


@pytest.fixture
def environment(fresh_database_url: str) -> dict[str, str]:
    return khabar_environment(fresh_database_url)


def statistics(engine: Engine) -> dict[str, tuple[int, int, int]]:
    """Rows inserted, updated and deleted since the database was made, by table."""
    with engine.connect() as connection:
        connection.execute(text("select pg_stat_force_next_flush()"))
        rows = connection.execute(
            text("""
                select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_user_tables where schemaname = 'corpus'""")
        )
        return {name: (inserted, updated, deleted) for name, inserted, updated, deleted in rows}


def test_a_second_run_opens_nothing_and_writes_only_its_own_row(
    database: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    units = make_corpus(tmp_path / "corpus", texts=5, lines=20)
    first = run_for_counts(tmp_path / "corpus", environment=environment)
    before, rows = snapshot(database), statistics(database)

    second = run_for_counts(tmp_path / "corpus", environment=environment)

    assert units_of(first) == units
    assert (second["files"], second["known_files"], units_of(second)) == (0, 7, 0)
    assert snapshot(database) == before
    changed = {name for name, counts in statistics(database).items() if counts != rows[name]}
    assert changed <= {"run", "run_file"}


def test_touched_files_are_read_again_and_change_nothing(
    database: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    make_corpus(tmp_path / "corpus", texts=5, lines=20)
    run_for_counts(tmp_path / "corpus", environment=environment)
    before, rows = snapshot(database), statistics(database)
    for path in (tmp_path / "corpus").iterdir():
        os.utime(path)

    second = run_for_counts(tmp_path / "corpus", environment=environment)

    assert second["known"] == 26
    assert snapshot(database) == before
    changed = {name for name, counts in statistics(database).items() if counts != rows[name]}
    assert changed <= {"run", "run_file"}


def test_one_worker_and_four_give_the_same_tables(
    database: Engine,
    environment: dict[str, str],
    tmp_path: Path,
    server_settings: Settings,
    engine: Engine,
    database_url: str,
) -> None:
    make_corpus(tmp_path / "corpus", texts=10, lines=80)
    run_for_counts(tmp_path / "corpus", environment=environment, workers=4)
    run_for_counts(tmp_path / "corpus", environment=khabar_environment(database_url), workers=1)

    assert snapshot(database) == snapshot(engine)


def test_a_file_that_could_not_be_opened_is_tried_again_by_the_next_run(
    database: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(f"A heading\n{'Words that say something. ' * 9}\n", encoding="utf-8")
    run_for_counts(tmp_path / "corpus", environment=environment)
    with database.begin() as connection:
        connection.execute(text("update corpus.input_file set sha256 = null"))

    second = run_for_counts(tmp_path / "corpus", environment=environment)

    assert (second["files"], second["known_files"]) == (1, 0)


TEXT = f"A heading\n{'Words that say something of {}. ' * 9}\n"


def test_two_folders_of_one_name_are_both_read(environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "news").mkdir(parents=True)
        (tmp_path / name / "news" / "1.txt").write_text(TEXT.replace("{}", name), encoding="utf-8")

    result = run_khabar("run", "a/news", "b/news", "--json", environment=environment, folder=tmp_path)

    assert json.loads(result.stdout)["loaded"] == 2


def test_a_rejected_file_that_was_mended_is_loaded_and_its_rejection_closed(
    environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").touch()
    first = run_for_counts(tmp_path / "corpus", environment=environment)
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")

    retried = run_khabar("rejected", "retry", "--json", environment=environment, folder=tmp_path)
    left = run_khabar("rejected", "list", "--json", environment=environment, folder=tmp_path)

    assert first["rejected"] == 1
    assert retried.returncode == 0, retried.stderr
    assert json.loads(retried.stdout)["loaded"] == 1
    assert left.stdout == ""


def test_a_file_that_is_too_large_is_not_even_hashed_and_not_opened_again(
    database: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(TEXT, encoding="utf-8")
    small = environment | {"KHABAR_MAX_FILE_BYTES": "100"}

    first = run_for_counts(tmp_path / "corpus", environment=small)
    with database.connect() as connection:
        found = connection.execute(
            text("select sha256, reason from corpus.input_file join corpus.rejection using (file_id)")
        )
        assert found.all() == [(None, "file_too_large")]
    second = run_for_counts(tmp_path / "corpus", environment=small)
    retried = run_khabar("rejected", "retry", "--json", environment=environment, folder=tmp_path)
    left = run_khabar("rejected", "list", "--json", environment=environment, folder=tmp_path)

    assert (first["rejected"], second["files"], second["known_files"]) == (1, 0, 1)
    assert json.loads(retried.stdout)["loaded"] == 1
    assert left.stdout == ""


def test_files_that_are_known_already_hold_no_locks(
    database: Engine, environment: dict[str, str], tmp_path: Path
) -> None:
    """More files than a server has room for locks would end the run otherwise."""
    (tmp_path / "corpus").mkdir()
    for number in range(60):
        (tmp_path / "corpus" / f"{number}.txt").write_text(TEXT.replace("{}", str(number)), encoding="utf-8")
    run_for_counts(tmp_path / "corpus", environment=environment)
    for path in (tmp_path / "corpus").iterdir():
        os.utime(path)

    process = start_khabar("run", "corpus", environment=environment, folder=tmp_path)
    locks: list[int] = []
    while process.poll() is None:
        with database.connect() as connection:
            query = text("select count(*) from pg_locks where locktype = 'advisory'")
            locks.append(connection.execute(query).scalar_one())
        time.sleep(0.01)
    process.communicate()

    assert process.returncode == 0
    assert max(locks) < 10


def test_a_folder_that_is_not_there_is_a_wrong_call(environment: dict[str, str], tmp_path: Path) -> None:
    result = run_khabar("run", "nowhere", environment=environment, folder=tmp_path)

    assert result.returncode == 2
    assert "no such file or folder" in result.stderr
    assert "Traceback" not in result.stderr


def test_too_many_rejects_end_with_3_and_say_so(database: Engine, environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    for number in range(12):
        (tmp_path / "corpus" / f"{number}.txt").touch()

    result = run_khabar("run", "corpus", environment=environment, folder=tmp_path)

    assert result.returncode == 3
    assert "12 of 12 units were rejected" in result.stderr
    with database.connect() as connection:
        ended = connection.execute(text("select state, end_reason from news.runs")).one()
    assert ended == ("failed", "too many rejects: 12 of 12 units were rejected")
