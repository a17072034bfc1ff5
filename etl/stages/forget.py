"""Forget an article completely, whatever files contain it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Engine, RowMapping, text

from etl.articles import Article
from etl.documents import Document
from etl.errors import ChangedFile, ConfigError, NotThere, RejectedDocument
from etl.ingest import read_input
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.opened_file import open_input
from etl.ingest.inputs.roots import folder_of
from etl.load import remove_forgotten
from etl.load.hashes import URL_HASH_BYTES
from etl.load.input_record import FileKey
from etl.load.remove_forgotten import Removal
from etl.load.tombstones import Mark, Tombstone, article_mark
from etl.settings import Settings
from etl.stages.convert import convert
from etl.stages.leave_out_forgotten import marks_of, url_marks
from etl.stages.make_input_record import article_record

FIND_ARTICLES = text("""
    select a.article_id, a.uid, r.title
    from corpus.article as a
    join corpus.revision as r on r.revision_id = a.current_revision_id
    where
        a.article_id = any(:article_ids)
        or a.uid = :uid
        or a.article_id in (
            select u.article_id
            from corpus.article_url as u
            where u.url_hash = any(:url_hashes) and u.kind <> 'alternate'
        )
    order by a.article_id""")
FIND_URLS = text("""
    select
        u.url,
        exists(
            select from corpus.article_url as o
            where o.url_hash = u.url_hash and o.article_id <> u.article_id
        ) as is_shared
    from corpus.article_url as u
    where u.article_id = :article_id and u.kind <> 'alternate'""")
FIND_CONTENTS = text("select content_hash from corpus.revision where article_id = :article_id")
FIND_UNITS = text("""
    select i.file_id, i.member_no, i.position, i.sha256
    from corpus.input_record as i
    join corpus.revision as r on r.revision_id = i.revision_id
    where r.article_id = :article_id
    order by i.file_id, i.member_no, i.position""")
FIND_FILES = text("""
    select
        f.file_id,
        f.root,
        f.uri,
        f.sha256,
        n.inputs ->> f.root as folder
    from corpus.input_file as f
    join corpus.run as n on n.run_id = (select max(m.run_id) from corpus.run_file as m where m.file_id = f.file_id)
    where f.file_id = any(:file_ids)
    order by f.root, f.uri, f.file_id""")


class Named(NamedTuple):
    """An article as it is shown to the user."""

    article_id: int
    uid: UUID
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The article to forget, and everything that would be removed with it."""

    article: Named
    others: tuple[Named, ...]  # other articles that lose units, because they share bytes, text or content with it
    stone: Tombstone
    removal: Removal
    files: tuple[Path, ...]  # input files that contain the text; they are not changed
    unread: tuple[Path, ...]  # input files that are gone or have changed, so the installed version could not read them


def demand(
    engine: Engine,
    settings: Settings,
    *,
    article_id: int | None = None,
    uid: UUID | None = None,
    url: str | None = None,
) -> Demand:
    """The article with this number, uid or URL, and everything that would be removed with it. Nothing is written.

    Raises NotThere if there is no such article, ConfigError if several have the URL.
    """
    with engine.connect() as connection:
        article = _the_one(connection, article_id, uid, url)
        marks, unread = _marks(connection, settings, article)
    stone = Tombstone(uid=article.uid, forgotten_at=datetime.now(UTC), marks=tuple(sorted(marks)))
    removal = remove_forgotten.preview(engine, stone)
    with engine.connect() as connection:
        files = _files(connection, settings, {unit.file_id for unit in removal.units}).values()
        named = _named(connection, removal.article_ids)
    return Demand(
        article=article,
        others=tuple(other for other in named if other != article),
        stone=stone,
        removal=removal,
        files=tuple(path for root, file in files if (path := path_of_uri(root, file["uri"])).exists()),
        unread=tuple(unread),
    )


def forget(engine: Engine, settings: Settings, wanted: Demand, *, rewrite: bool = False) -> Removal:
    """Remove what `demand` found, and keep its tombstone. `rewrite` also wipes the free space of the tables.

    Raises DatabaseError while a run is active.
    """
    removal = remove_forgotten.forget(engine, settings, wanted.stone)
    if rewrite:
        remove_forgotten.rewrite(engine)
    return removal


def _the_one(connection: Connection, article_id: int | None, uid: UUID | None, url: str | None) -> Named:
    hashes = [mark.hash[:URL_HASH_BYTES] for mark in sorted(url_marks(url))] if url else []
    ids = [] if article_id is None else [article_id]
    found = _named(connection, ids, uid, hashes)
    if not found:
        named = next(name for name in (article_id, uid, url) if name is not None)
        raise NotThere(f"there is no article {named}: it may have been forgotten already")
    if len(found) > 1:
        numbers = ", ".join(str(each.article_id) for each in found)
        raise ConfigError(f"articles {numbers} have this URL: choose one with --article")
    return found[0]


def _named(
    connection: Connection, article_ids: Collection[int], uid: UUID | None = None, hashes: Sequence[bytes] = ()
) -> list[Named]:
    values = {"article_ids": list(article_ids), "uid": uid, "url_hashes": list(hashes)}
    return [Named(*row) for row in connection.execute(FIND_ARTICLES, values)]


def _marks(connection: Connection, settings: Settings, article: Named) -> tuple[set[Mark], list[Path]]:
    """The marks of an article, and the input files that could not be read.

    Marks come from the tables, and from the input files as the installed version reads them, because a better parser
    may find another URL. A URL that another article has too is not a mark.
    """
    marks, shared = {article_mark(article.uid)}, set[Mark]()
    for url, is_shared in connection.execute(FIND_URLS, article._asdict()):
        (shared if is_shared else marks).update(url_marks(url))
    marks |= {Mark("content", bytes(digest)) for (digest,) in connection.execute(FIND_CONTENTS, article._asdict())}
    units = connection.execute(FIND_UNITS, article._asdict()).mappings().all()
    marks |= {Mark("bytes", bytes(unit["sha256"])) for unit in units if unit["sha256"]}
    files = _files(connection, settings, {unit["file_id"] for unit in units})
    unread = []
    for file_id, of_file in groupby(units, key=lambda unit: unit["file_id"]):
        root, file = files[file_id]
        places = {(unit["member_no"], unit["position"]) for unit in of_file}
        try:
            marks |= {mark for found in _read(root, file, places, settings) for mark in found}
        except (RejectedDocument, ChangedFile):
            unread.append(path_of_uri(root, file["uri"]))
    return marks - shared, unread


def _files(connection: Connection, settings: Settings, file_ids: Collection[int]) -> dict[int, tuple[Path, RowMapping]]:
    """The folder of the input root, and the row, of each file, by file_id."""
    found = connection.execute(FIND_FILES, {"file_ids": sorted(file_ids)}).mappings()
    return {file["file_id"]: (folder_of(file["root"], file["folder"], settings), file) for file in found}


def _read(root: Path, file: RowMapping, places: Collection[tuple[int, int]], settings: Settings) -> Iterator[set[Mark]]:
    """Yield the marks of the articles at these places, (member_no, position), of a file.

    Raises RejectedDocument if the file has other contents than before, ChangedFile if it changes while it is read.
    """
    key = FileKey(file_id=file["file_id"], file_no=0, root=file["root"], uri=file["uri"], sha256=file["sha256"])
    with open_input(path_of_uri(root, file["uri"]), root) as source:
        if source.sha256() != bytes(file["sha256"]):
            raise RejectedDocument(f"{file['uri']} has changed since it was read")
        for unit in read_input(source, file["uri"], settings):
            if isinstance(unit, Document) and unit.origin.place in places:
                article = convert(unit, settings)
                if isinstance(article, Article):
                    yield marks_of(article_record(key, unit, article))
