"""What the tests of the load stage share."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from etl.load.database import make_engine


@pytest.fixture
def database(server_settings, fresh_database_url) -> Iterator[Engine]:
    """A database of the test's own, as the role that loads."""
    engine = make_engine(server_settings, fresh_database_url.rpartition("/")[2])
    yield engine
    engine.dispose()


@pytest.fixture
def connection(session: Session) -> Connection:
    """A connection whose work is undone at the end of the test."""
    return session.connection()
