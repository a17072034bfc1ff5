"""Saving: the same records give the same tables, in whatever order and however often."""

import itertools
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import Any

import psycopg2
import pytest
from psycopg2 import errors
from saving import URL, article, identified, moved, record, save_all, start_run
from snapshot import snapshot
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from etl.articles import Completeness, Topic
from etl.database import tables
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Record, Refused
from etl.load.save import SaveOnce, save, whatever_it_takes
from etl.load.unreferenced import settle
from etl.settings import Settings

KEPT = ("run", "run_file", "input_file", "input_member")
FIRST = record(FileKey(file_id=1, file_no=0, root="test", uri="a.jsonl", sha256=None), 0, article("text"))


def test_saving_twice_changes_nothing(database: Engine) -> None:
    run_id, files = start_run(database)
    batch = [record(files[0], n, article(f"text {n}", canonical_url=f"{URL}/{n}"), day=1) for n in range(5)]

    first = save_all(database, run_id, [batch])
    before = snapshot(database)
    second = save_all(database, run_id, [batch])

    assert first == {Outcome.LOADED: 5}
    assert second == {}
    assert snapshot(database) == before


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_versions_a_b_a_end_at_a_in_any_order(database: Engine, order: tuple[int, ...]) -> None:
    run_id, files = start_run(database)
    versions = [
        record(files[0], 0, article("A"), day=1),
        record(files[1], 0, article("B"), day=2),
        record(files[2], 0, article("A"), day=3),
    ]

    counts = save_all(database, run_id, [[versions[n]] for n in order])

    assert counts == {Outcome.LOADED: 1, Outcome.REVISED: 1, Outcome.UNCHANGED: 1}
    assert current_text(database) == "A"


def test_the_order_of_arrival_leaves_no_trace(server_settings: Settings, database: Engine) -> None:
    run_id, files = start_run(database)
    versions = [record(files[n], 0, article("A" if n % 2 == 0 else "B"), day=n + 1) for n in range(4)]
    snapshots = []
    for order in ([0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]):
        empty(database)
        save_all(database, run_id, [[versions[n]] for n in order])
        snapshots.append(snapshot(database))

    assert snapshots[0] == snapshots[1] == snapshots[2]
    assert snapshots[0]["revision"]


def test_a_teaser_never_hides_the_full_article(database: Engine) -> None:
    run_id, files = start_run(database)
    full = record(files[0], 0, article("the whole text"), day=1)
    teaser = record(files[1], 0, article("the", completeness=Completeness.TEASER), day=9)

    save_all(database, run_id, [[full], [teaser]])

    assert current_text(database) == "the whole text"


def test_a_record_that_postgres_refuses_is_rejected_alone(database: Engine) -> None:
    run_id, files = start_run(database)
    batch = [record(files[0], n, article(f"text {n}", canonical_url=f"{URL}/{n}")) for n in range(9)]
    batch[4] = record(files[0], 4, article("bad", canonical_url=f"{URL}/4", language_confidence=1e300))

    counts = save_all(database, run_id, [batch])

    assert counts == {Outcome.LOADED: 8, Outcome.REJECTED: 1}
    with database.connect() as connection:
        assert connection.execute(text("select position, stage, reason from corpus.rejection")).all() == [
            (4, "load", "not_storable")
        ]


def test_text_that_copy_and_postgres_stumble_over_arrives_whole(database: Engine) -> None:
    run_id, files = start_run(database)
    hard = '\\. \\N \t tab \n\\.\n line \r back\\slash \x00 nul \ud800 surrogate {"}'
    topics = (Topic(scheme="keyword", code='a"b\\c{,}'),)

    save_all(database, run_id, [[record(files[0], 0, article(hard, topics=topics, corrections=('c"\\,{}',)))]])

    assert current_text(database) == hard.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
    with database.connect() as connection:
        assert connection.execute(text("select code from corpus.topic")).scalar() == 'a"b\\c{,}'
        assert connection.execute(text("select corrections from corpus.revision")).scalar() == ['c"\\,{}']


def test_workers_on_the_same_articles_neither_deadlock_nor_double(server_settings: Settings, database: Engine) -> None:
    run_id, files = start_run(database)
    chunks = [
        [
            record(
                files[n % 4], n // 4 * 10 + k, article(f"text {k} {n % 3}", canonical_url=f"{URL}/{k}"), day=n % 5 + 1
            )
            for k in (range(10) if n % 2 else reversed(range(10)))
        ]
        for n in range(12)
    ]

    with ThreadPoolExecutor(4) as pool:
        counts = sum(pool.map(lambda chunk: save_all(database, run_id, [chunk]), chunks), Counter())

    assert counts == {Outcome.LOADED: 10, Outcome.REVISED: 20, Outcome.UNCHANGED: 90}
    concurrent = snapshot(database)
    empty(database)
    save_all(database, run_id, chunks)
    assert snapshot(database) == concurrent


def refused(good: Record, reason: str, **fields: Any) -> Record:
    result = Refused(stage="parse", outcome=Outcome.REJECTED, reason=reason, detail="?", head=b"\x00")
    return replace(good, result=result, **fields)


def rejection(engine: Engine) -> tuple[object, ...]:
    with engine.connect() as connection:
        query = text("select reason, state, attempts, last_run_id, resolved_run_id from corpus.rejection")
        return tuple(connection.execute(query).one())


def test_a_rejected_record_that_is_tried_again_becomes_an_article(database: Engine) -> None:
    run_id, files = start_run(database)
    good = record(files[0], 0, article("text"))
    save_all(database, run_id, [[refused(good, "parser_error")]])
    retry_id, _ = start_run(database)

    again = replace(good, is_again=True)
    counts = [save(database, Dimensions(database), retry_id, [again]) for _ in range(2)]

    assert counts == [{Outcome.LOADED: 1}, {}]  # a worker may die after its commit, and its chunk be done again
    assert rejection(database) == ("parser_error", "resolved", 2, retry_id, retry_id)
    with database.connect() as connection:
        assert connection.execute(text("select outcome from corpus.input_record")).scalar() == "loaded"


def test_what_may_be_the_machines_fault_waits_twice_and_is_then_quarantined(database: Engine) -> None:
    run_id, files = start_run(database)
    good = record(files[0], 0, article("text"))
    states = []
    for number in range(3):
        run_id = run_id if number == 0 else start_run(database)[0]
        for _ in range(2):  # a run that is repeated counts no try twice
            save(database, Dimensions(database), run_id, [refused(good, "timeout", is_again=number > 0)])
        states.append(rejection(database)[1:3])

    assert states == [("waiting", 1), ("waiting", 2), ("quarantined", 3)]


def test_a_document_that_another_try_finds_faulty_waits_no_longer(database: Engine) -> None:
    run_id, files = start_run(database)
    good = record(files[0], 0, article("text"))
    save_all(database, run_id, [[refused(good, "memory")]])
    retry_id, _ = start_run(database)

    save(database, Dimensions(database), retry_id, [refused(good, "malformed", is_again=True)])

    assert rejection(database) == ("malformed", "open", 2, retry_id, None)


def test_a_record_that_nobody_asked_for_is_not_tried_again(database: Engine) -> None:
    run_id, files = start_run(database)
    good = record(files[0], 0, article("text"))
    save_all(database, run_id, [[refused(good, "timeout")]])

    counts = save(database, Dimensions(database), start_run(database)[0], [good])

    assert counts == {}
    assert rejection(database) == ("timeout", "waiting", 1, run_id, None)


def fault(kind: type[psycopg2.Error]) -> DBAPIError:
    return DBAPIError("insert", None, kind("?"))


@pytest.mark.parametrize("kind", [errors.DeadlockDetected, errors.SerializationFailure, errors.UniqueViolation])
def test_a_transaction_that_met_another_is_tried_again_five_times(kind: type[psycopg2.Error]) -> None:
    tries = []

    def succeed_at(number: int) -> SaveOnce:
        def save_once(records: Sequence[Record]) -> Counter[Outcome]:
            tries.append(len(records))
            if len(tries) < number:
                raise fault(kind)
            return Counter({Outcome.LOADED: len(records)})

        return save_once

    assert whatever_it_takes([FIRST, FIRST], succeed_at(5)) == {Outcome.LOADED: 2}
    assert tries == [2] * 5
    tries.clear()
    with pytest.raises(DBAPIError):
        whatever_it_takes([FIRST, FIRST], succeed_at(6))
    assert tries == [2] * 5


@pytest.mark.parametrize("kind", [psycopg2.OperationalError, errors.DiskFull, errors.InsufficientPrivilege])
def test_a_fault_of_the_database_itself_is_raised_at_once(kind: type[psycopg2.Error]) -> None:
    tries = []

    def save_once(records: Sequence[Record]) -> Counter[Outcome]:
        tries.append(len(records))
        raise fault(kind)

    with pytest.raises(DBAPIError):
        whatever_it_takes([FIRST, FIRST], save_once)
    assert tries == [2]


def test_a_refusal_that_cannot_be_stored_is_a_fault_of_ours(database: Engine) -> None:
    run_id, files = start_run(database)
    odd = refused(record(files[0], 2**70, article("x")), "malformed")

    with pytest.raises(DBAPIError, match="out of range"):
        save_all(database, run_id, [[record(files[0], 0, article("text")), odd]])


def test_a_record_that_cannot_be_stored_says_why_and_of_what_it_was_made(database: Engine) -> None:
    run_id, files = start_run(database)

    save_all(database, run_id, [[record(files[0], 0, article("bad", language_confidence=1e300))]])

    with database.connect() as connection:
        query = text("select detail, head, format, source, state from corpus.rejection")
        detail, head, *rest = connection.execute(query).one()
    assert "1e+300" in detail
    assert detail == detail.strip()
    assert (bytes(head), *rest) == (b"", "test", "alnoor.example", "open")


def test_an_article_is_found_by_all_of_its_addresses(database: Engine) -> None:
    run_id, files = start_run(database)
    unit = record(files[0], 0, article("text"))
    urls = (("canonical", URL), ("amp", f"{URL}/amp"), ("og", URL), ("amp", f"{URL}/\x00"))
    known = replace(unit, result=replace(identified(unit), urls=urls))

    save_all(database, run_id, [[known], [moved(known, position=1)]])

    with database.connect() as connection:
        query = text('select kind, url, run_id from corpus.article_url order by kind, url collate "C"')
        rows = [tuple(row) for row in connection.execute(query)]
        hashes = connection.scalars(text("select url_hash from corpus.article_url where kind = 'og'")).all()
    assert rows == [
        ("amp", f"{URL}/amp", run_id),
        ("amp", f"{URL}/\ufffd", run_id),
        ("canonical", URL, run_id),
        ("og", URL, run_id),
    ]
    assert [bytes(each) for each in hashes] == [sha256(URL.encode()).digest()[:16]]


def test_an_article_that_is_deleted_while_its_lock_is_waited_for_is_added_again(database: Engine) -> None:
    run_id, files = start_run(database)
    save_all(database, run_id, [[record(files[0], 0, article("A"))]])
    with ThreadPoolExecutor(1) as pool, database.connect() as deleting:
        with deleting.begin():
            article_id = deleting.execute(text("select article_id from corpus.article for update")).scalar_one()
            revision_id = deleting.execute(text("select revision_id from corpus.revision")).scalar_one()
            deleting.execute(text("delete from corpus.input_record"))
            waiting = pool.submit(save_all, database, run_id, [[record(files[1], 0, article("A"))]])
            while not blocked(database):
                pass
            settle(deleting, [revision_id], [article_id])

        assert waiting.result() == {Outcome.LOADED: 1}
    assert current_text(database) == "A"


def blocked(engine: Engine) -> int:
    with engine.connect() as connection:
        query = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
        return int(connection.execute(text(query)).scalar_one())


def current_text(engine: Engine) -> str:
    with engine.connect() as connection:
        found = connection.execute(
            text("""
                select p.text from corpus.article as a
                join corpus.paragraph as p on p.revision_id = a.current_revision_id""")
        )
        return str(found.scalar_one())


def empty(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in reversed(tables.Base.metadata.sorted_tables):
            if table.name not in KEPT:
                connection.execute(table.delete())
