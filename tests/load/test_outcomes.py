"""What is noted of every unit: its place, its outcome, and why it is no article."""

from dataclasses import replace

from saving import URL, article, moved, record, save_all, start_run
from sqlalchemy import Engine, select, text

from etl.database import tables
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.input_record import FORGOTTEN, Refused
from etl.load.save import save

MALFORMED = Refused(stage="parse", outcome=Outcome.REJECTED, reason="malformed", detail="?", head=b"\x00")
GONE = Refused(stage="load", outcome=Outcome.SKIPPED, reason=FORGOTTEN, detail="", head=b"")


def test_the_counts_of_a_file_are_those_of_its_own_records(database: Engine) -> None:
    run_id, files = start_run(database)
    later = record(files[1], 0, article("B", canonical_url=URL))
    skipped = replace(later, result=Refused(stage="parse", outcome=Outcome.SKIPPED, reason="no", detail="", head=b""))
    batch = [record(files[0], 0, article("A")), replace(record(files[0], 1, article("x")), result=MALFORMED)]
    batch += [later, moved(later, position=1), moved(skipped, position=2), moved(skipped, position=3)]

    save_all(database, run_id, [batch[:3], batch[3:]])

    with database.connect() as connection:
        names = "loaded, revised, unchanged, rejected, skipped"
        query = text(f"select {names} from corpus.run_file where run_id = :run_id order by file_no limit 3")
        counts = [tuple(row) for row in connection.execute(query, {"run_id": run_id})]
    assert counts == [(1, 0, 0, 1, 0), (0, 1, 1, 0, 2), (0, 0, 0, 0, 0)]


def test_each_unit_is_noted_with_its_place_its_bytes_and_its_encoding(database: Engine) -> None:
    run_id, files = start_run(database)
    parsed = article("text", encoding_declared="latin-1", encoding="utf-8", replaced_count=3)
    place = {"byte_offset": 7, "byte_length": 9, "target_url": f"{URL}?1"}
    unit = replace(record(files[1], 5, parsed, day=2), sha256=b"s" * 32)
    unit = moved(unit, member="a.html", member_no=4, **place)
    why = moved(replace(unit, result=MALFORMED), position=6)

    save_all(database, run_id, [[unit, why]])

    with database.connect() as connection:
        query = select(tables.InputRecord.__table__).order_by(tables.InputRecord.position)
        found, other = [dict(row) for row in connection.execute(query).mappings()]
        revision = connection.execute(text("select * from corpus.revision")).mappings().one()
        member = connection.execute(text("select file_id, member_no, name from corpus.input_member")).one()
    assert found["revision_id"] == revision["revision_id"]
    assert (
        found.items()
        >= (place | {"file_id": files[1].file_id, "member_no": 4, "position": 5, "sha256": b"s" * 32}).items()
    )
    assert (found["encoding_declared"], found["encoding"], found["replaced_count"]) == ("latin-1", "utf-8", 3)
    assert (found["fetched_at"], found["run_id"]) == (unit.origin.fetched_at, run_id)
    assert (found["outcome"], found["reason"]) == ("loaded", None)
    assert (other["outcome"], other["reason"], other["revision_id"]) == ("rejected", "malformed", None)
    assert (other["encoding"], other["replaced_count"]) == (None, 0)
    origin = (revision["origin_file_id"], revision["origin_member_no"], revision["origin_position"])
    assert origin == (files[1].file_id, 4, 5)
    assert tuple(member) == (files[1].file_id, 4, "a.html")


def test_a_rejection_quotes_the_beginning_of_the_unit_and_says_where_it_was_refused(database: Engine) -> None:
    run_id, files = start_run(database)
    why = Refused(
        stage="ingest",
        outcome=Outcome.REJECTED,
        reason="malformed",
        detail="\x00" + "d" * 5000,
        head=bytes(range(256)) * 2,
        format="html",
        source="alnoor.example",
    )
    skipped = replace(why, outcome=Outcome.SKIPPED)
    unit = record(files[0], 3, article("x"))

    save_all(database, run_id, [[replace(unit, result=why), moved(replace(unit, result=skipped), position=4)]])

    with database.connect() as connection:
        (row,) = connection.execute(text("select * from corpus.rejection")).mappings().all()
    assert (row["file_id"], row["member_no"], row["position"]) == unit.key
    assert (row["stage"], row["reason"], row["format"], row["source"]) == (
        *("ingest", "malformed", "html", "alnoor.example"),
    )
    assert row["detail"] == "\ufffd" + "d" * 1999
    assert bytes(row["head"]) == bytes(range(200))
    assert (row["first_run_id"], row["last_run_id"], row["attempts"], row["state"]) == (run_id, run_id, 1, "open")


def test_a_unit_that_is_forgotten_leaves_no_rejection_and_no_name_of_its_member(database: Engine) -> None:
    run_id, files = start_run(database)
    unit = moved(record(files[0], 0, article("x")), member="secret.txt", member_no=1)
    save_all(database, run_id, [[replace(unit, result=MALFORMED), moved(replace(unit, result=MALFORMED), position=1)]])
    again = moved(replace(unit, result=GONE, is_again=True), member=FORGOTTEN)

    save(database, Dimensions(database), start_run(database)[0], [again])

    with database.connect() as connection:
        assert connection.scalars(text("select position from corpus.rejection")).all() == [1]
        assert connection.scalars(text("select name from corpus.input_member")).all() == ["secret.txt"]


def test_a_member_has_its_name_once_one_unit_of_it_is_not_forgotten(database: Engine) -> None:
    run_id, files = start_run(database)
    unit = moved(record(files[0], 0, article("x")), member="news.txt", member_no=1)
    forgotten = moved(replace(unit, result=GONE), member=FORGOTTEN)
    second = moved(unit, position=2)
    names = text("select name from corpus.input_member")

    save_all(database, run_id, [[forgotten]])
    with database.connect() as connection:
        assert connection.scalars(names).all() == [FORGOTTEN]
    save_all(database, run_id, [[second, moved(forgotten, position=1)], [moved(forgotten, position=3)]])

    with database.connect() as connection:
        assert connection.scalars(names).all() == ["news.txt"]
