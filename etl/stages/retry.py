"""Plan another try of rejected units."""

from sqlalchemy import Engine, text

from etl.load import runs
from etl.load.runs import PlannedFile
from etl.settings import Settings
from etl.stages.plan import Plan, opened_run, planned

# Of a path, the last content that was read: an older one is gone. The last run knows where it is.
REJECTED_FILES = text("""
    select distinct on (f.root, md5(f.uri))
        r.run_id,
        f.root,
        f.uri,
        f.size_bytes,
        r.mtime_ns
    from corpus.input_file as f
    join corpus.run_file as r on r.file_id = f.file_id
    where exists (
        select from corpus.rejection as j
        where
            j.file_id = f.file_id
            and not j.resolved
    )
    order by f.root, md5(f.uri), r.run_id desc, f.file_id desc""")


def plan_retry(engine: Engine, settings: Settings, *, dag_id: str, dag_run_id: str) -> Plan | None:
    """A run of one shard over the files with unresolved rejections; None if there are none."""
    with engine.connect() as connection:
        rows = connection.execute(REJECTED_FILES).mappings().all()
        folders: dict[str, str] = {}
        for run in sorted({row["run_id"] for row in rows}):
            folders |= runs.inputs_of_run(connection, run)
    if not rows:
        return None
    files = [
        PlannedFile(
            file_no=number,
            root=row["root"],
            uri=row["uri"],
            size_bytes=row["size_bytes"],
            mtime_ns=row["mtime_ns"],
            shard=0,
        )
        for number, row in enumerate(rows)
    ]
    with opened_run(engine, settings, dag_id, dag_run_id, folders) as run_id, engine.begin() as connection:
        runs.add_run_files(connection, run_id, files)
        runs.set_planned(connection, run_id, inputs=folders, known=0, waiting=0, skipped={})
        return planned(connection, run_id)
