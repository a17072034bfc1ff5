"""Advisory locks: who loads, who removes, who indexes. A lock ends with its transaction or connection."""

from sqlalchemy import Connection, text

from etl.errors import DatabaseError

LOADING = "khabar loading"  # shared by whoever loads; alone with it, nobody loads
INDEXING = "corpus.index_articles"  # alone by corpus.index_articles; shared by whoever deletes articles or revisions


def hold_loading(connection: Connection) -> None:
    """Mark this connection, until it ends, as one that loads and that remembers the ids of names."""
    connection.execute(text("select pg_advisory_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def end_loading(connection: Connection) -> None:
    """Release that mark at once: the server may notice the end of a connection only later."""
    connection.execute(text("select pg_advisory_unlock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def share_loading(connection: Connection) -> None:
    """Mark this transaction, until it ends, as one that loads."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def try_alone(connection: Connection) -> bool:
    """Keep others from loading until the end of this transaction; False if somebody is loading now."""
    query = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(connection.execute(query, {"name": LOADING}).scalar())


def be_alone(connection: Connection, what: str) -> None:
    """Like try_alone, but raises DatabaseError, which says what cannot be done, if somebody is loading now."""
    if not try_alone(connection):
        raise DatabaseError(f"{what} while a run is active: wait until it ends, or stop it, and repeat the command")


def hold_off_indexing(connection: Connection) -> None:
    """Wait for the indexer and keep it away until this transaction ends, so that it indexes nothing that is deleted."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": INDEXING})
