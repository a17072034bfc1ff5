"""One input file in one run: locked, registered, read, finished. Every function is one short transaction."""

import json

from sqlalchemy import Connection, text

from etl.load.records import FileKey
from etl.load.runs import PlannedFile

RESOLVE_REPLACED = text("""
    update corpus.rejection as r
    set resolved = true
    from corpus.input_file as f
    where
        f.root = :root
        and md5(f.uri) = md5(:uri)
        and f.sha256 is distinct from :sha256
        and r.file_id = f.file_id
        and not r.resolved""")


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
        connection.execute(RESOLVE_REPLACED, values)
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
