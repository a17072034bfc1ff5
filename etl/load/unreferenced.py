"""What happens to revisions and articles that no record contains any more."""

from collections.abc import Collection

from sqlalchemy import Connection, text

from etl.load.rows import REVISION_TABLES

MOVE_ORIGINS = text("""
    update corpus.revision as r
    set origin_file_id = n.file_id, origin_member_no = n.member_no, origin_position = n.position
    from (
        select distinct on (i.revision_id) i.revision_id, i.file_id, i.member_no, i.position
        from corpus.input_record as i
        join corpus.input_file as f on f.file_id = i.file_id
        where i.revision_id = any(:revision_ids)
        order by
            i.revision_id,
            coalesce(f.sha256, ''),
            f.root collate "C",
            f.uri collate "C",
            i.member_no,
            i.position
    ) as n
    where
        r.revision_id = n.revision_id
        and not exists (
            select from corpus.input_record as o
            where
                o.file_id = r.origin_file_id
                and o.member_no = r.origin_member_no
                and o.position = r.origin_position
                and o.revision_id = r.revision_id
        )""")
NOT_SHOWN = text("""
    select r.revision_id
    from corpus.revision as r
    where
        r.revision_id = any(:revision_ids)
        and not exists (select from corpus.input_record as i where i.revision_id = r.revision_id)
    order by r.revision_id""")
UNINDEX = text("""
    delete from corpus.article_search where article_id = any(:article_ids) and revision_id = any(:revision_ids)""")
EMPTY_ARTICLES = text("""
    select a.article_id
    from corpus.article as a
    where
        a.article_id = any(:article_ids)
        and not exists (select from corpus.revision as r where r.article_id = a.article_id)
    order by a.article_id""")
OF_ARTICLES = ("article_url", "article_search", "article")
REFRESH_ARTICLES = text("select corpus.refresh_articles(:article_ids)")


def settle(connection: Connection, revision_ids: Collection[int], article_ids: Collection[int]) -> list[int]:
    """Make these articles, whose rows are locked, agree with the records that contain them now.

    Of these revisions, one that no record contains is deleted with its rows; one that lost its origin gets the
    first of its records by natural key as the new one. An article without a revision is deleted with its addresses.
    Returns the ids of the deleted articles.
    """
    ids = sorted(revision_ids)
    connection.execute(MOVE_ORIGINS, {"revision_ids": ids})
    gone = list(connection.execute(NOT_SHOWN, {"revision_ids": ids}).scalars())
    if gone:
        connection.execute(UNINDEX, {"article_ids": sorted(article_ids), "revision_ids": gone})
    delete_revisions(connection, gone)
    empty = list(connection.execute(EMPTY_ARTICLES, {"article_ids": sorted(article_ids)}).scalars())
    for table in OF_ARTICLES if empty else ():
        connection.execute(text(f"delete from corpus.{table} where article_id = any(:ids)"), {"ids": empty})
    connection.execute(REFRESH_ARTICLES, {"article_ids": sorted(article_ids)})
    return empty


def delete_revisions(connection: Connection, revision_ids: Collection[int]) -> None:
    """Delete revisions with their rows; only these rows refer to them by foreign key."""
    for table in REVISION_TABLES[::-1] if revision_ids else ():
        query = text(f"delete from corpus.{table.__tablename__} where revision_id = any(:ids)")
        connection.execute(query, {"ids": sorted(revision_ids)})
