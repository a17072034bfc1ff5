"""Check that a name exists: an empty result for a misspelt name would look like good news."""

from collections.abc import Collection

from sqlalchemy import Connection, TextClause, text

from etl.errors import NotThere

MOST_NAMED = 20  # of what there is instead

# Each gives all names of a kind that the tables know; an older version may have known others than the code.
OUTLETS = text("select alias from corpus.source_alias")
OUTLETS_AND_ROOTS = text("""
    select alias from corpus.source_alias
    union
    select source from corpus.rejection where source is not null
    union
    select root from corpus.input_file""")
FORMATS_OF_ARTICLES = text("select distinct format from corpus.revision")
FORMATS_OF_REJECTIONS = text("select distinct format from corpus.rejection where format is not null")


def require_named(
    connection: Connection, kind: str, name: str | None, stored: TextClause, known: Collection[str] = ()
) -> None:
    """Raise NotThere, with the names that exist, if neither the code nor the tables know this name."""
    if name is None or name in known:
        return
    names = {*known, *connection.execute(stored).scalars()}
    if name not in names:
        raise NotThere(f"there is no {kind} {name}; {_listed(names)}")


def _listed(names: Collection[str]) -> str:
    if not names:
        return "none is known yet"
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return f"known are {', '.join(sorted(names)[:MOST_NAMED])}{more}"
