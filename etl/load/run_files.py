"""One input file in one run: locked, registered, read, finished. Every function is one short transaction."""

import json
from dataclasses import asdict

from sqlalchemy import Connection, text

from etl.errors import ChangedFile
from etl.load.input_record import FileKey
from etl.load.retries import RESOLVE_REPLACED
from etl.load.runs import PlannedFile

NOTE_CONTENTS = text("""
    update corpus.run_file
    set state = 'running', file_id = :file_id, size_bytes = :size_bytes, mtime_ns = :mtime_ns
    where run_id = :run_id and file_no = :file_no and (file_id is null or file_id = :file_id)""")
# Of a file that changed, what an earlier try of this run has saved counts too.
FINISH_FILE = text("""
    update corpus.run_file
    set
        state = case when :is_changed then 'changed' else 'done' end,
        units = case when :is_changed then :known + loaded + revised + unchanged + rejected + skipped else :units end,
        known = :known,
        structural = cast(:structural as jsonb),
        finished_at = now()
    where run_id = :run_id and file_no = :file_no""")


def lock_file(connection: Connection, root: str, uri: str, *, wait: bool) -> bool:
    """Lock a file for this session, so that no other run reads it; False if it is locked and the caller does not wait.

    The wait lasts as long as the other run reads the file; etl.database.waits warns who that is.
    """
    values = {"name": f"{root}/{uri}"}
    if wait:
        connection.execute(text("select pg_advisory_lock(hashtextextended(:name, 0))"), values)
        return True
    return bool(connection.execute(text("select pg_try_advisory_lock(hashtextextended(:name, 0))"), values).scalar())


def unlock_file(connection: Connection, root: str, uri: str) -> None:
    """Release the lock on a file."""
    query = text("select pg_advisory_unlock(hashtextextended(:name, 0))")
    connection.execute(query, {"name": f"{root}/{uri}"})


def register_file(connection: Connection, run_id: int, file: PlannedFile, sha256: bytes | None) -> FileKey:
    """The row of the file in input_file, added if necessary. The run stores the size and time with which it was read.

    Raises ChangedFile if this run began to read it with other contents, because its counts refer to those.
    """
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
    noted = connection.execute(NOTE_CONTENTS, values | asdict(file) | {"file_id": file_id, "run_id": run_id})
    if not noted.rowcount:
        raise ChangedFile("it was changed after this run began to read it")
    if sha256 is not None:
        connection.execute(RESOLVE_REPLACED, values | {"run_id": run_id})
    return FileKey(file_id=file_id, file_no=file.file_no, root=file.root, uri=file.uri, sha256=sha256)


def recorded_positions(connection: Connection, file_id: int) -> dict[tuple[int, int], int]:
    """The run that set the outcome of each unit of a file, by (member_no, position)."""
    query = text("select member_no, position, run_id from corpus.input_record where file_id = :file_id")
    return {(member_no, position): run for member_no, position, run in connection.execute(query, {"file_id": file_id})}


def finish_file(
    connection: Connection,
    run_id: int,
    file_no: int,
    *,
    units: int,
    known: int,
    is_changed: bool,
    structural: dict[str, int],
) -> None:
    """Mark a file as done (every unit has its outcome) or as changed (the units read before the change have)."""
    connection.execute(
        FINISH_FILE,
        {
            "run_id": run_id,
            "file_no": file_no,
            "units": units,
            "known": known,
            "is_changed": is_changed,
            "structural": json.dumps(structural),
        },
    )
