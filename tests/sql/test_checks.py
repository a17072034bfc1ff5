"""The files of sql/checks: silent on good tables, and each finds its fault."""

from datetime import date

import pytest
from checkout import ROOT
from fixture_types import AddRevision
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.database import tables

FOLDER = ROOT / "sql" / "checks"
CHECKS = sorted(path.stem for path in FOLDER.glob("*.sql"))
# check: a statement that makes the fault it looks for
FAULTS = {
    "current_revisions": "update corpus.article set last_seen_at = '2026-01-01'",
    "dates_made_up": "update corpus.revision set published_precision = 'year'",
    "lost_references": "update corpus.revision set source_id = 77",
    "not_indexed": "delete from corpus.article_search",
    "paragraphs_without_section": "update corpus.paragraph set section_position = 9",
    "positions_with_gaps": "update corpus.fact set position = 5",
    "records_per_file": "update corpus.run_file set units = 3, loaded = 2",
    "rejections_without_record": "delete from corpus.rejection",
    "revisions_without_record": "update corpus.revision set origin_position = 9",
    "stored_counts": "delete from corpus.fact",
    "unreadable_folders": """update corpus.run set files_skipped = '{"unreadable_folder": 1}'""",
    "unfinished_files": "update corpus.run_file set state = 'running'",
    "units_without_outcome": "update corpus.run_file set rejected = 7",
}


@pytest.fixture
def run_id(session: Session, add_revision: AddRevision) -> int:
    """A finished run over one file with one loaded and one rejected unit."""
    run = tables.Run(dag_id="nightly", dag_run_id="1", code_version="1", settings={}, inputs={}, state="done")
    file = tables.InputFile(root="archive", uri="a.jsonl", sha256=b"1", size_bytes=9)
    session.add_all([run, file])
    session.flush()
    revision = add_revision("A boat.", facts=("One.",), published_on=date(2026, 3, 1))
    revision.origin_file_id = file.file_id
    revision.published_precision = "day"
    key = {"file_id": file.file_id, "member_no": 0}
    session.add_all(
        [
            tables.InputRecord(
                position=0, outcome="loaded", revision_id=revision.revision_id, run_id=run.run_id, **key
            ),
            tables.InputRecord(position=1, outcome="rejected", reason="empty", run_id=run.run_id, **key),
            tables.Rejection(
                position=1,
                stage="parse",
                reason="empty",
                detail="",
                head=b"",
                first_run_id=run.run_id,
                last_run_id=run.run_id,
                **key,
            ),
            tables.RunFile(
                run_id=run.run_id,
                file_no=0,
                root="archive",
                uri="a.jsonl",
                size_bytes=9,
                mtime_ns=1,
                shard=0,
                state="done",
                file_id=file.file_id,
                units=2,
                loaded=1,
                rejected=1,
            ),
        ]
    )
    session.flush()
    session.execute(text("select corpus.index_articles(10)"))
    return run.run_id


def run_check(session: Session, name: str, run_id: int) -> list[object]:
    query = text((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
    return list(session.execute(query, {"run_id": run_id}))


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_silent_on_good_tables(session: Session, run_id: int, name: str) -> None:
    assert run_check(session, name, run_id) == []


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_fault(session: Session, run_id: int, name: str) -> None:
    session.execute(text(FAULTS[name]))
    assert run_check(session, name, run_id) != []


@pytest.mark.parametrize(("state", "is_found"), [("running", False), ("failed", True), ("done", True)])
def test_the_index_is_not_asked_for_while_another_run_is_open(
    session: Session, run_id: int, state: str, is_found: bool
) -> None:
    session.execute(text(FAULTS["not_indexed"]))
    session.add(
        tables.Run(dag_id="khabar reparse", dag_run_id="2", code_version="1", settings={}, inputs={}, state=state)
    )
    session.flush()
    assert (run_check(session, "not_indexed", run_id) != []) == is_found
