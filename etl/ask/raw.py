"""The original bytes of an article."""

from pathlib import Path

from sqlalchemy import Engine, RowMapping, text

from etl.errors import DatabaseError, KhabarError, NotThere
from etl.ingest.inputs.file_names import path_of_uri
from etl.ingest.inputs.roots import folder_of
from etl.ingest.raw import read_raw
from etl.load import runs
from etl.settings import Settings

ORIGIN = text("""
    select
        f.root,
        f.uri,
        f.sha256,
        i.member_no,
        i.position,
        i.byte_offset,
        i.byte_length,
        (select max(n.run_id) from corpus.run_file as n where n.file_id = f.file_id) as run_id
    from corpus.article as a
    join corpus.revision as r on r.revision_id = a.current_revision_id
    join corpus.input_record as i
        on i.file_id = r.origin_file_id and i.member_no = r.origin_member_no and i.position = r.origin_position
    join corpus.input_file as f on f.file_id = i.file_id
    where a.article_id = :article_id""")


def raw(engine: Engine, settings: Settings, article_id: int) -> bytes:
    """The original bytes from which the current revision of an article was made.

    Raises NotThere if there is no such article, DatabaseError if its file is gone or has changed.
    """
    with engine.connect() as connection:
        origin = connection.execute(ORIGIN, {"article_id": article_id}).mappings().one_or_none()
        if origin is None:
            raise NotThere(f"there is no article {article_id}")
        folder = runs.inputs_of_run(connection, origin["run_id"])[origin["root"]]
    root = folder_of(origin["root"], folder, settings)
    path = path_of_uri(root, origin["uri"])
    try:
        return _raw(path, root, origin, settings)
    except KhabarError as error:  # it is gone, changed, or just being changed
        raise DatabaseError(f"cannot read {path}: {error}") from error


def _raw(path: Path, root: Path, origin: RowMapping, settings: Settings) -> bytes:
    return read_raw(
        path,
        root=root,
        sha256=bytes(origin["sha256"]),
        byte_offset=origin["byte_offset"],
        byte_length=origin["byte_length"],
        member_no=origin["member_no"],
        position=origin["position"],
        settings=settings,
    )
