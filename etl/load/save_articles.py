"""Decide whether an article is new, revised or unchanged, and write the rows of new revisions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, text

from etl.database import tables
from etl.database.copy import Row, clean, copy_rows
from etl.documents import Outcome
from etl.load.dimensions import Dimensions
from etl.load.hashes import url_hash
from etl.load.input_record import Identified, Record
from etl.load.rows import REVISION_TABLES, revision_rows
from etl.load.unreferenced import delete_revisions

# Every transaction locks articles in the order of uid, so that there is no deadlock.
ADD_ARTICLES = text("""
    insert into corpus.article (uid, identity)
    select n.uid, n.identity
    from unnest(cast(:uids as uuid[]), cast(:identities as text[])) with ordinality as n (uid, identity, place)
    order by n.place
    on conflict (uid) do nothing
    returning uid""")
# A row that is deleted while it is waited for is not found: it is added again.
LOCK_ARTICLES = text("""
    select uid, article_id from corpus.article where uid = any(cast(:uids as uuid[])) order by uid for update""")
FIND_REVISIONS = text("""
    select
        r.article_id, r.content_hash, r.revision_id, f.sha256, f.root, f.uri, r.origin_member_no, r.origin_position,
        f.file_id, i.run_id
    from corpus.revision as r
    join corpus.input_file as f on f.file_id = r.origin_file_id
    left join corpus.input_record as i
        on
            i.file_id = r.origin_file_id
            and i.member_no = r.origin_member_no
            and i.position = r.origin_position
            and i.revision_id = r.revision_id
    where r.article_id = any(:article_ids)""")
TAKE_REVISION_IDS = text("""
    select nextval('corpus.revision_revision_id_seq') from generate_series(1, :count)""")

_ADD_URLS = """
    insert into corpus.article_url (url_hash, article_id, kind, url, run_id)
    select n.*, cast(:run_id as bigint)
    from unnest(
        cast(:hashes as bytea[]), cast(:articles as bigint[]), cast(:kinds as text[]), cast(:urls as text[])
    ) as n
    on conflict """
ADD_URLS = text(_ADD_URLS + "do nothing")
FIND_URLS_AGAIN = text(_ADD_URLS + "(url_hash, article_id, kind) do update set run_id = excluded.run_id")

RevisionKey = tuple[int, bytes]  # article_id, content_hash


@dataclass(frozen=True, slots=True)
class Shown:
    """The outcome of a record with an article, and the revision that it contains."""

    outcome: Outcome
    revision_id: int


@dataclass(frozen=True, slots=True)
class Known:
    """A revision in the tables, and the record from which its rows were made: natural key, file and last run."""

    revision_id: int
    natural_key: tuple[bytes, str, str, int, int]
    file_id: int
    run_id: int | None  # NULL while the record has no outcome


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A run that reads again: its rows replace those that older code made from the same bytes."""

    run_id: int
    file_ids: frozenset[int]  # all that it reads
    identities: dict[str, str]  # of the articles that its records showed before, by uid

    def is_stale(self, known: Known) -> bool:
        """Whether a revision still has rows of older code, because this run has yet to read its origin."""
        return known.file_id in self.file_ids and known.run_id != self.run_id


def save_articles(
    connection: Connection,
    dimensions: Dimensions,
    run_id: int,
    records: Sequence[Record],
    rewrite: Rewrite | None = None,
) -> tuple[dict[tuple[int, int, int], Shown], list[int]]:
    """Save the articles of these records, which must be in the order of their natural keys.

    Returns the result of each record, by its key, and the ids of all articles concerned. The rows of a revision
    always come from its first record by natural key, whichever was loaded first; during a rewrite, from the first
    that the rewrite has read. The index entries of a revision stay valid, because another text would be another
    revision.
    """
    found = [(record, record.result) for record in records if isinstance(record.result, Identified)]
    identities = dict(rewrite.identities) if rewrite else {}
    identities |= {str(result.uid): result.identity for _, result in found}
    if not identities:
        return {}, []
    article_ids, new_ids = _lock_articles(connection, identities)
    known = _known_revisions(connection, [key for key in article_ids.values() if key not in new_ids])
    keys = [(article_ids[str(result.uid)], result.content_hash) for _, result in found]
    fresh = iter(_take_revision_ids(connection, len({key for key in keys if key not in known})))
    shown: dict[tuple[int, int, int], Shown] = {}
    written: dict[int, tuple[int, Record, Identified]] = {}
    replaced: list[int] = []
    for (record, result), key in zip(found, keys, strict=True):
        article_id = key[0]
        if key not in known:
            known[key] = Known(next(fresh), record.natural_key, record.file.file_id, run_id)
            outcome = Outcome.LOADED if article_id in new_ids else Outcome.REVISED
            new_ids.discard(article_id)
            written[known[key].revision_id] = (article_id, record, result)
        else:
            outcome = Outcome.UNCHANGED
            if record.natural_key < known[key].natural_key or (rewrite and rewrite.is_stale(known[key])):
                known[key] = Known(known[key].revision_id, record.natural_key, record.file.file_id, run_id)
                replaced.append(known[key].revision_id)
                written[known[key].revision_id] = (article_id, record, result)
        shown[record.key] = Shown(outcome, known[key].revision_id)
    delete_revisions(connection, replaced)
    _write_revisions(connection, dimensions, written)
    _add_urls(connection, run_id, found, article_ids, is_rewrite=rewrite is not None)
    return shown, sorted(article_ids.values())


def _lock_articles(connection: Connection, identities: dict[str, str]) -> tuple[dict[str, int], set[int]]:
    """The ids of the articles by uid, and which of them are new; all their rows are locked."""
    uids = sorted(identities)
    new: set[str] = set()
    ids: dict[str, int] = {}
    while len(ids) < len(uids):
        missing = [uid for uid in uids if uid not in ids]
        added = connection.execute(ADD_ARTICLES, {"uids": missing, "identities": [identities[uid] for uid in missing]})
        new |= {str(uid) for (uid,) in added}
        ids |= {str(uid): article_id for uid, article_id in connection.execute(LOCK_ARTICLES, {"uids": missing})}
    return ids, {ids[uid] for uid in new}


def _known_revisions(connection: Connection, article_ids: list[int]) -> dict[RevisionKey, Known]:
    if not article_ids:
        return {}
    return {
        (row.article_id, bytes(row.content_hash)): Known(
            row.revision_id,
            (bytes(row.sha256 or b""), row.root, row.uri, row.origin_member_no, row.origin_position),
            row.file_id,
            row.run_id,
        )
        for row in connection.execute(FIND_REVISIONS, {"article_ids": article_ids})
    }


def _take_revision_ids(connection: Connection, count: int) -> list[int]:
    return list(connection.execute(TAKE_REVISION_IDS, {"count": count}).scalars())


def _write_revisions(
    connection: Connection, dimensions: Dimensions, written: dict[int, tuple[int, Record, Identified]]
) -> None:
    rows: dict[type[tables.Base], list[Row]] = {table: [] for table in REVISION_TABLES}
    for revision_id, (article_id, record, result) in written.items():
        for table, more in revision_rows(revision_id, article_id, record, result, dimensions).items():
            rows[table] += more
    for table, of_table in rows.items():
        copy_rows(connection, table, of_table)


def _add_urls(
    connection: Connection,
    run_id: int,
    found: Iterable[tuple[Record, Identified]],
    article_ids: dict[str, int],
    *,
    is_rewrite: bool,
) -> None:
    urls = sorted(
        {
            (url_hash(url), article_ids[str(result.uid)], kind, clean(url))
            for _, result in found
            for kind, url in result.urls
        }
    )
    if urls:
        hashes, articles, kinds, texts = map(list, zip(*urls, strict=True))
        values = {"hashes": hashes, "articles": articles, "kinds": kinds, "urls": texts}
        connection.execute(FIND_URLS_AGAIN if is_rewrite else ADD_URLS, values | {"run_id": run_id})
