"""Remove forgotten articles completely from the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, text

from etl.database import tables
from etl.database.locks import be_alone, hold_off_indexing
from etl.load.outcomes import DELETE_REJECTIONS, KEYS
from etl.load.quoting_rejections import empty_rejections
from etl.load.rows import REVISION_TABLES
from etl.load.tombstones import Tombstone, add_tombstones, known_marks, read_file, tombstones, write_file
from etl.load.unreferenced import settle
from etl.load.unused_dimensions import delete_unused
from etl.settings import Settings

# Units that have one of the marks and are not forgotten yet. A URL is hashed as written in the tables.
FIND_UNITS = text("""
    select i.file_id, i.member_no, i.position, i.revision_id, r.article_id
    from corpus.input_record as i
    left join corpus.revision as r on r.revision_id = i.revision_id
    where
        i.reason is distinct from 'forgotten'
        and (
            i.sha256 in (select f.hash from corpus.forgotten as f where f.kind = 'bytes')
            or sha256(convert_to(i.target_url, 'UTF8')) in (
                select f.hash from corpus.forgotten as f where f.kind = 'url'
            )
            or r.content_hash in (select f.hash from corpus.forgotten as f where f.kind = 'content')
            or r.article_id in (
                select a.article_id
                from corpus.article as a
                where uuid_send(a.uid) in (select f.hash from corpus.forgotten as f where f.kind = 'article')
            )
            or r.article_id in (
                select u.article_id
                from corpus.article_url as u
                where
                    u.kind <> 'alternate'
                    and u.url_hash in (
                        select substring(f.hash from 1 for 16) from corpus.forgotten as f where f.kind = 'url'
                    )
            )
        )
    order by i.file_id, i.member_no, i.position""")
LOCK_ARTICLES = text("""
    select article_id from corpus.article where article_id = any(:article_ids) order by uid for update""")
EMPTY_RECORDS = text(f"""
    update corpus.input_record as i
    set
        byte_offset = null, byte_length = null, sha256 = null, target_url = null, fetched_at = null,
        encoding_declared = null, encoding = null, replaced_count = 0, revision_id = null,
        outcome = 'skipped', reason = 'forgotten'
    from {KEYS} as n (file_id, member_no, position)
    where (i.file_id, i.member_no, i.position) = (n.file_id, n.member_no, n.position)""")
# The name of a member may say what is in it. It stays if other units of the member stay.
EMPTY_MEMBERS = text("""
    update corpus.input_member as m
    set name = 'forgotten'
    where
        m.file_id = any(:files)
        and m.name <> 'forgotten'
        and exists (
            select from corpus.input_record as i
            where i.file_id = m.file_id and i.member_no = m.member_no and i.reason = 'forgotten'
        )
        and not exists (
            select from corpus.input_record as i
            where
                i.file_id = m.file_id
                and i.member_no = m.member_no
                and i.reason is distinct from 'forgotten'
        )""")
# For tables without rows, because ANALYZE does not change their statistics.
CLEAR_STATISTICS = text("""
    select pg_clear_attribute_stats(s.schemaname, s.tablename, s.attname, s.inherited)
    from pg_stats as s
    join pg_class as c on c.oid = to_regclass(format('%I.%I', s.schemaname, s.tablename))
    where s.schemaname = 'corpus' and c.reltuples = 0""")
CLEARS_STATISTICS = (18,)  # the first version of PostgreSQL that can
TOUCHED: tuple[type[tables.Base], ...] = (
    *REVISION_TABLES,
    tables.Article,
    tables.ArticleUrl,
    tables.ArticleSearch,
    tables.Author,
    tables.Topic,
    tables.Source,
    tables.SourceAlias,
    tables.InputRecord,
    tables.InputMember,
    tables.Rejection,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that matches a tombstone, and the revision that it contains."""

    file_id: int
    member_no: int
    position: int
    revision_id: int | None
    article_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The units, revisions and articles that were, or would be, removed."""

    units: list[Unit] = field(default_factory=list)

    @property
    def article_ids(self) -> list[int]:
        """The articles that lose some or all of their units."""
        return sorted({unit.article_id for unit in self.units if unit.article_id is not None})

    @property
    def revision_ids(self) -> list[int]:
        """The revisions that these units contain."""
        return sorted({unit.revision_id for unit in self.units if unit.revision_id is not None})


def preview(engine: Engine, stone: Tombstone) -> Removal:
    """The units that a tombstone would remove; nothing is written."""
    with engine.connect() as connection, connection.begin() as transaction:
        add_tombstones(connection, [stone])
        removal = _find(connection)
        transaction.rollback()
    return removal


def forget(engine: Engine, settings: Settings, stone: Tombstone) -> Removal:
    """Remove all units that match this tombstone, which stays in the tables and in the data folder.

    Raises DatabaseError while a run is active.
    """
    return _apply(engine, settings, [stone])


def reapply(engine: Engine, settings: Settings) -> Removal:
    """Remove again all articles that were forgotten in these tables or this data folder: a backup may have them.

    Afterwards tables and folder have the same tombstones. A second call changes nothing.

    Raises DatabaseError while a run is active, ConfigError if the file of tombstones cannot be read.
    """
    return _apply(engine, settings, [])


def remove_marked(connection: Connection, settings: Settings, stones: Iterable[Tombstone]) -> Removal:
    """Remove the units that match these tombstones, which come from the tables or the data folder; keep them in both.

    The caller must have the lock of loading alone.
    """
    hold_off_indexing(connection)
    add_tombstones(connection, [*read_file(settings), *stones])
    removal = _find(connection)
    _remove(connection, removal)
    # Before the commit: if that fails, the next run finds the tombstones in the file and removes the units.
    write_file(settings, tombstones(connection))
    return removal


def is_complete(engine: Engine, settings: Settings) -> bool:
    """Whether the tables have every tombstone of the data folder; after a restore by hand they may not."""
    marks = {mark for stone in read_file(settings) for mark in stone.marks}
    if not marks:
        return True
    with engine.connect() as connection:
        return known_marks(connection, marks) == marks


def vacuum(engine: Engine) -> None:
    """Free the space of deleted rows, and compute the statistics again, because they quote values of columns."""
    _vacuum(engine, "analyze")


def rewrite(engine: Engine) -> None:
    """Rewrite all tables that may have contained the article: VACUUM leaves its bytes in the free space of their pages.

    Each table is locked meanwhile, and needs space for a second copy.
    """
    _vacuum(engine, "full, analyze")


def _vacuum(engine: Engine, options: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TOUCHED:
            connection.exec_driver_sql(f"vacuum ({options}) corpus.{table.__tablename__}")
        if (connection.dialect.server_version_info or ()) >= CLEARS_STATISTICS:
            connection.execute(CLEAR_STATISTICS)


def _apply(engine: Engine, settings: Settings, stones: Iterable[Tombstone]) -> Removal:
    with engine.begin() as connection:
        be_alone(connection, "nothing can be forgotten")
        removal = remove_marked(connection, settings, stones)
    if removal.units:
        vacuum(engine)
    return removal


def _find(connection: Connection) -> Removal:
    return Removal(units=[Unit(*row) for row in connection.execute(FIND_UNITS)])


def _remove(connection: Connection, removal: Removal) -> None:
    if not removal.units:
        return
    keys = {
        "files": [unit.file_id for unit in removal.units],
        "members": [unit.member_no for unit in removal.units],
        "positions": [unit.position for unit in removal.units],
    }
    connection.execute(LOCK_ARTICLES, {"article_ids": removal.article_ids})
    empty_rejections(connection, removal.article_ids, removal.revision_ids)
    connection.execute(EMPTY_RECORDS, keys)
    connection.execute(DELETE_REJECTIONS, keys)
    connection.execute(EMPTY_MEMBERS, {"files": sorted(set(keys["files"]))})
    settle(connection, removal.revision_ids, removal.article_ids)
    delete_unused(connection)
