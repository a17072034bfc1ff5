"""Reading records again: what it would change, and what it leaves."""

from dataclasses import replace
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from made import with_fields
from processes import wait_until
from saving import URL, article, identified, moved, record, save_all, start_run
from sqlalchemy import Engine, text

from etl.articles import Block, Role
from etl.database.locks import INDEXING, LOADING, end_loading, hold_loading
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Record, Refused
from etl.load.reparse_changes import Change, Changes, compare
from etl.load.resave import Reread, delete_unused_names, remove_units, resave
from etl.load.retries import RejectedChoice

ONE, OTHER = UUID(int=1), UUID(int=2)


def refused(good: Record, reason: str = "no_text") -> Record:
    why = Refused(stage="parse", outcome=Outcome.REJECTED, reason=reason, detail="", head=b"")
    return replace(good, result=why)


def changes_of(engine: Engine, *records: Record) -> Changes:
    with engine.connect() as connection:
        return compare(connection, records, 0)


def reread(engine: Engine, *records: Record) -> int:
    """Save records again as a second run does; the number of that run."""
    run_id, _ = start_run(engine, files=1)
    files = frozenset(record.file.file_id for record in records)
    resave(engine, Dimensions(engine), Reread(run_id, files), records)
    return run_id


def all_of(engine: Engine, query: str) -> list[Any]:
    with engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())


@pytest.fixture
def file(database: Engine) -> FileKey:
    """A file whose first record is an article, and whose second is none."""
    run_id, files = start_run(database)
    first = record(files[0], 0, article("The bridge is open."))
    save_all(database, run_id, [[first, refused(record(files[0], 1, article("x")))]])
    return files[0]


def test_what_a_record_would_change_is_told_by_kind(database: Engine, file: FileKey) -> None:
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
            assert dict(changes_of(database, each).by_kind) == {kind: 1}


def test_facts_summary_and_headings_are_text_too(database: Engine) -> None:
    block = Block(role=Role.FACT, text="It is open.", detected_by="test")
    run_id, files = start_run(database)
    whole = article("The bridge.", title=block, facts=(block,), summary=(block,))
    save_all(database, run_id, [[record(files[0], 0, whole)]])

    assert dict(changes_of(database, record(files[0], 0, replace(whole, byline="Ann Lee"))).counts) == {
        Change.FIELDS: 1
    }
    heading = replace(whole.body.sections[0], heading=block)
    twice = replace(whole.body.sections[0], paragraphs=whole.body.sections[0].paragraphs * 2)
    for sections in ((heading,), (twice,), (*whole.body.sections, heading)):
        more = with_fields(whole, sections=sections)
        assert dict(changes_of(database, record(files[0], 0, more)).counts) == {Change.TEXT: 1}
    for field in ("title", "facts", "summary"):
        less = with_fields(whole, **{field: None if field == "title" else ()})
        assert dict(changes_of(database, record(files[0], 0, less)).counts) == {Change.TEXT: 1}


def test_what_another_revision_says_is_merged(database: Engine) -> None:
    run_id, files = start_run(database)
    both = [record(files[0], n, article(words), day=n + 1) for n, words in enumerate(("Open.", "Closed."))]
    save_all(database, run_id, [both])

    assert dict(changes_of(database, record(files[0], 0, article("Closed."), day=1)).counts) == {Change.MERGED: 1}


def test_of_revisions_that_now_say_the_same_all_but_the_first_are_merged(database: Engine) -> None:
    run_id, files = start_run(database)
    both = [record(files[0], n, article(words), day=n + 1) for n, words in enumerate(("Open.", "Closed."))]
    save_all(database, run_id, [both])
    shut = [record(files[0], n, article("Shut."), day=n + 1) for n in (0, 1)]

    in_one_chunk = changes_of(database, *shut)
    in_two = changes_of(database, shut[1])
    in_two += changes_of(database, shut[0])

    assert in_one_chunk.by_kind == in_two.by_kind == {Change.TEXT: 1, Change.MERGED: 1}


def test_copies_of_one_revision_change_together(database: Engine) -> None:
    run_id, files = start_run(database)
    three = [record(files[0], n, article(words)) for n, words in enumerate(("Open.", "Open.", "Closed."))]
    save_all(database, run_id, [three])

    changes = changes_of(database, *(record(files[0], n, article("Shut.")) for n in (0, 1)))

    assert changes.by_kind == {Change.TEXT: 2}


def test_changes_add_up() -> None:
    total = Changes(before={ONE})
    total.counts[Change.SAME] += 1
    more = Changes(before={OTHER}, after={ONE})
    more.counts[Change.SAME] += 2

    total += more

    assert (total.counts, total.before, total.after, total.articles_gone) == ({Change.SAME: 3}, {ONE, OTHER}, {ONE}, 1)


def test_what_would_change_is_told_with_the_articles_before_and_after(database: Engine, file: FileKey) -> None:
    bridge = record(file, 0, article("The bridge is open."))
    other = record(file, 9, article("Bread.", canonical_url=f"{URL}/2"))

    same = changes_of(database, bridge, other, refused(record(file, 1, article("x"))))
    gone = changes_of(database, refused(bridge), other)

    assert dict(same.counts) == {Change.SAME: 2, Change.NEWLY_READ: 1}
    assert (same.before, same.after) == ({identified(bridge).uid}, {identified(bridge).uid, identified(other).uid})
    assert (same.articles_gone, gone.articles_gone) == (0, 1)
    assert (gone.before, gone.after) == ({identified(bridge).uid}, {identified(other).uid})


def test_an_article_that_no_record_shows_any_more_is_gone(database: Engine, file: FileKey) -> None:
    reread(database, refused(record(file, 0, article("The bridge is open."))))

    assert all_of(database, "select count(*) from corpus.article") == [0]
    assert all_of(database, "select count(*) from corpus.article_url") == [0]


def test_a_record_that_changes_its_text_keeps_its_outcome_and_its_article(database: Engine, file: FileKey) -> None:
    before = all_of(database, "select uid from corpus.article")
    reread(database, record(file, 0, article("The bridge is closed.")))

    assert all_of(database, "select uid from corpus.article") == before
    assert all_of(database, "select p.text from corpus.paragraph as p") == ["The bridge is closed."]
    assert all_of(database, "select outcome from corpus.input_record where position = 0") == ["loaded"]


def test_what_this_run_has_read_already_is_left_alone(database: Engine, file: FileKey) -> None:
    run_id = reread(database, record(file, 0, article("The bridge is closed.")))
    again = [record(file, 0, article("The bridge is gone."))]

    assert resave(database, Dimensions(database), Reread(run_id, frozenset({file.file_id})), again) == {}
    assert all_of(database, "select p.text from corpus.paragraph as p") == ["The bridge is closed."]


def test_units_that_are_not_found_any_more_go_with_what_only_they_show(database: Engine) -> None:
    run_id, files = start_run(database)
    shared, own = article("The bridge is open."), article("Bread.", canonical_url=f"{URL}/2")
    member = {"member": "a.html", "member_no": 1}
    batch = [
        record(files[0], 0, shared),
        moved(record(files[0], 0, shared), **member),
        moved(record(files[0], 1, own), **member),
        moved(refused(record(files[0], 2, own)), **member),
        refused(record(files[0], 7, own)),
        record(files[1], 1, article("Water.", canonical_url=f"{URL}/3")),
        refused(record(files[1], 7, own)),
    ]
    save_all(database, run_id, [batch])

    remove_units(database, files[0].file_id, [(0, 0), (1, 1), (1, 2)])

    units = "select array[file_id, member_no, position]::text from corpus.{} order by file_id, member_no, position"
    first, second = files[0].file_id, files[1].file_id
    assert all_of(database, units.format("input_record")) == [
        *(f"{{{first},0,7}}", f"{{{first},1,0}}", f"{{{second},0,1}}", f"{{{second},0,7}}")
    ]
    assert all_of(database, units.format("rejection")) == [f"{{{first},0,7}}", f"{{{second},0,7}}"]
    assert all_of(database, "select name from corpus.input_member") == ["a.html"]
    assert sorted(all_of(database, "select text from corpus.paragraph")) == ["The bridge is open.", "Water."]
    origin = "select origin_member_no from corpus.revision where origin_file_id = {} order by 1"
    assert all_of(database, origin.format(first)) == [1]  # of the record that still shows it

    remove_units(database, files[0].file_id, [(1, 0)])

    assert all_of(database, "select name from corpus.input_member") == []
    assert all_of(database, "select text from corpus.paragraph") == ["Water."]


@pytest.mark.parametrize("lock", [LOADING, INDEXING])
@pytest.mark.parametrize("is_removed", [True, False])
def test_nothing_is_replaced_or_removed_while_somebody_is_alone_or_indexes(
    database: Engine, file: FileKey, lock: str, is_removed: bool
) -> None:
    def act() -> None:
        if is_removed:
            remove_units(database, file.file_id, [(0, 0)])
        else:
            reread(database, refused(record(file, 0, article("x"))))

    waiting = text("select count(*) from pg_locks where not granted and locktype = 'advisory'")
    with database.connect() as alone, database.connect() as looking:
        alone.execute(text("select pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": lock})
        thread = Thread(target=act)
        thread.start()
        try:
            assert wait_until(lambda: looking.scalar(waiting))
            assert all_of(database, "select count(*) from corpus.article") == [1]
        finally:
            alone.rollback()
            thread.join()

    assert all_of(database, "select count(*) from corpus.article") == [0]


def test_a_record_of_another_article_by_now_ends_as_a_new_one_would(database: Engine, file: FileKey) -> None:
    counts = resave(
        database,
        Dimensions(database),
        Reread(start_run(database, files=1)[0], frozenset({file.file_id})),
        [record(file, 0, article("The bridge is open.", canonical_url=f"{URL}/2")), record(file, 8, article("New."))],
    )

    assert counts == {Outcome.LOADED: 1, Outcome.REVISED: 1}
    assert all_of(database, "select distinct url from corpus.article_url order by url") == [URL, f"{URL}/2"]
    assert sorted(all_of(database, "select text from corpus.paragraph")) == ["New.", "The bridge is open."]


def test_what_is_no_article_any_more_says_why_and_what_has_become_one_is_not_rejected(
    database: Engine, file: FileKey
) -> None:
    first = refused(replace(record(file, 0, article("The bridge is open.")), is_again=True), "malformed")
    second = replace(record(file, 1, article("Bread.", canonical_url=f"{URL}/2")), is_again=True)

    run_id = reread(database, first, second)

    assert all_of(database, "select outcome from corpus.input_record order by position") == ["rejected", "loaded"]
    assert all_of(database, "select distinct run_id from corpus.input_record") == [run_id]
    assert all_of(database, "select reason || ' ' || state from corpus.rejection order by position") == [
        *("malformed open", "no_text resolved"),
    ]
    counted = f"select array[loaded, rejected]::text from corpus.run_file where run_id = {run_id}"
    assert all_of(database, counted) == ["{1,1}"]


def test_rows_of_older_code_are_replaced_by_those_of_the_first_record_read_again(database: Engine) -> None:
    run_id, files = start_run(database)
    units = [record(files[n], 0, article("The bridge is open.", parser="test/1")) for n in range(2)]
    save_all(database, run_id, [units])
    first, second = sorted(units, key=lambda unit: unit.natural_key)
    today = [
        replace(unit, result=replace(identified(unit), article=replace(identified(unit).article, parser=f"test/{n}")))
        for n, unit in ((2, first), (3, second))
    ]
    run_id, _ = start_run(database, files=2)
    both = Reread(run_id, frozenset({first.file.file_id, second.file.file_id}))

    for unit, parser in ((today[1], "test/3"), (today[0], "test/2")):
        resave(database, Dimensions(database), both, [unit])
        assert all_of(database, "select parser from corpus.revision") == [parser]


def test_addresses_that_another_record_gave_stay(database: Engine) -> None:
    run_id, files = start_run(database)
    units = [record(files[n], 0, article("The bridge is open.")) for n in range(2)]
    amp = replace(units[0], result=replace(identified(units[0]), urls=(("canonical", URL), ("amp", f"{URL}/amp"))))
    save_all(database, run_id, [[amp, units[1]]])
    urls = "select distinct url from corpus.article_url order by url"

    reread(database, units[1])
    assert all_of(database, urls) == [URL, f"{URL}/amp"]

    reread(database, *units)
    assert all_of(database, urls) == [URL]


def test_names_that_nobody_has_any_more_are_deleted_unless_somebody_loads(database: Engine, file: FileKey) -> None:
    reread(database, record(file, 0, article("Open.", authors=("Ann Lee",))))
    reread(database, record(file, 0, article("Open.", authors=("Bo Ray",))))
    assert sorted(all_of(database, "select name from corpus.author")) == ["Ann Lee", "Bo Ray"]

    with database.connect() as loading:
        hold_loading(loading)
        assert delete_unused_names(database) is False
        assert sorted(all_of(database, "select name from corpus.author")) == ["Ann Lee", "Bo Ray"]
        end_loading(loading)
    assert delete_unused_names(database) is True
    assert all_of(database, "select name from corpus.author") == ["Bo Ray"]


def test_addresses_are_those_of_the_last_reading(database: Engine, file: FileKey) -> None:
    reread(database, record(file, 0, article("The bridge is open.")))
    urls = all_of(database, "select url from corpus.article_url")
    assert urls == [URL]


def test_a_choice_of_rejections_gives_each_of_its_fields() -> None:
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
