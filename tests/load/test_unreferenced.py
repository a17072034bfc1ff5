"""What becomes of articles and revisions that records have stopped showing."""

from collections.abc import Sequence
from typing import Any

import pytest
from saving import URL, article, record, save_all, start_run
from sqlalchemy import Connection, Engine, text

from etl.load.input_record import FileKey
from etl.load.unreferenced import delete_revisions, settle

INDEXED = text("""
    insert into corpus.article_search (article_id, revision_id, part, vector, version)
    select article_id, revision_id, 0, 'x', 1 from corpus.revision""")


@pytest.fixture
def files(database: Engine) -> list[FileKey]:
    """Two files that show one revision, the first of them also an older one and another article; all is indexed."""
    run_id, files = start_run(database)
    both = [record(files[n], 0, article("The bridge is open."), day=9) for n in (0, 1)]
    older = record(files[0], 1, article("The bridge is closed."), day=1)
    other = record(files[0], 2, article("Bread.", canonical_url=f"{URL}/2"))
    save_all(database, run_id, [[*both, older, other]])
    with database.begin() as connection:
        connection.execute(INDEXED)
    return files


def all_of(connection: Connection, query: str) -> Sequence[Any]:
    return connection.scalars(text(query)).all()


def stop_showing(connection: Connection, *records: tuple[int, int]) -> list[int]:
    """Delete records, given as (file_id, position), and settle what they showed; the ids of the articles deleted."""
    shown: list[int] = []
    for file_id, position in records:
        query = text("delete from corpus.input_record where file_id = :f and position = :p returning revision_id")
        shown += connection.scalars(query, {"f": file_id, "p": position})
    owners = text("select distinct article_id from corpus.revision where revision_id = any(:ids)")
    return settle(connection, shown, list(connection.scalars(owners, {"ids": shown})))


def test_a_revision_that_nothing_shows_goes_with_its_rows_and_what_is_indexed_of_it(
    database: Engine, files: list[FileKey]
) -> None:
    with database.begin() as connection:
        assert stop_showing(connection, (files[0].file_id, 1)) == []

        assert sorted(all_of(connection, "select text from corpus.paragraph")) == ["Bread.", "The bridge is open."]
        left = "select revision_id from corpus.{} order by 1"
        assert all_of(connection, left.format("article_search")) == all_of(connection, left.format("revision"))
        assert len(all_of(connection, left.format("article_search"))) == 2


def test_the_newest_revision_that_is_left_becomes_the_current_one(database: Engine, files: list[FileKey]) -> None:
    with database.begin() as connection:
        stop_showing(connection, (files[0].file_id, 0), (files[1].file_id, 0))

        current = "select text from corpus.article join corpus.paragraph on revision_id = current_revision_id"
        assert sorted(all_of(connection, current)) == ["Bread.", "The bridge is closed."]
        assert all_of(connection, "select extract(day from last_seen_at) from corpus.article order by 1")[0] == 1


@pytest.mark.parametrize("gone", [0, 1])
def test_a_revision_that_lost_its_record_is_that_of_the_next(database: Engine, files: list[FileKey], gone: int) -> None:
    with database.begin() as connection:
        stop_showing(connection, (files[gone].file_id, 0))

        origin = """
            select origin_file_id from corpus.revision join corpus.paragraph using (revision_id)
            where text = 'The bridge is open.'"""
        assert all_of(connection, origin) == [files[1 - gone].file_id]


def test_an_article_that_nothing_shows_goes_with_its_addresses_and_its_index(
    database: Engine, files: list[FileKey]
) -> None:
    with database.begin() as connection:
        (article_id,) = all_of(connection, "select article_id from corpus.article_url where url like '%/2'")

        assert stop_showing(connection, (files[0].file_id, 2)) == [article_id]

        for table in ("article", "article_url", "article_search", "revision"):
            assert article_id not in all_of(connection, f"select article_id from corpus.{table}")
            assert all_of(connection, f"select count(*) from corpus.{table}") != [0]


def test_revisions_are_deleted_one_by_one_and_none_where_none_is_named(database: Engine, files: list[FileKey]) -> None:
    with database.begin() as connection:
        ids = all_of(connection, "select revision_id from corpus.revision order by 1")

        delete_revisions(connection, [])
        assert all_of(connection, "select revision_id from corpus.revision order by 1") == ids
        delete_revisions(connection, ids[:1])

        for table in ("revision", "paragraph", "section"):
            assert all_of(connection, f"select revision_id from corpus.{table} order by 1") == ids[1:]
