"""Runs and their files: plan, register, finish. Every function is one short transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, text

from etl.errors import DatabaseError
from etl.load import tables
from etl.load.copy import copy_rows, in_column_order
from etl.load.records import FileKey

KNOWN_AT_ONCE = 1000
RESOLVE_UNREADABLE = text("""
    update corpus.rejection as r
    set resolved = true
    from corpus.input_file as f
    where
        f.root = :root
        and md5(f.uri) = md5(:uri)
        and f.sha256 is null
        and r.file_id = f.file_id
        and not r.resolved""")


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


def add_run_files(connection: Connection, run_id: int, files: Iterable[PlannedFile]) -> None:
    """Write the plan of a run."""
    zeros = dict.fromkeys(("units", "known", "loaded", "revised", "unchanged", "rejected", "skipped"), 0)
    fixed = zeros | {"run_id": run_id, "state": "planned", "file_id": None, "structural": "{}", "finished_at": None}
    in_order = in_column_order(tables.RunFile)
    copy_rows(connection, tables.RunFile, (in_order(fixed | asdict(file)) for file in files))


def find_known(connection: Connection, root: str, uris: Sequence[str]) -> set[tuple[str, int, int]]:
    """(uri, size, mtime_ns) of files that a run has finished, among these."""
    query = text("""
        select uri, size_bytes, mtime_ns
        from corpus.run_file
        where
            md5(uri) in (select md5(u.uri) from unnest(cast(:uris as text[])) as u (uri))
            and root = :root
            and state = 'done'""")
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
    """The files of a shard that are not done yet, in the order of the plan."""
    query = text("""
        select file_no, root, uri, size_bytes, mtime_ns, shard
        from corpus.run_file
        where run_id = :run_id and shard = :shard and state <> 'done'
        order by file_no""")
    return [PlannedFile(**row) for row in connection.execute(query, {"run_id": run_id, "shard": shard}).mappings()]


def lock_file(connection: Connection, root: str, uri: str, *, wait: bool) -> bool:
    """Take the session's lock on a file, so that no other run reads it; False if it is taken and we do not wait."""
    values = {"name": f"{root}/{uri}"}
    if wait:
        connection.execute(text("select pg_advisory_lock(hashtextextended(:name, 0))"), values)
        return True
    return bool(connection.execute(text("select pg_try_advisory_lock(hashtextextended(:name, 0))"), values).scalar())


def unlock_file(connection: Connection, root: str, uri: str) -> None:
    """Give a file's lock back."""
    query = text("select pg_advisory_unlock(hashtextextended(:name, 0))")
    connection.execute(query, {"name": f"{root}/{uri}"})


def register_file(connection: Connection, run_id: int, file: PlannedFile, sha256: bytes | None) -> FileKey:
    """The file's row in input_file, made if need be, and noted in the run."""
    values = {"root": file.root, "uri": file.uri, "sha256": sha256, "size_bytes": file.size_bytes}
    connection.execute(
        text("""
            insert into corpus.input_file (root, uri, sha256, size_bytes)
            values (:root, :uri, :sha256, :size_bytes) on conflict do nothing"""),
        values,
    )
    file_id = connection.execute(
        text("""
            select file_id from corpus.input_file
            where root = :root and md5(uri) = md5(:uri) and sha256 is not distinct from :sha256"""),
        values,
    ).scalar_one()
    connection.execute(
        text(
            "update corpus.run_file set state = 'running', file_id = :file_id where run_id = :run_id and file_no = :no"
        ),
        {"file_id": file_id, "run_id": run_id, "no": file.file_no},
    )
    if sha256 is not None:
        connection.execute(RESOLVE_UNREADABLE, values)
    return FileKey(file_id=file_id, file_no=file.file_no, root=file.root, uri=file.uri, sha256=sha256)


def recorded_positions(connection: Connection, file_id: int) -> dict[tuple[int, int], int]:
    """The run that gave each unit of a file its outcome, by (member_no, position)."""
    query = text("select member_no, position, run_id from corpus.input_record where file_id = :file_id")
    return {(member_no, position): run for member_no, position, run in connection.execute(query, {"file_id": file_id})}


def rejected_positions(connection: Connection, file_id: int) -> set[tuple[int, int]]:
    """(member_no, position) of the units of a file that are rejected."""
    query = text("select member_no, position from corpus.rejection where file_id = :file_id and not resolved")
    return {(member_no, position) for member_no, position in connection.execute(query, {"file_id": file_id})}


def finish_file(
    connection: Connection, run_id: int, file_no: int, *, units: int, known: int, structural: dict[str, int]
) -> None:
    """Mark a file as done: every unit of it has its outcome."""
    connection.execute(
        text("""
            update corpus.run_file
            set state = 'done', units = :units, known = :known, structural = cast(:structural as jsonb),
                finished_at = now()
            where run_id = :run_id and file_no = :file_no"""),
        {
            "run_id": run_id,
            "file_no": file_no,
            "units": units,
            "known": known,
            "structural": json.dumps(structural, sort_keys=True),
        },
    )


def file_counts(connection: Connection, run_id: int) -> tuple[int, int]:
    """How many files a run left out: known, and too young."""
    query = text("select files_known, files_waiting from corpus.run where run_id = :run_id")
    known, waiting = connection.execute(query, {"run_id": run_id}).one()
    return known, waiting


def inputs_of_run(connection: Connection, run_id: int) -> dict[str, str]:
    """The folder of each input root of a run. Raises DatabaseError if there is no such run."""
    query = text("select inputs from corpus.run where run_id = :run_id")
    inputs: dict[str, str] | None = connection.execute(query, {"run_id": run_id}).scalar()
    if inputs is None:
        raise DatabaseError(f"there is no run {run_id}")
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
