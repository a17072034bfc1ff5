"""Advisory locks of loading, removing and indexing. A lock ends with its transaction or connection."""

from sqlalchemy import Connection, text

from etl.errors import DatabaseError

LOADING = "khabar loading"  # shared by all who load; whoever has it exclusively keeps others from loading
INDEXING = "corpus.index_articles"  # exclusive in corpus.index_articles; shared by all who delete articles or revisions


def hold_loading(connection: Connection) -> None:
    """Share the lock of loading until this connection ends; its process keeps the ids of names meanwhile."""
    connection.execute(text("select pg_advisory_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def end_loading(connection: Connection) -> None:
    """Release that lock at once, because the server may notice the end of the connection only later."""
    connection.execute(text("select pg_advisory_unlock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def share_loading(connection: Connection) -> None:
    """Share the lock of loading until this transaction ends."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": LOADING})


def try_alone(connection: Connection) -> bool:
    """Keep others from loading until the end of this transaction; False if somebody is loading now."""
    query = text("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
    return bool(connection.execute(query, {"name": LOADING}).scalar())


def be_alone(connection: Connection, what: str) -> None:
    """Like try_alone, but raises DatabaseError if somebody is loading now; `what` says what cannot be done."""
    if not try_alone(connection):
        raise DatabaseError(f"{what} while a run is active: wait until it ends, or stop it, and repeat the command")


def hold_off_indexing(connection: Connection) -> None:
    """Wait until indexing ends, and prevent it until this transaction ends, so that no deleted row is indexed."""
    connection.execute(text("select pg_advisory_xact_lock_shared(hashtextextended(:name, 0))"), {"name": INDEXING})
