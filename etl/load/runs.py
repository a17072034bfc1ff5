"""Runs: their plan, their counts, their end. Every function is one short transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert

from etl.database import tables
from etl.database.copy import clean, copy_rows, in_column_order
from etl.errors import NotThere

KNOWN_AT_ONCE = 1000
REPARSE = "khabar reparse"  # dag_id of runs that read files again
BY_HAND = "khabar "  # prefix of the dag_id of runs in one process: "khabar run"; the id of a DAG contains no space


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
    """One shard of a run's plan."""

    shard: int
    files: int
    bytes: int


def add_run(connection: Connection, **values: Any) -> int:
    """The run with this name (dag_id and dag_run_id), added with these columns if it does not exist."""
    run = insert(tables.Run).values(values)
    # Changes nothing, and waits for another session that is just adding the same run.
    same = {"dag_id": run.excluded.dag_id}
    query = run.on_conflict_do_update(index_elements=["dag_id", "dag_run_id"], set_=same).returning(tables.Run.run_id)
    run_id: int = connection.execute(query).scalar_one()
    return run_id


def name_session(connection: Connection, run_id: int, what: str) -> None:
    """Add the run and its task to the name of this session, so that others who wait for it see them."""
    query = text("select set_config('application_name', current_setting('application_name') || :more, false)")
    connection.execute(query, {"more": f" {run_id} {what}"})


def hold_run(connection: Connection, run_id: int) -> None:
    """Hold the lock of the run until this connection ends: a sign that somebody works on the run."""
    query = text("select pg_advisory_lock_shared(hashtextextended('run ' || :run_id, 0))")
    connection.execute(query, {"run_id": str(run_id)})


def close_dead_runs(connection: Connection, run_id: int) -> None:
    """Mark runs that nobody works on as failed: runs started by hand, and earlier runs of this run's DAG.

    The tasks of a DAG run start and end, and a retry may follow hours later, so it is over only when the next one
    begins.
    """
    connection.execute(
        text("""
            update corpus.run as r
            set state = 'failed', finished_at = now(), end_reason = 'killed'
            from corpus.run as n
            where
                n.run_id = :run_id
                and r.run_id <> n.run_id
                and r.state in ('planning', 'running')
                and (starts_with(r.dag_id, :by_hand) or (r.dag_id = n.dag_id and r.run_id < n.run_id))
                and pg_try_advisory_xact_lock(hashtextextended('run ' || r.run_id, 0))"""),
        {"run_id": run_id, "by_hand": BY_HAND},
    )


def reopen_run(connection: Connection, run_id: int) -> None:
    """Let a failed run continue."""
    connection.execute(
        text("""
            update corpus.run set state = 'running', finished_at = null, end_reason = null
            where run_id = :run_id and state = 'failed'"""),
        {"run_id": run_id},
    )


def lock_if_unplanned(connection: Connection, run_id: int) -> bool:
    """Whether a run still needs a plan; if so, no other session can plan it before this transaction ends."""
    # Not a lock of the run's row: whoever has to close the run may do so in another session.
    lock = text("select pg_advisory_xact_lock(hashtextextended('plan of run ' || :run_id, 0))")
    connection.execute(lock, {"run_id": str(run_id)})
    query = text("""
        select r.state <> 'done' and not exists(select from corpus.run_file as f where f.run_id = r.run_id)
        from corpus.run as r
        where r.run_id = :run_id""")
    return bool(connection.scalar(query, {"run_id": run_id}))


def set_planned(
    connection: Connection, run_id: int, *, inputs: dict[str, str], known: int, waiting: int, skipped: dict[str, int]
) -> None:
    """Store where the files of the plan are and what it left out; from now on the files can be read."""
    connection.execute(
        text("""
            update corpus.run
            set state = 'running', inputs = cast(:inputs as jsonb), files_known = :known, files_waiting = :waiting,
                files_skipped = cast(:skipped as jsonb)
            where run_id = :run_id"""),
        {
            "run_id": run_id,
            "inputs": json.dumps(inputs),
            "known": known,
            "waiting": waiting,
            "skipped": json.dumps(skipped),
        },
    )


def add_run_files(connection: Connection, run_id: int, files: Iterable[PlannedFile]) -> None:
    """Write the plan of a run."""
    zeros = dict.fromkeys(("units", "known", "loaded", "revised", "unchanged", "rejected", "skipped"), 0)
    fixed = zeros | {"run_id": run_id, "state": "planned", "file_id": None, "structural": "{}", "finished_at": None}
    in_order = in_column_order(tables.RunFile)
    copy_rows(connection, tables.RunFile, (in_order(fixed | asdict(file)) for file in files))


def find_known(connection: Connection, root: str, uris: Sequence[str]) -> set[tuple[str, int, int]]:
    """(uri, size, mtime_ns) of those of these files that need no further work.

    A run has read them completely, and none of their units waits for another try. A file that could not be opened
    needs no further work once it is quarantined; a file that is too large, at once.
    """
    query = text("""
        select n.uri, n.size_bytes, n.mtime_ns
        from corpus.run_file as n
        join corpus.input_file as f on f.file_id = n.file_id
        where
            md5(n.uri) in (select md5(u.uri) from unnest(cast(:uris as text[])) as u (uri))
            and n.root = :root
            and n.state = 'done'
        group by n.uri, n.size_bytes, n.mtime_ns
        having
            bool_or(f.sha256 is not null or exists (
                select from corpus.rejection as q where q.file_id = f.file_id and q.state in ('open', 'quarantined')
            ))
            and not bool_or(exists (
                select from corpus.rejection as w where w.file_id = f.file_id and w.state = 'waiting'
            ))""")
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
    """The files of a shard that are waiting or were interrupted, in the order of the plan."""
    query = text("""
        select file_no, root, uri, size_bytes, mtime_ns, shard
        from corpus.run_file
        where run_id = :run_id and shard = :shard and state in ('planned', 'running')
        order by file_no""")
    return [PlannedFile(**row) for row in connection.execute(query, {"run_id": run_id, "shard": shard}).mappings()]


def file_counts(connection: Connection, run_id: int) -> tuple[int, int]:
    """How many files a run left out because they were loaded already, and because they were modified too recently."""
    query = text("select files_known, files_waiting from corpus.run where run_id = :run_id")
    known, waiting = connection.execute(query, {"run_id": run_id}).one()
    return known, waiting


def changed_files(connection: Connection, run_id: int) -> int:
    """How many files changed while a run read them."""
    query = text("select count(*) from corpus.run_file where run_id = :run_id and state = 'changed'")
    return int(connection.execute(query, {"run_id": run_id}).scalar_one())


def units_again(connection: Connection, run_id: int) -> int:
    """How many units that earlier runs rejected a run was to try again."""
    query = text("select units_again from corpus.run where run_id = :run_id")
    return int(connection.execute(query, {"run_id": run_id}).scalar_one())


def skipped_files(connection: Connection, run_id: int) -> dict[str, int]:
    """Entries of the input folders that a run did not open, by reason."""
    query = text("select files_skipped from corpus.run where run_id = :run_id")
    skipped: dict[str, int] = connection.execute(query, {"run_id": run_id}).scalar_one()
    return skipped


def reads_again(connection: Connection, run_id: int) -> bool:
    """Whether a run is one of `khabar reparse`."""
    query = text("select dag_id = :name from corpus.run where run_id = :run_id")
    return bool(connection.scalar(query, {"name": REPARSE, "run_id": run_id}))


def require_shard(connection: Connection, run_id: int, shard: int) -> None:
    """Raise NotThere if the plan of the run has no such shard. A plan without files has an empty shard 0."""
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
    """The number of units of a run by outcome, with `known` for those that were already in the tables."""
    query = text("""
        select
            coalesce(sum(known), 0), coalesce(sum(loaded), 0), coalesce(sum(revised), 0),
            coalesce(sum(unchanged), 0), coalesce(sum(rejected), 0), coalesce(sum(skipped), 0)
        from corpus.run_file
        where run_id = :run_id""")
    names = ("known", "loaded", "revised", "unchanged", "rejected", "skipped")
    return dict(zip(names, map(int, connection.execute(query, {"run_id": run_id}).one()), strict=True))


def end_run(connection: Connection, run_id: int, failure: str | None) -> None:
    """Mark a run as done, or as failed with the reason."""
    query = text("""
        update corpus.run
        set state = case when cast(:failure as text) is null then 'done' else 'failed' end,
            end_reason = :failure,
            finished_at = now()
        where run_id = :run_id""")
    connection.execute(query, {"run_id": run_id, "failure": failure and clean(failure)})
