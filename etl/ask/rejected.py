"""Queries of rejected units: a list of them, and everything known about one."""

from typing import Any

from sqlalchemy import Connection, Engine, text

from etl.ask.known_names import FORMATS_OF_REJECTIONS, OUTLETS_AND_ROOTS, require_named
from etl.ask.report import Answer
from etl.errors import NotThere
from etl.ingest import CONTAINERS
from etl.load import runs
from etl.load.retries import CHOSEN, RejectedChoice
from etl.parse import FORMATS

FORMAT_NAMES = {form.name for form in FORMATS} | {container.name for container in CONTAINERS}

LIST = text(f"""
    select
        r.unit,
        r.root,
        r.uri,
        r.member,
        r.place,
        r.position,
        r.format,
        r.source,
        r.stage,
        r.reason,
        r.detail,
        r.state,
        r.attempts
    from news.rejections as r
    where {CHOSEN}
    order by r.root, r.uri, r.member_no, r.position
    limit :max_rows""")
COUNT = text(f"select count(*) from news.rejections as r where {CHOSEN}")
SHOW = text("""
    select
        unit,
        root,
        uri,
        member,
        place,
        position,
        byte_offset,
        byte_length,
        target_url,
        format,
        source,
        stage,
        reason,
        detail,
        meaning,
        advice,
        head,
        state,
        attempts,
        first_run_id,
        last_run_id,
        last_tried_at,
        resolved_run_id
    from news.rejections
    where unit = :unit""")


def require_rejected(connection: Connection, choice: RejectedChoice) -> None:
    """Raise NotThere if there is no such run, source or format, whether or not anything of it was rejected."""
    if choice.run_id is not None:
        runs.inputs_of_run(connection, choice.run_id)
    require_named(connection, "source", choice.source, OUTLETS_AND_ROOTS)
    require_named(connection, "format", choice.format, FORMATS_OF_REJECTIONS, FORMAT_NAMES)


def rejected_units(engine: Engine, choice: RejectedChoice, max_rows: int) -> tuple[Answer, int]:
    """The first of the chosen rejections, and the number of all of them.

    Raises NotThere if a run, source or format does not exist.
    """
    with engine.connect() as connection:
        require_rejected(connection, choice)
        count: int = connection.execute(COUNT, choice.values()).scalar_one()
        found = connection.execute(LIST, choice.values() | {"max_rows": max_rows})
        title = f"Rejected: {max_rows:,} of {count:,}" if count > max_rows else "Rejected"
        rows = [tuple(row) for row in found]
        return Answer(title=title, sql=None, columns=tuple(found.keys()), rows=rows), count


def rejected_unit(engine: Engine, unit: str) -> dict[str, Any]:
    """Everything known about one rejection, with the meaning of its reason and what to do. Raises NotThere."""
    with engine.connect() as connection:
        row = connection.execute(SHOW, {"unit": unit}).mappings().one_or_none()
    if row is None:
        raise NotThere(f"there is no rejection {unit}: `khabar rejected list` lists the open ones")
    retry = None if row["state"] == "resolved" else f"khabar rejected retry {unit}"
    return dict(row) | {"retry": retry}
