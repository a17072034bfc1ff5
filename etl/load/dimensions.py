"""Sources, authors and topics: small tables that all articles share, written in separate transactions."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, Engine, TextClause, text

from etl.database.copy import clean
from etl.load.input_record import Identified

Key = TypeVar("Key", str, tuple[str, str])

# Sorted, so that two transactions that add the same names wait for each other in one order.
ADD_SOURCES = text("""
    with added as (
        insert into corpus.source (name) select unnest(cast(:names as text[])) on conflict do nothing
        returning name, source_id
    )
    insert into corpus.source_alias (alias, source_id)
    select name, source_id from added
    union
    select name, source_id from corpus.source where name = any(cast(:names as text[]))
    on conflict do nothing""")
ADD_AUTHORS = text("insert into corpus.author (name) select unnest(cast(:names as text[])) on conflict do nothing")
ADD_TOPICS = text("""
    insert into corpus.topic (scheme, code)
    select * from unnest(cast(:schemes as text[]), cast(:codes as text[])) on conflict do nothing""")
FIND_SOURCES = text("select alias, source_id from corpus.source_alias where alias = any(:names)")
FIND_AUTHORS = text("""
    select a.name, a.author_id from unnest(cast(:names as text[])) as n (name)
    join corpus.author as a on md5(a.name) = md5(n.name)""")
FIND_TOPICS = text("""
    select t.scheme, t.code, t.topic_id
    from unnest(cast(:schemes as text[]), cast(:codes as text[])) as n (scheme, code)
    join corpus.topic as t on t.scheme = n.scheme and md5(t.code) = md5(n.code)""")


class Dimensions:
    """The ids of sources, authors and topics, remembered only after their commit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._sources: dict[str, int] = {}
        self._authors: dict[str, int] = {}
        self._topics: dict[tuple[str, str], int] = {}

    def add(self, articles: Iterable[Identified]) -> None:
        """Make sure that all names of these articles have an id, in one transaction."""
        found = list(articles)
        sources = _missing((clean(a.source) for a in found if a.source), self._sources)
        authors = _missing((clean(name) for a in found for name in a.article.authors), self._authors)
        topics = _missing(((clean(t.scheme), clean(t.code)) for a in found for t in a.article.topics), self._topics)
        if not (sources or authors or topics):
            return
        with self._engine.begin() as connection:
            new_sources = _add_named(connection, ADD_SOURCES, FIND_SOURCES, sources)
            new_authors = _add_named(connection, ADD_AUTHORS, FIND_AUTHORS, authors)
            new_topics = _add_topics(connection, topics)
        self._sources |= new_sources
        self._authors |= new_authors
        self._topics |= new_topics

    def source(self, name: str) -> int:
        """The id of an outlet that add() has seen."""
        return self._sources[clean(name)]

    def author(self, name: str) -> int:
        """The id of an author that add() has seen."""
        return self._authors[clean(name)]

    def topic(self, scheme: str, code: str) -> int:
        """The id of a topic that add() has seen."""
        return self._topics[clean(scheme), clean(code)]


def _missing(keys: Iterable[Key], known: dict[Key, int]) -> list[Key]:
    return sorted({key for key in keys if key not in known})


def _add_named(connection: Connection, add: TextClause, find: TextClause, names: list[str]) -> dict[str, int]:
    found = _find_named(connection, find, names)
    missing = [name for name in names if name not in found]
    if missing:
        connection.execute(add, {"names": missing})
        found |= _find_named(connection, find, missing)
    return found


def _find_named(connection: Connection, find: TextClause, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    return {name: key for name, key in connection.execute(find, {"names": names})}


def _add_topics(connection: Connection, topics: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    if not topics:
        return {}
    values = {"schemes": [scheme for scheme, _ in topics], "codes": [code for _, code in topics]}
    connection.execute(ADD_TOPICS, values)
    return {(scheme, code): key for scheme, code, key in connection.execute(FIND_TOPICS, values)}
