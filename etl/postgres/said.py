"""What PostgreSQL says of an error, for people."""

import psycopg2
from sqlalchemy.exc import DBAPIError


def said(error: DBAPIError | psycopg2.Error) -> str:
    """The server's or libpq's own words on one line, without the statement of ours that they are about."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    words = str(fault)
    if isinstance(fault, psycopg2.Error) and fault.diag.message_primary:
        words = ": ".join(part for part in (fault.diag.message_primary, fault.diag.message_detail) if part)
    return " ".join(words.split())
