"""The outcome of every unit: input_record, rejection, and the counts of run_file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, case, text
from sqlalchemy.dialects.postgresql import insert

from etl.database import tables
from etl.database.copy import Row, clean, in_column_order
from etl.documents import Outcome
from etl.load.input_record import FORGOTTEN, Identified, Record, Refused
from etl.refusal_reasons import MAX_TRIES, MAYBE_THE_MACHINE

HEAD_BYTES = 200
MAX_DETAIL_CHARS = 2000
CHANGED_BY_A_TRY = ("stage", "reason", "detail", "head", "format", "source", "last_run_id")
KEYS = "unnest(cast(:files as bigint[]), cast(:members as bigint[]), cast(:positions as bigint[]))"
FIND_RECORDED = text(f"""
    select i.file_id, i.member_no, i.position
    from {KEYS} as n (file_id, member_no, position)
    join corpus.input_record as i using (file_id, member_no, position)""")
FORGET_OUTCOMES = text(f"""
    delete from corpus.input_record as i
    using {KEYS} as n (file_id, member_no, position)
    where (i.file_id, i.member_no, i.position) = (n.file_id, n.member_no, n.position)
        and i.outcome = 'rejected' and i.run_id <> :run_id""")
DELETE_REJECTIONS = text(f"""
    delete from corpus.rejection as j
    using {KEYS} as n (file_id, member_no, position)
    where (j.file_id, j.member_no, j.position) = (n.file_id, n.member_no, n.position)""")
RESOLVE_REJECTIONS = text(f"""
    update corpus.rejection as r
    set state = 'resolved', attempts = r.attempts + 1, last_run_id = :run_id, resolved_run_id = :run_id
    from {KEYS} as n (file_id, member_no, position)
    where (r.file_id, r.member_no, r.position) = (n.file_id, n.member_no, n.position)
        and r.state <> 'resolved'""")
COUNT_OUTCOMES = text("""
    update corpus.run_file as f
    set
        loaded = f.loaded + n.loaded,
        revised = f.revised + n.revised,
        unchanged = f.unchanged + n.unchanged,
        rejected = f.rejected + n.rejected,
        skipped = f.skipped + n.skipped
    from unnest(
        cast(:file_nos as bigint[]), cast(:loaded as bigint[]), cast(:revised as bigint[]),
        cast(:unchanged as bigint[]), cast(:rejected as bigint[]), cast(:skipped as bigint[])
    ) as n (file_no, loaded, revised, unchanged, rejected, skipped)
    where f.run_id = :run_id and f.file_no = n.file_no""")


def recorded_keys(connection: Connection, records: Sequence[Record]) -> set[tuple[int, int, int]]:
    """The keys of those records that are in the tables already."""
    return {(file, member, position) for file, member, position in connection.execute(FIND_RECORDED, keys_of(records))}


def forget_outcomes(connection: Connection, run_id: int, records: Sequence[Record]) -> None:
    """Delete the outcomes of those records that an earlier run rejected and that are tried again."""
    if again := [record for record in records if record.is_again]:
        connection.execute(FORGET_OUTCOMES, keys_of(again) | {"run_id": run_id})


def add_members(connection: Connection, records: Iterable[Record]) -> None:
    """Add the archive members that hold these records; a member whose contents are all forgotten loses its name."""
    origins = ((record.file.file_id, record.origin) for record in records)
    found = {(file, origin.member_no, clean(origin.member)) for file, origin in origins if origin.member is not None}
    members = {(file, no): name for file, no, name in sorted(found, key=lambda each: each[2] != FORGOTTEN)}
    if members:
        rows = [{"file_id": file, "member_no": no, "name": name} for (file, no), name in sorted(members.items())]
        added = insert(tables.InputMember).values(rows)
        connection.execute(
            added.on_conflict_do_update(
                index_elements=["file_id", "member_no"],
                set_={"name": added.excluded.name},
                where=(tables.InputMember.name == FORGOTTEN) & (added.excluded.name != FORGOTTEN),
            )
        )


def add_rejections(connection: Connection, run_id: int, records: Iterable[Record]) -> None:
    """Add a rejection for every rejected record; if it was rejected before, it counts one more attempt.

    If the machine may be at fault, the rejection waits for the next run; after MAX_TRIES it is quarantined.
    """
    rows = [
        {
            "file_id": record.file.file_id,
            "member_no": record.origin.member_no,
            "position": record.origin.position,
            "stage": record.result.stage,
            "reason": record.result.reason,
            "detail": clean(record.result.detail)[:MAX_DETAIL_CHARS],
            "head": record.result.head[:HEAD_BYTES],
            "format": record.result.format,
            "source": record.result.source,
            "state": "waiting" if record.result.reason in MAYBE_THE_MACHINE else "open",
            "first_run_id": run_id,
            "last_run_id": run_id,
        }
        for record in records
        if isinstance(record.result, Refused) and record.result.outcome is Outcome.REJECTED
    ]
    if not rows:
        return
    added = insert(tables.Rejection).values(rows)
    changes: dict[str, Any] = {name: added.excluded[name] for name in CHANGED_BY_A_TRY}
    attempts = tables.Rejection.attempts + 1
    is_last = (added.excluded.state == "waiting") & (attempts >= MAX_TRIES)
    changes |= {"attempts": attempts, "resolved_run_id": None}
    changes["state"] = case((is_last, "quarantined"), else_=added.excluded.state)
    connection.execute(added.on_conflict_do_update(index_elements=["file_id", "member_no", "position"], set_=changes))


def forget_rejections(connection: Connection, records: Iterable[Record]) -> None:
    """Delete the rejections of forgotten units, because they quote their first bytes."""
    forgotten = [r for r in records if isinstance(r.result, Refused) and r.result.reason == FORGOTTEN]
    if forgotten:
        connection.execute(DELETE_REJECTIONS, keys_of(forgotten))


def resolve_rejections(connection: Connection, run_id: int, records: Sequence[Record]) -> None:
    """Mark the rejections of records that were tried again and are no longer rejected as resolved."""
    saved = [
        record
        for record in records
        if record.is_again and (isinstance(record.result, Identified) or record.result.outcome is not Outcome.REJECTED)
    ]
    if saved:
        connection.execute(RESOLVE_REJECTIONS, keys_of(saved) | {"run_id": run_id})


def records_row(run_id: int, record: Record, outcome: Outcome, revision_id: int | None) -> Row:
    """The row of input_record for a record, in the order of its columns."""
    article = record.result.article if isinstance(record.result, Identified) else None
    values = {
        "file_id": record.file.file_id,
        "member_no": record.origin.member_no,
        "position": record.origin.position,
        "byte_offset": record.origin.byte_offset,
        "byte_length": record.origin.byte_length,
        "sha256": record.sha256,
        "target_url": record.origin.target_url,
        "fetched_at": record.origin.fetched_at,
        "encoding_declared": article.encoding_declared if article else None,
        "encoding": article.encoding if article else None,
        "replaced_count": article.replaced_count if article else 0,
        "outcome": outcome,
        "reason": record.result.reason if isinstance(record.result, Refused) else None,
        "revision_id": revision_id,
        "run_id": run_id,
    }
    return in_column_order(tables.InputRecord)(values)


def count_outcomes(connection: Connection, run_id: int, outcomes: Iterable[tuple[int, Outcome]]) -> None:
    """Add outcomes, given as (file_no, outcome), to the counts of the run's files."""
    counts: dict[int, Counter[Outcome]] = {}
    for file_no, outcome in outcomes:
        counts.setdefault(file_no, Counter())[outcome] += 1
    numbers = sorted(counts)
    by_outcome = {str(outcome): [counts[number][outcome] for number in numbers] for outcome in Outcome}
    connection.execute(COUNT_OUTCOMES, {"run_id": run_id, "file_nos": numbers} | by_outcome)


def keys_of(records: Iterable[Record]) -> dict[str, list[int]]:
    """The keys of records, as the arrays that the parameter KEYS needs."""
    keys = [record.key for record in records]
    return {
        "files": [file for file, _, _ in keys],
        "members": [member for _, member, _ in keys],
        "positions": [position for _, _, position in keys],
    }
