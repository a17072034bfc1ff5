"""Rejections that a run tries again: chosen by its plan, unit by unit."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, RowMapping, text

from etl.refusal_reasons import MAX_TRIES

# The rows of news.rejections that a RejectedChoice selects.
CHOSEN = """
    (cast(:reason as text) is null or r.reason = :reason)
    and (cast(:format as text) is null or r.format = :format)
    and (cast(:source as text) is null or r.source = :source)
    and (cast(:run_id as bigint) is null or :run_id in (r.first_run_id, r.last_run_id))
    and (case when cast(:state as text) is null then r.state <> 'resolved' else r.state = :state end)
    and (cast(:path as text) is null or r.uri like :path)
    and (cast(:unit as text) is null or r.unit = :unit)"""
# With the last run that read the file, because its inputs name the folder.
FIND_CHOSEN = text(f"""
    select
        r.file_id,
        r.member_no,
        r.position,
        r.root,
        r.uri,
        n.run_id
    from news.rejections as r
    join (
        select
            f.file_id,
            max(f.run_id) as run_id
        from corpus.run_file as f
        group by f.file_id
    ) as n on n.file_id = r.file_id
    where {CHOSEN} and r.state <> 'resolved'
    order by r.root, r.uri, r.member_no, r.position""")
ASK_FOR_CHOSEN = text("""
    update corpus.rejection as r
    set retry_run_id = :run_id
    from unnest(cast(:files as bigint[]), cast(:members as bigint[]), cast(:positions as bigint[]))
        as n (file_id, member_no, position)
    where (r.file_id, r.member_no, r.position) = (n.file_id, n.member_no, n.position) and r.state <> 'resolved'""")
# In files that an earlier run has read completely and that have not changed since. Rows that another run is just
# rejecting or resolving is locked, and passed over: it is being tried.
ASK_FOR_WAITING = text("""
    with chosen as (
        select
            j.file_id,
            j.member_no,
            j.position
        from corpus.rejection as j
        where
            j.state = 'waiting'
            and exists (
                select
                from corpus.run_file as p
                join corpus.run_file as n
                    on
                        n.root = p.root
                        and md5(n.uri) = md5(p.uri)
                        and n.size_bytes = p.size_bytes
                        and n.mtime_ns = p.mtime_ns
                where p.run_id = :run_id and n.state = 'done' and n.file_id = j.file_id
            )
        order by j.file_id, j.member_no, j.position
        for update of j skip locked
    )
    update corpus.rejection as r
    set retry_run_id = :run_id
    from chosen as c
    where (r.file_id, r.member_no, r.position) = (c.file_id, c.member_no, c.position)""")
NOTE_RETRIES = text("update corpus.run set units_again = :units where run_id = :run_id")
ASKED_POSITIONS = text("""
    select member_no, position
    from corpus.rejection
    where file_id = :file_id and retry_run_id = :run_id and last_run_id <> :run_id and state <> 'resolved'""")
COUNT_AGAIN = text("""
    select count(*), count(*) filter (where state <> 'resolved')
    from corpus.rejection
    where retry_run_id = :run_id and last_run_id = :run_id""")
FIND_ABSENT = text("""
    select distinct f.file_id, f.root, f.uri
    from corpus.rejection as j
    join corpus.input_file as f on f.file_id = j.file_id
    where j.state = 'waiting' and j.retry_run_id is distinct from :run_id and f.root = any(:roots)
    order by f.root, f.uri, f.file_id""")
COUNT_ABSENCE = text("""
    update corpus.rejection
    set
        state = case when attempts + 1 >= :most then 'quarantined' else state end,
        attempts = attempts + 1,
        detail = detail || '; then its file was gone',
        last_run_id = :run_id
    where file_id = :file_id and state = 'waiting'
    returning state""")
RESOLVE_REPLACED = text("""
    update corpus.rejection as r
    set state = 'resolved', resolved_run_id = :run_id
    from corpus.input_file as f
    where
        f.root = :root
        and md5(f.uri) = md5(:uri)
        and f.sha256 is distinct from :sha256
        and r.file_id = f.file_id
        and r.state <> 'resolved'""")


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedChoice:
    """A choice of rejections: those that match everything that is given."""

    reason: str | None = None
    format: str | None = None
    source: str | None = None  # host of the URL, or name of the input root
    run_id: int | None = None  # that rejected it first, or tried it last
    state: str | None = None  # without one: all that are not resolved
    path: str | None = None  # a pattern of LIKE
    unit: str | None = None  # file_id:member_no:position

    def values(self) -> dict[str, str | int | None]:
        """The parameters of CHOSEN."""
        return asdict(self)


def find_chosen(connection: Connection, choice: RejectedChoice) -> Sequence[RowMapping]:
    """The chosen rejections that are not resolved, with root and uri of their file and the last run that read it."""
    return connection.execute(FIND_CHOSEN, choice.values()).mappings().all()


def ask_for(connection: Connection, run_id: int, chosen: Sequence[RowMapping]) -> None:
    """Mark these rejections to be tried again by a run, and store their number with the run."""
    keys = {
        "files": [row["file_id"] for row in chosen],
        "members": [row["member_no"] for row in chosen],
        "positions": [row["position"] for row in chosen],
    }
    found = connection.execute(ASK_FOR_CHOSEN, keys | {"run_id": run_id})
    connection.execute(NOTE_RETRIES, {"run_id": run_id, "units": found.rowcount})


def ask_for_waiting(connection: Connection, run_id: int) -> None:
    """Mark the waiting rejections in the files of a run's plan to be tried again, and store their number."""
    found = connection.execute(ASK_FOR_WAITING, {"run_id": run_id})
    connection.execute(NOTE_RETRIES, {"run_id": run_id, "units": found.rowcount})


def again_counts(connection: Connection, run_id: int) -> tuple[int, int]:
    """How many units a run has tried again, and how many of them it has rejected."""
    tried, rejected = connection.execute(COUNT_AGAIN, {"run_id": run_id}).one()
    return tried, rejected


def find_absent(connection: Connection, run_id: int, roots: Sequence[str]) -> Sequence[RowMapping]:
    """Files of these input roots with waiting units that are not in the plan of the run, by root and uri."""
    return connection.execute(FIND_ABSENT, {"run_id": run_id, "roots": list(roots)}).mappings().all()


def count_absence(connection: Connection, run_id: int, file_id: int) -> list[str]:
    """Count one try of each waiting unit of a file that is gone, and return the state of each after that."""
    values = {"run_id": run_id, "file_id": file_id, "most": MAX_TRIES}
    return list(connection.execute(COUNT_ABSENCE, values).scalars())


def asked_positions(connection: Connection, run_id: int, file_id: int) -> set[tuple[int, int]]:
    """(member_no, position) of the units of a file that this run is to try again and has not tried yet."""
    found = connection.execute(ASKED_POSITIONS, {"run_id": run_id, "file_id": file_id})
    return {(member_no, position) for member_no, position in found}
