"""Full-text search, by functions of sql/functions/.

41_search_terms.sql reads the words of a query, 61_search.sql finds articles, 58_search_snippet.sql makes the snippets.
"""

from datetime import date

from sqlalchemy import Engine, TextClause, text

from etl.ask.known_names import OUTLETS, require_named
from etl.ask.report import Answer
from etl.database.copy import clean

SEARCH = text("""
    select
        article_id,
        language,
        published_on,
        source,
        title,
        snippet
    from news.search(
        :query,
        language => :language,
        source => :source,
        since => :since,
        until => :until,
        max_rows => :max_rows
    )""")
WANTED = text("select exists(select from news.search_terms(:query, :language) where not unwanted)")
HAS_LANGUAGE = text("""
    select exists(
        select from news.articles where split_part(language, '-', 1) = split_part(lower(:language), '-', 1)
    )""")


def search(
    engine: Engine,
    query: str,
    *,
    language: str | None = None,
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
    max_rows: int = 20,
) -> Answer:
    """The results of news.search, best first. Never raises, whatever the query."""
    values = {"query": clean(query).replace("\ufffd", " "), "language": language, "source": source}
    return _answer(engine, f"Search: {query}", SEARCH, values | {"since": since, "until": until, "max_rows": max_rows})


def why_nothing(engine: Engine, query: str, language: str | None, source: str | None) -> str:
    """Why nothing can be found, as the rest of a sentence; "" if the query simply has no match.

    Raises NotThere if the source does not exist.
    """
    with engine.connect() as connection:
        if not connection.scalar(WANTED, {"query": clean(query).replace("\ufffd", " "), "language": language}):
            return ": the query contains no word to search for"
        if language and not connection.scalar(HAS_LANGUAGE, {"language": language}):
            return f": no article is in the language {language}"
        require_named(connection, "source", source, OUTLETS)
    return ""


def _answer(engine: Engine, title: str, query: TextClause, values: dict[str, object]) -> Answer:
    with engine.connect() as connection:
        found = connection.execute(query, values)
        return Answer(title=title, sql=None, columns=tuple(found.keys()), rows=[tuple(row) for row in found])
