"""Save again what was read before: rows of the present code replace those of older code, in one transaction."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Engine, text

from etl.database import tables
from etl.database.copy import copy_rows
from etl.database.locks import hold_off_indexing, share_loading, try_alone
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.input_record import Identified, Record
from etl.load.outcomes import (
    KEYS,
    add_members,
    add_rejections,
    count_outcomes,
    forget_rejections,
    keys_of,
    records_row,
    resolve_rejections,
)
from etl.load.save import outcome_of, whatever_it_takes
from etl.load.save_articles import Rewrite, Shown, save_articles
from etl.load.unreferenced import settle
from etl.load.unused_dimensions import delete_unused

FIND_BEFORE = text(f"""
    select
        i.file_id, i.member_no, i.position, i.outcome, i.reason, i.run_id, i.revision_id,
        a.article_id, a.uid, a.identity, r.content_hash
    from {KEYS} as n (file_id, member_no, position)
    join corpus.input_record as i using (file_id, member_no, position)
    left join corpus.revision as r on r.revision_id = i.revision_id
    left join corpus.article as a on a.article_id = r.article_id""")
DELETE_RECORDS = text(f"""
    delete from corpus.input_record as i
    using {KEYS} as n (file_id, member_no, position)
    where (i.file_id, i.member_no, i.position) = (n.file_id, n.member_no, n.position)""")
# Of articles all of whose records this run has read: another's addresses would be lost with it.
DELETE_OLD_URLS = text("""
    delete from corpus.article_url as u
    where
        u.article_id = any(:article_ids)
        and u.run_id is distinct from :run_id
        and not exists (
            select from corpus.revision as r
            join corpus.input_record as i on i.revision_id = r.revision_id
            where r.article_id = u.article_id and i.run_id <> :run_id
        )""")
DELETE_UNITS = text("""
    delete from corpus.input_record as i
    using unnest(cast(:members as bigint[]), cast(:positions as bigint[])) as n (member_no, position)
    where i.file_id = :file_id and i.member_no = n.member_no and i.position = n.position
    returning i.revision_id""")
DELETE_REJECTIONS = text("""
    delete from corpus.rejection as j
    where j.file_id = :file_id and not exists (
        select from corpus.input_record as i
        where i.file_id = j.file_id and i.member_no = j.member_no and i.position = j.position
    )""")
DELETE_MEMBERS = text("""
    delete from corpus.input_member as m
    where m.file_id = :file_id and not exists (
        select from corpus.input_record as i
        where i.file_id = m.file_id and i.member_no = m.member_no
    )""")
LOCK_SHOWN = text("""
    select a.article_id
    from corpus.article as a
    where a.article_id in (select r.article_id from corpus.revision as r where r.revision_id = any(:revision_ids))
    order by a.uid
    for update""")


class Before(NamedTuple):
    """The outcome of a record before, and the revision that it contained."""

    outcome: str
    reason: str | None
    run_id: int
    revision_id: int | None
    article_id: int | None
    uid: UUID | None
    identity: str | None
    content_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Reread:
    """A run that reads files again, and the ids of these files."""

    run_id: int
    file_ids: frozenset[int]


def resave(engine: Engine, dimensions: Dimensions, reread: Reread, records: Sequence[Record]) -> Counter[Outcome]:
    """Give records a new outcome, in one transaction, and count them; those that this run has already done stay.

    A record that still contains its article keeps its outcome. What is no longer an article is withdrawn; what no
    record contains any more is deleted. `settle` decides about the rest.

    Raises sqlalchemy.exc.DBAPIError for every fault of the database itself.
    """
    return whatever_it_takes(records, lambda part: _resave_once(engine, dimensions, reread, part))


def remove_units(engine: Engine, file_id: int, places: Collection[tuple[int, int]]) -> None:
    """Delete the units of a file that the present code does not find in it, with everything that only they contain."""
    with engine.begin() as connection:
        share_loading(connection)
        hold_off_indexing(connection)
        members, positions = [member for member, _ in places], [position for _, position in places]
        values = {"file_id": file_id, "members": members, "positions": positions}
        revision_ids = [key for key in connection.execute(DELETE_UNITS, values).scalars() if key is not None]
        article_ids = list(connection.execute(LOCK_SHOWN, {"revision_ids": revision_ids}).scalars())
        settle(connection, revision_ids, article_ids)
        connection.execute(DELETE_REJECTIONS, {"file_id": file_id})
        connection.execute(DELETE_MEMBERS, {"file_id": file_id})


def delete_unused_names(engine: Engine) -> bool:
    """Delete authors, topics and outlets without a revision; returns False and does nothing if somebody loads."""
    with engine.begin() as connection:
        if not try_alone(connection):
            return False
        delete_unused(connection)
    return True


def find_before(connection: Connection, records: Sequence[Record]) -> dict[tuple[int, int, int], Before]:
    """The outcomes that these records had before, by key; new records are left out."""
    return {
        (file, member, position): Before(*rest)
        for file, member, position, *rest in connection.execute(FIND_BEFORE, keys_of(records))
    }


def _resave_once(engine: Engine, dimensions: Dimensions, reread: Reread, records: Sequence[Record]) -> Counter[Outcome]:
    dimensions.add(record.result for record in records if isinstance(record.result, Identified))
    with engine.begin() as connection:
        share_loading(connection)
        hold_off_indexing(connection)
        before = find_before(connection, records)
        new = sorted(
            (r for r in records if r.key not in before or before[r.key].run_id != reread.run_id),
            key=lambda r: r.natural_key,
        )
        ended, article_ids = _replace(connection, dimensions, reread, new, before)
        copy_rows(connection, tables.InputRecord, [records_row(reread.run_id, *end) for end in ended])
        left = {was.revision_id for key, was in before.items() if was.revision_id and was.run_id != reread.run_id}
        settle(connection, left, article_ids)
        connection.execute(DELETE_OLD_URLS, {"article_ids": article_ids, "run_id": reread.run_id})
        count_outcomes(connection, reread.run_id, [(record.file.file_no, outcome) for record, outcome, _ in ended])
    return Counter(outcome for _, outcome, _ in ended)


def _replace(
    connection: Connection,
    dimensions: Dimensions,
    reread: Reread,
    new: Sequence[Record],
    before: dict[tuple[int, int, int], Before],
) -> tuple[list[tuple[Record, Outcome, int | None]], list[int]]:
    """Replace all rows of these records except their own; returns their outcomes and the articles, which are locked."""
    identities = {
        str(was.uid): was.identity for record in new if (was := before.get(record.key)) and was.uid and was.identity
    }
    rewrite = Rewrite(reread.run_id, reread.file_ids, identities)
    connection.execute(DELETE_RECORDS, keys_of(new))
    shown, article_ids = save_articles(connection, dimensions, reread.run_id, new, rewrite)
    add_members(connection, new)
    add_rejections(connection, reread.run_id, new)
    forget_rejections(connection, new)
    resolve_rejections(connection, reread.run_id, new)
    return [(record, *_kept(record, shown, before.get(record.key))) for record in new], article_ids


def _kept(record: Record, shown: dict[tuple[int, int, int], Shown], was: Before | None) -> tuple[Outcome, int | None]:
    """The outcome of a record: loaded, revised or unchanged stays as it was if the record contains the same article."""
    outcome, revision_id = outcome_of(record, shown)
    if was and isinstance(record.result, Identified) and was.uid == record.result.uid:
        outcome = Outcome(was.outcome)
    return outcome, revision_id
