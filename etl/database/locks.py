"""Advisory locks: who loads, who removes, who indexes. A lock goes with its transaction or connection."""

from sqlalchemy import Connection, text

from etl.errors import DatabaseError

LOADING = "khabar loading"  # shared by whoever loads; alone with it, nobody loads
INDEXING = "corpus.index_articles"  # alone by corpus.index_articles; shared by whoever deletes articles or revisions


def hold_loading(connection: Connection) -> None:
    """Say for as long as this connection lasts that somebody loads, and remembers names by their ids."""
    connection.execute(text("select pg_advisory_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def end_loading(connection: Connection) -> None:
    """Say that it is over, at once: the server may notice the end of a connection only later."""
    connection.execute(text("select pg_advisory_unlock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def share_loading(connection: Connection) -> None:
    """Say until the end of this transaction that somebody loads."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def try_alone(connection: Connection) -> bool:
    """Keep everybody from loading until the end of this transaction; False if somebody loads now."""
    query = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(connection.execute(query, {"name": LOADING}).scalar())


def be_alone(connection: Connection, what: str) -> None:
    """The same. Raises DatabaseError, which says what cannot be done, if somebody loads now."""
    if not try_alone(connection):
        raise DatabaseError(f"{what} while a run is at work: wait until it ends, or stop it, and repeat the command")


def hold_off_indexing(connection: Connection) -> None:
    """Wait for the indexer, and keep it away until the end of this transaction: it must not index what is deleted."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": INDEXING})
