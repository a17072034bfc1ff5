"""Authors, topics and outlets without any reference."""

from sqlalchemy import Connection, text

DELETE_AUTHORS = text("""
    delete from corpus.author as a
    where not exists (select from corpus.revision_author as r where r.author_id = a.author_id)""")
DELETE_TOPICS = text("""
    delete from corpus.topic as t
    where not exists (select from corpus.revision_topic as r where r.topic_id = t.topic_id)""")
# What an operator filled in, or joined by an alias, stays.
UNUSED_SOURCES = text("""
    select s.source_id
    from corpus.source as s
    where
        s.country is null
        and s.languages is null
        and s.time_zone is null
        and not exists (select from corpus.revision as r where r.source_id = s.source_id)
        and not exists (
            select from corpus.source_alias as l
            where l.source_id = s.source_id and l.alias <> s.name
        )
    order by s.source_id""")


def delete_unused(connection: Connection) -> None:
    """Delete authors, topics and outlets without a revision. Nobody may load, because loaders remember their ids."""
    connection.execute(DELETE_AUTHORS)
    connection.execute(DELETE_TOPICS)
    sources = list(connection.execute(UNUSED_SOURCES).scalars())
    for table in ("source_alias", "source") if sources else ():
        connection.execute(text(f"delete from corpus.{table} where source_id = any(:ids)"), {"ids": sources})
