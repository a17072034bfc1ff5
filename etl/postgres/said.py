"""The server's message about an error, for display."""

import psycopg2
from psycopg2.errors import InsufficientPrivilege
from sqlalchemy.exc import DBAPIError


def said(error: DBAPIError | psycopg2.Error) -> str:
    """The message of the server or of libpq on one line, without Khabar's statement."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    words = str(fault)
    if isinstance(fault, psycopg2.Error) and fault.diag.message_primary:
        words = ": ".join(part for part in (fault.diag.message_primary, fault.diag.message_detail) if part)
    return " ".join(words.split())


def refusal(error: Exception) -> str | None:
    """A sentence on what the database refused; None for an error that is not the database's."""
    if not isinstance(error, DBAPIError):
        return None
    advice = "; ask the owner of the tables" if isinstance(error.orig, InsufficientPrivilege) else ""
    return f"the database refused: {said(error)}{advice}"
