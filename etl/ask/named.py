"""What a choice names has to be there: nothing found under a misspelt name would look like good news."""

from collections.abc import Collection

from sqlalchemy import Connection, TextClause, text

from etl.errors import NotThere
from etl.ingest import CONTAINERS
from etl.load import runs
from etl.load.rejections import RejectedChoice
from etl.parse import FORMATS

MOST_NAMED = 20  # of what there is instead
FORMAT_NAMES = frozenset(form.name for form in FORMATS)
CONTAINER_NAMES = frozenset(container.name for container in CONTAINERS)

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
    """Raise NotThere, which says what there is instead, if neither the code nor the tables know this name."""
    if name is None or name in known:
        return
    names = {*known, *connection.execute(stored).scalars()}
    if name not in names:
        raise NotThere(f"there is no {kind} {name}: {_listed(names)}")


def require_rejected(connection: Connection, choice: RejectedChoice) -> None:
    """Raise NotThere if there is no such run, source or format, whether or not anything of it was rejected."""
    if choice.run_id is not None:
        runs.inputs_of_run(connection, choice.run_id)
    require_named(connection, "source", choice.source, OUTLETS_AND_ROOTS)
    require_named(connection, "format", choice.format, FORMATS_OF_REJECTIONS, FORMAT_NAMES | CONTAINER_NAMES)


def _listed(names: Collection[str]) -> str:
    if not names:
        return "the tables name none yet"
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return f"there {'is' if len(names) == 1 else 'are'} {', '.join(sorted(names)[:MOST_NAMED])}{more}"
