"""Bring the full-text index up to the current revisions."""

from sqlalchemy import Engine, text

ARTICLES_AT_ONCE = 500
INDEX_ARTICLES = text("select corpus.index_articles(:max_articles)")


def index_text(engine: Engine) -> int:
    """Index the current revisions that are not indexed yet, ARTICLES_AT_ONCE per transaction; return their number."""
    total = 0
    while True:
        with engine.begin() as connection:
            count: int = connection.execute(INDEX_ARTICLES, {"max_articles": ARTICLES_AT_ONCE}).scalar_one()
        if not count:
            return total
        total += count
