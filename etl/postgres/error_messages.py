"""The server's message about an error, for display."""

import re

import psycopg2
from psycopg2.errors import InsufficientPrivilege
from sqlalchemy.exc import DBAPIError

# The server refuses a session with this before it begins; libpq passes on the words, but no code of the error.
NO_CONNECTION_LEFT = re.compile("too many clients|connection slots are reserved|too many connections for")


def said(error: DBAPIError | psycopg2.Error) -> str:
    """The message of the server or of libpq on one line, without Khabar's statement."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    words = str(fault)
    if isinstance(fault, psycopg2.Error) and fault.diag.message_primary:
        words = ": ".join(part for part in (fault.diag.message_primary, fault.diag.message_detail) if part)
    return " ".join(words.split())


def advice(error: DBAPIError) -> str:
    """What to do about an error; empty if its message does not tell."""
    if isinstance(error.orig, InsufficientPrivilege):
        return "ask the owner of the tables"
    if NO_CONNECTION_LEFT.search(said(error)):
        return (
            "the server has no connection left: end some of its sessions, "
            "or raise max_connections (or the connection limit of the role or the database)"
        )
    return ""


def refusal(error: Exception) -> str | None:
    """A sentence on what the database refused; None for an error that is not the database's."""
    if not isinstance(error, DBAPIError):
        return None
    return "; ".join(part for part in (f"the database refused: {said(error)}", advice(error)) if part)
