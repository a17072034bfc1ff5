"""verify names every kind of damage, and is silent on what is whole."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from checkout import SEEDS
from corpus import make_corpus
from processes import PATIENCE_SECONDS, khabar_environment, run_for_counts, run_khabar, start_khabar, wait_until
from runs import run
from sqlalchemy import Connection, Engine, text

from etl.database.connect import make_engine
from etl.settings import Settings
from etl.stages.convert import refuse
from etl.verify.files import verify
from etl.verify.tally import Tally

BRIDGE = "en-harbour-bridge.txt"
# kind of damage: a statement that does it, and the checks that name it
DAMAGE = {
    "a fact is gone": (
        "delete from corpus.fact where position = 2 and revision_id = (select min(revision_id) from corpus.fact)",
        {"stored_counts", "texts", "search_rows"},
    ),
    "a fact reads otherwise": (
        """update corpus.fact set text = 'Other.'
        where position = 0 and revision_id = (select min(revision_id) from corpus.fact)""",
        {"texts", "search_rows"},
    ),
    "another revision is current": (
        """update corpus.article as a set current_revision_id = r.revision_id
        from corpus.revision as r
        where r.article_id = a.article_id and r.revision_id <> a.current_revision_id""",
        {"current_revisions", "search_index"},
    ),
    "an article has no current revision": (
        """update corpus.article set current_revision_id = null, first_seen_at = null
        where article_id = (select min(article_id) from corpus.article)""",
        {"current_revisions", "lost_references", "search_index"},
    ),
    "a row of search is gone": (
        "delete from corpus.article_search where article_id = (select max(article_id) from corpus.article)",
        {"search_index"},
    ),
    "a row of search holds other words": (
        """update corpus.article_search set vector = 'other'
        where article_id = (select max(article_id) from corpus.article)""",
        {"search_rows"},
    ),
    "a count of a revision is wrong": ("update corpus.revision set fact_count = fact_count + 1", {"stored_counts"}),
    "a count of a file is wrong": (
        "update corpus.run_file set units = units + 1 where file_no = 0",
        {"records_per_file", "units_without_outcome"},
    ),
    "a record is gone": (
        "delete from corpus.input_record where outcome = 'skipped'",
        {"records_per_file", "units"},
    ),
    "a record is of no unit": (
        """insert into corpus.input_record (file_id, member_no, position, outcome, reason, run_id)
        select file_id, 0, 77, 'skipped', 'http_status', run_id from corpus.input_record limit 1""",
        {"records_per_file", "units"},
    ),
    "a record has the hash of other bytes": (
        "update corpus.input_record set sha256 = '\\x00' where sha256 is not null",
        {"bytes"},
    ),
    "a record stands elsewhere in its file": (
        "update corpus.input_record set byte_offset = byte_offset + 1 where byte_offset is not null",
        {"bytes"},
    ),
    "a revision has another content": (
        "update corpus.revision set content_hash = sha256(content_hash)",
        {"contents"},
    ),
    "a rejection is gone": ("delete from corpus.rejection", {"rejections_without_record"}),
    "an author is gone": ("delete from corpus.author", {"lost_references"}),
    "places have gaps": (
        "update corpus.caption set position = position + 50",
        {"positions_with_gaps"},
    ),
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify") / "seeds"
    shutil.copytree(SEEDS, folder)
    return folder


@pytest.fixture(scope="module")
def loading(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(database_url=database_url, data_dir=tmp_path_factory.mktemp("data"), workers=2, settle_seconds=0)


@pytest.fixture(scope="module")
def archive(engine: Engine, loading: Settings, corpus: Path) -> Engine:
    """The seeds, loaded."""
    run(engine, loading, corpus)
    return engine


@pytest.fixture
def damaged(archive: Engine) -> Iterator[Connection]:
    """A connection whose statements are undone at the end of the test."""
    with archive.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


class OneConnection:
    """An engine that gives the one connection with the damage, which no other could see."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def connect(self) -> "OneConnection":
        return self

    def execution_options(self, **_: object) -> "OneConnection":
        return self

    def __enter__(self) -> Connection:
        return self._connection

    def __exit__(self, *_: object) -> None:
        pass


def faults(tallies: list[Tally]) -> set[str]:
    return {tally.check for tally in tallies if tally.wrong}


def look(engine: Engine | OneConnection, settings: Settings, sample: int | None = None) -> list[Tally]:
    return verify(cast(Engine, engine), settings, tell=lambda words: None, sample=sample)


def test_what_was_loaded_is_whole(archive: Engine, loading: Settings) -> None:
    tallies = look(archive, loading)

    assert [tally for tally in tallies if tally.wrong or tally.noted] == []
    checked = {tally.check: tally.checked for tally in tallies}
    assert (checked["files"], checked["search_rows"], checked["search_index"]) == (13, 19, 19)
    assert checked["units"] == 23
    assert (checked["bytes"], checked["contents"], checked["texts"]) == (21, 21, 21)


def test_a_sample_looks_at_as_many_units_at_most(archive: Engine, loading: Settings) -> None:
    tallies = look(archive, loading, sample=3)

    checked = {tally.check: tally.checked for tally in tallies}
    assert faults(tallies) == set()
    assert checked["files"] <= 3
    assert checked["contents"] <= 3
    assert checked["search_rows"] == 3


def test_a_sample_of_more_units_than_there_are_is_all_of_them(archive: Engine, loading: Settings) -> None:
    assert counted(look(archive, loading, sample=99)) == counted(look(archive, loading))


def counted(tallies: list[Tally]) -> dict[str, int]:
    return {tally.check: tally.checked for tally in tallies}


def test_a_sample_of_nothing_looks_at_no_file(archive: Engine, loading: Settings) -> None:
    checked = counted(look(archive, loading, sample=0))

    assert (checked["files"], checked["contents"], checked["search_rows"]) == (0, 0, 0)


def test_whoever_waits_is_told_how_far_it_is(archive: Engine, loading: Settings) -> None:
    told: list[str] = []

    verify(archive, loading, tell=told.append)

    assert told[0] == "check: current_revisions"
    assert "search index" in told
    assert told[-14:-12] == ["search rows: 0 of 19 revisions", "files: 0 of 13, 0 units parsed"]
    assert told[-1].startswith("files: 12 of 13, ")


# kind of damage: the check, and what it says of the first fault
SAID = {
    "a record is gone": ("units", ": has no record"),
    "a record is of no unit": ("units", " 0:77: is in the tables and not in the file"),
    "a record has the hash of other bytes": ("bytes", " 0:0: other bytes, or another place of them"),
    "a revision has another content": ("contents", " 0:0: gives another content"),
    "a fact reads otherwise": ("texts", ": other facts than in the file"),
    "a count of a revision is wrong": ("stored_counts", "revision_id "),
    "another revision is current": ("search_index", " is not indexed, or by other functions"),
    "a row of search holds other words": ("search_rows", ": its rows of search are not those of its text"),
}


@pytest.mark.parametrize("kind", SAID)
def test_a_fault_says_where_it_is_and_what_is_wrong(damaged: Connection, loading: Settings, kind: str) -> None:
    damaged.execute(text(DAMAGE[kind][0]))
    check, words = SAID[kind]

    [found] = [tally for tally in look(OneConnection(damaged), loading) if tally.check == check]

    assert words in found.first[0]
    if check in ("units", "bytes", "contents", "texts"):
        assert found.first[0].startswith("seeds-")
    if check == "stored_counts":
        assert ", " in found.first[0]


def test_search_of_what_is_not_current_is_a_fault(damaged: Connection, loading: Settings) -> None:
    revision = damaged.execute(text("select current_revision_id from corpus.article where article_id = 1")).scalar_one()
    damaged.execute(
        text("update corpus.article set current_revision_id = null, first_seen_at = null where article_id = 1")
    )

    [found] = [tally for tally in look(OneConnection(damaged), loading) if tally.check == "search_index"]

    assert found.first == [f"article 1: search holds revision {revision}, which is not its current one"]


def test_what_the_code_of_today_refuses_is_a_fault(
    archive: Engine, loading: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = lambda document, settings: refuse(document, "no_text", "")  # noqa: E731
    monkeypatch.setattr(sys.modules["etl.verify.files"], "convert", refused)

    [found] = [tally for tally in look(archive, loading) if tally.check == "contents"]

    assert (found.checked, found.wrong) == (21, 21)
    assert found.first[0].endswith("0:0: is refused now: no_text")


def test_a_unit_whose_bytes_are_not_known_is_no_fault(damaged: Connection, loading: Settings) -> None:
    """It was forgotten, or did not come as far as the parser."""
    damaged.execute(text("update corpus.input_record set sha256 = null, byte_offset = null, byte_length = null"))

    tallies = look(OneConnection(damaged), loading)

    assert counted(tallies)["bytes"] == 0
    assert faults(tallies) == set()


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_is_named(damaged: Connection, loading: Settings, kind: str) -> None:
    statement, checks = DAMAGE[kind]
    done = damaged.execute(text(statement))

    tallies = look(OneConnection(damaged), loading)

    assert done.rowcount
    assert checks <= faults(tallies)
    assert all(tally.first for tally in tallies if tally.wrong)


def test_a_byte_that_changed_behind_the_clock_is_a_fault(archive: Engine, loading: Settings, corpus: Path) -> None:
    path = corpus / BRIDGE
    data, status = path.read_bytes(), path.stat()
    path.write_bytes(data[:-2] + b"!" + data[-1:])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    [files] = [tally for tally in look(archive, loading) if tally.check == "files"]

    assert (files.wrong, files.noted) == (1, 0)
    assert BRIDGE in files.first[0]
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_files_that_changed_or_are_gone_are_noted(
    archive: Engine, loading: Settings, corpus: Path, tmp_path: Path
) -> None:
    changed, gone = corpus / BRIDGE, corpus / "weekly.zip"
    data, status = changed.read_bytes(), changed.stat()
    changed.write_bytes(data + b"One line more.\n")
    gone.rename(tmp_path / "weekly.zip")

    tallies = look(archive, loading)

    [files] = [tally for tally in tallies if tally.check == "files"]
    assert faults(tallies) == set()
    assert files.noted == 2
    assert any("changed since" in words for words in files.first)
    assert any("weekly.zip: unreadable" in words for words in files.first)
    (tmp_path / "weekly.zip").rename(gone)
    changed.write_bytes(data)
    os.utime(changed, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_what_another_version_read_is_noted(damaged: Connection, loading: Settings) -> None:
    damaged.execute(text("update corpus.run set code_version = '0.0.1'"))
    damaged.execute(text("update corpus.revision set parser = 'old/0'"))
    damaged.execute(text("delete from corpus.input_record where outcome = 'skipped'"))
    damaged.execute(text("update corpus.run_file set units = units - 1, skipped = 0 where skipped = 1"))

    tallies = look(OneConnection(damaged), loading)

    assert faults(tallies) == set()
    noted = {tally.check: tally.first[0] for tally in tallies if tally.noted}
    assert noted.keys() == {"units", "contents"}
    assert noted["units"].endswith(": has no record (read by another version of Khabar)")
    assert ": was read by old/0, now by " in noted["contents"]


@pytest.mark.slow
def test_tables_are_whole_after_a_run_was_killed(
    server_settings: Settings, fresh_database_url: str, tmp_path: Path
) -> None:
    make_corpus(tmp_path / "corpus", texts=5, lines=300)
    environment = khabar_environment(fresh_database_url)
    engine = make_engine(server_settings, fresh_database_url.rpartition("/")[2])
    process = start_khabar("run", str(tmp_path / "corpus"), "--workers=2", environment=environment, folder=tmp_path)
    assert wait_until(lambda: _records(engine) > 0)
    process.kill()
    process.communicate(timeout=PATIENCE_SECONDS)

    run_for_counts(tmp_path / "corpus", environment=environment)
    result = run_khabar("verify", "--json", environment=environment, folder=tmp_path)

    assert result.returncode == 0, result.stdout
    found = {tally["check"]: tally for tally in json.loads(result.stdout)}
    assert found["units"]["checked"] == 306
    assert sum(tally["wrong"] for tally in found.values()) == 0
    engine.dispose()


def _records(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("select count(*) from corpus.input_record")).scalar_one())


def test_the_command_ends_with_1_and_names_the_fault(archive: Engine, database_url: str, tmp_path: Path) -> None:
    environment = khabar_environment(database_url)
    whole = run_khabar("verify", "--sample=5", environment=environment, folder=tmp_path)
    with archive.begin() as connection:
        connection.execute(text("update corpus.revision set fact_count = fact_count + 1"))

    broken = run_khabar("verify", environment=environment, folder=tmp_path)

    with archive.begin() as connection:
        connection.execute(text("update corpus.revision set fact_count = fact_count - 1"))
    assert (whole.returncode, broken.returncode) == (0, 1)
    assert "nothing is wrong" in whole.stdout
    assert "stored_counts: revision_id" in broken.stdout
    assert "khabar reparse" not in broken.stdout
