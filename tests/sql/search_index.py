"""The index of the search, for tests that put articles straight into the tables."""

from sqlalchemy import text
from sqlalchemy.orm import Session


def index(session: Session) -> int:
    """Index all that is not indexed; how many articles."""
    count: int = session.execute(text("select corpus.index_articles(1000)")).scalar_one()
    return count
