"""Reading records again: what it would change, and what it leaves."""

from dataclasses import replace
from uuid import UUID

import pytest
from saving import URL, article, record, save_all, start_run
from sqlalchemy import Engine, text

from etl.articles import Block, Role
from etl.documents import Outcome
from etl.load.changes import Change, Changes, compare
from etl.load.dimensions import Dimensions
from etl.load.records import FileKey, Record, Refused
from etl.load.rejections import RejectedChoice
from etl.load.resave import Reread, delete_unused_names, resave

ONE, OTHER = UUID(int=1), UUID(int=2)


def refused(good: Record, reason: str = "no_text") -> Record:
    why = Refused(stage="parse", outcome=Outcome.REJECTED, reason=reason, detail="", head=b"")
    return replace(good, result=why)


def changes_of(engine: Engine, *records: Record) -> Changes:
    with engine.connect() as connection:
        return compare(connection, records)


def reread(engine: Engine, *records: Record) -> int:
    """Save records again as a second run does; the number of that run."""
    run_id, _ = start_run(engine, files=1)
    files = frozenset(record.file.file_id for record in records)
    resave(engine, Dimensions(engine), Reread(run_id, files), records)
    return run_id


def all_of(engine: Engine, query: str) -> list[object]:
    with engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


@pytest.fixture
def file(database: Engine) -> FileKey:
    """A file whose first record is an article, and whose second is none."""
    run_id, files = start_run(database)
    first = record(files[0], 0, article("The bridge is open."))
    save_all(database, run_id, [[first, refused(record(files[0], 1, article("x")))]])
    return files[0]


def test_what_a_record_would_change_is_told_by_kind(database, file):
    bridge = record(file, 0, article("The bridge is open."))
    told = {
        Change.SAME: [bridge, refused(record(file, 1, article("x")))],
        Change.TEXT: [record(file, 0, article("The bridge is closed."))],
        Change.FIELDS: [record(file, 0, article("The bridge is open.", byline="Ann Lee"))],
        Change.OTHER_ARTICLE: [record(file, 0, article("The bridge is open.", canonical_url=f"{URL}/2"))],
        Change.WITHDRAWN: [refused(bridge)],
        Change.NEWLY_READ: [record(file, 1, article("x", canonical_url=f"{URL}/3")), record(file, 9, article("y"))],
        Change.OTHER_REASON: [refused(record(file, 1, article("x")), "malformed")],
    }
    for kind, records in told.items():
        for each in records:
            assert dict(changes_of(database, each).counts) == {kind: 1}


def test_facts_summary_and_headings_are_text_too(database):
    block = Block(role=Role.FACT, text="It is open.", detected_by="test")
    run_id, files = start_run(database)
    whole = article("The bridge.", title=block, facts=(block,), summary=(block,))
    save_all(database, run_id, [[record(files[0], 0, whole)]])

    assert dict(changes_of(database, record(files[0], 0, replace(whole, byline="Ann Lee"))).counts) == {
        Change.FIELDS: 1
    }
    for field in ("title", "facts", "summary"):
        less = replace(whole, **{field: None if field == "title" else ()})
        assert dict(changes_of(database, record(files[0], 0, less)).counts) == {Change.TEXT: 1}


def test_what_another_revision_says_is_merged(database):
    run_id, files = start_run(database)
    both = [record(files[0], n, article(words), day=n + 1) for n, words in enumerate(("Open.", "Closed."))]
    save_all(database, run_id, [both])

    assert dict(changes_of(database, record(files[0], 0, article("Closed."), day=1)).counts) == {Change.MERGED: 1}


def test_changes_add_up():
    total = Changes(before={ONE})
    total.counts[Change.SAME] += 1
    more = Changes(before={OTHER}, after={ONE})
    more.counts[Change.SAME] += 2

    total += more

    assert (total.counts, total.before, total.after, total.articles_gone) == ({Change.SAME: 3}, {ONE, OTHER}, {ONE}, 1)


def test_an_article_that_no_record_shows_any_more_is_gone(database, file):
    reread(database, refused(record(file, 0, article("The bridge is open."))))

    assert all_of(database, "select count(*) from corpus.article") == [0]
    assert all_of(database, "select count(*) from corpus.article_url") == [0]


def test_a_record_that_changes_its_text_keeps_its_outcome_and_its_article(database, file):
    before = all_of(database, "select uid from corpus.article")
    reread(database, record(file, 0, article("The bridge is closed.")))

    assert all_of(database, "select uid from corpus.article") == before
    assert all_of(database, "select p.text from corpus.paragraph as p") == ["The bridge is closed."]
    assert all_of(database, "select outcome from corpus.input_record where position = 0") == ["loaded"]


def test_what_this_run_has_read_already_is_left_alone(database, file):
    run_id = reread(database, record(file, 0, article("The bridge is closed.")))
    again = [record(file, 0, article("The bridge is gone."))]

    assert resave(database, Dimensions(database), Reread(run_id, frozenset({file.file_id})), again) == {}
    assert all_of(database, "select p.text from corpus.paragraph as p") == ["The bridge is closed."]


def test_names_that_nobody_has_any_more_are_deleted_unless_somebody_loads(database, file):
    reread(database, record(file, 0, article("Open.", authors=("Ann Lee",))))
    reread(database, record(file, 0, article("Open.", authors=("Bo Ray",))))
    assert sorted(all_of(database, "select name from corpus.author")) == ["Ann Lee", "Bo Ray"]

    assert delete_unused_names(database) is True
    assert all_of(database, "select name from corpus.author") == ["Bo Ray"]


def test_addresses_are_those_of_the_last_reading(database, file):
    reread(database, record(file, 0, article("The bridge is open.")))
    urls = all_of(database, "select url from corpus.article_url")
    assert urls == [URL]


def test_a_choice_of_rejections_gives_each_of_its_fields():
    choice = RejectedChoice(reason="no_text", unit="1:0:0")
    assert choice.values() == {
        "reason": "no_text",
        "format": None,
        "source": None,
        "run_id": None,
        "state": None,
        "path": None,
        "unit": "1:0:0",
    }
