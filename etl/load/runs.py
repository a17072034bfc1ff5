"""Runs: their plan, their counts, their end. Every function is one short transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, text

from etl.errors import NotThere
from etl.load import tables
from etl.load.copy import copy_rows, in_column_order

KNOWN_AT_ONCE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One file of a run's plan."""

    file_no: int
    root: str
    uri: str
    size_bytes: int
    mtime_ns: int
    shard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """What one shard has to do."""

    shard: int
    files: int
    bytes: int


def find_run(connection: Connection, dag_id: str, dag_run_id: str) -> int | None:
    """The run of this name, if there is one."""
    query = text("select run_id from corpus.run where dag_id = :dag_id and dag_run_id = :dag_run_id")
    run_id: int | None = connection.execute(query, {"dag_id": dag_id, "dag_run_id": dag_run_id}).scalar()
    return run_id


def add_run(connection: Connection, **values: Any) -> int:
    """Add a run with these columns and return its id."""
    run_id: int = connection.execute(insert(tables.Run).returning(tables.Run.run_id), values).scalar_one()
    return run_id


def hold_run(connection: Connection, run_id: int) -> None:
    """Say for as long as this connection lasts that somebody works on the run."""
    query = text("select pg_advisory_lock_shared(hashtextextended('run ' || :run_id, 0))")
    connection.execute(query, {"run_id": str(run_id)})


def fail_dead_runs(connection: Connection, dag_ids: Sequence[str]) -> None:
    """Mark runs as failed that were started a while ago, were never ended, and that nobody works on."""
    connection.execute(
        text("""
            update corpus.run
            set state = 'failed', finished_at = now()
            where
                state = 'running'
                and dag_id = any(:dag_ids)
                and started_at < now() - interval '1 minute'
                and pg_try_advisory_xact_lock(hashtextextended('run ' || run_id, 0))"""),
        {"dag_ids": list(dag_ids)},
    )


def add_run_files(connection: Connection, run_id: int, files: Iterable[PlannedFile]) -> None:
    """Write the plan of a run."""
    zeros = dict.fromkeys(("units", "known", "loaded", "revised", "unchanged", "rejected", "skipped"), 0)
    fixed = zeros | {"run_id": run_id, "state": "planned", "file_id": None, "structural": "{}", "finished_at": None}
    in_order = in_column_order(tables.RunFile)
    copy_rows(connection, tables.RunFile, (in_order(fixed | asdict(file)) for file in files))


def find_known(connection: Connection, root: str, uris: Sequence[str]) -> set[tuple[str, int, int]]:
    """(uri, size, mtime_ns) of files that a run has read to their end, among these; not of those it could not open."""
    query = text("""
        select n.uri, n.size_bytes, n.mtime_ns
        from corpus.run_file as n
        join corpus.input_file as f on f.file_id = n.file_id
        where
            md5(n.uri) in (select md5(u.uri) from unnest(cast(:uris as text[])) as u (uri))
            and n.root = :root
            and n.state = 'done'
            and f.sha256 is not null""")
    known: set[tuple[str, int, int]] = set()
    for start in range(0, len(uris), KNOWN_AT_ONCE):
        part = list(uris[start : start + KNOWN_AT_ONCE])
        known |= {(u, size, mtime) for u, size, mtime in connection.execute(query, {"root": root, "uris": part})}
    return known


def shards_of(connection: Connection, run_id: int) -> list[Shard]:
    """The shards of a run's plan, in order."""
    query = text("""
        select shard, count(*), sum(size_bytes)
        from corpus.run_file
        where run_id = :run_id
        group by shard
        order by shard""")
    return [
        Shard(shard=s, files=files, bytes=int(size)) for s, files, size in connection.execute(query, {"run_id": run_id})
    ]


def unfinished_files(connection: Connection, run_id: int, shard: int) -> list[PlannedFile]:
    """The files of a shard that wait or were interrupted, in the order of the plan."""
    query = text("""
        select file_no, root, uri, size_bytes, mtime_ns, shard
        from corpus.run_file
        where run_id = :run_id and shard = :shard and state in ('planned', 'running')
        order by file_no""")
    return [PlannedFile(**row) for row in connection.execute(query, {"run_id": run_id, "shard": shard}).mappings()]


def file_counts(connection: Connection, run_id: int) -> tuple[int, int]:
    """How many files a run left out: known, and too young."""
    query = text("select files_known, files_waiting from corpus.run where run_id = :run_id")
    known, waiting = connection.execute(query, {"run_id": run_id}).one()
    return known, waiting


def changed_files(connection: Connection, run_id: int) -> int:
    """How many files changed while a run read them."""
    query = text("select count(*) from corpus.run_file where run_id = :run_id and state = 'changed'")
    return int(connection.execute(query, {"run_id": run_id}).scalar_one())


def skipped_files(connection: Connection, run_id: int) -> dict[str, int]:
    """Entries of the input folders that a run did not open, by reason."""
    query = text("select files_skipped from corpus.run where run_id = :run_id")
    skipped: dict[str, int] = connection.execute(query, {"run_id": run_id}).scalar_one()
    return skipped


def require_shard(connection: Connection, run_id: int, shard: int) -> None:
    """Raise NotThere if the run's plan has no such shard. A plan without files has shard 0, with nothing to do."""
    shards = [known.shard for known in shards_of(connection, run_id)] or [0]
    if shard not in shards:
        raise NotThere(f"run {run_id} has no shard {shard}: its shards are {shards[0]} to {shards[-1]}")


def inputs_of_run(connection: Connection, run_id: int) -> dict[str, str]:
    """The folder of each input root of a run. Raises NotThere if there is no such run."""
    query = text("select inputs from corpus.run where run_id = :run_id")
    inputs: dict[str, str] | None = connection.execute(query, {"run_id": run_id}).scalar()
    if inputs is None:
        raise NotThere(f"there is no run {run_id}: `khabar report` shows the last one, the view news.runs all")
    return inputs


def unit_counts(connection: Connection, run_id: int) -> dict[str, int]:
    """Units of a run by outcome, with `known` for those that were in the tables before."""
    query = text("""
        select
            coalesce(sum(known), 0), coalesce(sum(loaded), 0), coalesce(sum(revised), 0),
            coalesce(sum(unchanged), 0), coalesce(sum(rejected), 0), coalesce(sum(skipped), 0)
        from corpus.run_file
        where run_id = :run_id""")
    names = ("known", "loaded", "revised", "unchanged", "rejected", "skipped")
    return dict(zip(names, map(int, connection.execute(query, {"run_id": run_id}).one()), strict=True))


def end_run(connection: Connection, run_id: int, state: str) -> None:
    """Mark a run as done or failed."""
    query = text("update corpus.run set state = :state, finished_at = now() where run_id = :run_id")
    connection.execute(query, {"state": state, "run_id": run_id})
