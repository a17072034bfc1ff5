"""What is said of an error of the database, and what to do about it."""

import psycopg2
import pytest
from sqlalchemy.exc import OperationalError

from etl.postgres.error_messages import advice, refusal


def refused(words: str) -> OperationalError:
    """The error of libpq if the server refuses a session with these words."""
    fault = psycopg2.OperationalError(f'connection to server at "127.0.0.1", port 5432 failed: FATAL:  {words}\n')
    return OperationalError("", None, fault)


@pytest.mark.parametrize(
    "words",
    [
        "sorry, too many clients already",
        "remaining connection slots are reserved for roles with the SUPERUSER attribute",
        "remaining connection slots are reserved for non-replication superuser connections",  # PostgreSQL 15
        'too many connections for role "ann"',
        'too many connections for database "news"',
    ],
)
def test_a_server_without_a_free_connection_is_told_with_what_to_do(words: str) -> None:
    sentence = refusal(refused(words))

    assert sentence is not None
    assert f"FATAL: {words}; the server has no connection left: end some of its sessions" in sentence


def test_other_refusals_get_no_advice() -> None:
    assert advice(refused('database "news" does not exist')) == ""
