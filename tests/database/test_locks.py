"""Who loads, who removes and who indexes: they keep off each other, and nobody else."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from etl.database.locks import be_alone, end_loading, hold_loading, hold_off_indexing, share_loading, try_alone
from etl.errors import DatabaseError

INDEX = text("select pg_try_advisory_xact_lock(hashtextextended('corpus.index_articles', 0))")


@pytest.fixture
def one(database: Engine) -> Iterator[Connection]:
    with database.connect() as connection:
        yield connection


@pytest.fixture
def other(database: Engine) -> Iterator[Connection]:
    with database.connect() as connection:
        connection.execute(text("set lock_timeout = '100ms'"))
        connection.commit()
        yield connection


def test_many_may_load_at_once_and_nobody_is_alone_then(one: Connection, other: Connection) -> None:
    hold_loading(one)
    one.commit()
    hold_loading(other)
    share_loading(other)
    end_loading(other)
    other.commit()

    assert not try_alone(other)
    with pytest.raises(DatabaseError, match="no name can be deleted while a run is active"):
        be_alone(other, "no name can be deleted")

    end_loading(one)
    assert try_alone(other)
    be_alone(other, "no name can be deleted")


def test_a_transaction_that_loads_is_over_with_its_end(one: Connection, other: Connection) -> None:
    share_loading(one)
    assert not try_alone(other)

    one.commit()

    assert try_alone(other)


def test_whoever_is_alone_keeps_others_from_loading_until_it_has_committed(one: Connection, other: Connection) -> None:
    assert try_alone(one)
    for load in (share_loading, hold_loading):
        with pytest.raises(OperationalError, match="lock timeout"):
            load(other)
        other.rollback()

    one.commit()

    share_loading(other)


def test_many_may_keep_the_indexer_away_at_once(one: Connection, other: Connection) -> None:
    hold_off_indexing(one)
    hold_off_indexing(other)
    other.commit()
    assert other.scalar(INDEX) is False
    assert try_alone(other)  # whoever loads is another matter

    one.commit()

    assert other.scalar(INDEX) is True
    one.execute(text("set local lock_timeout = '100ms'"))
    with pytest.raises(OperationalError, match="lock timeout"):
        hold_off_indexing(one)
