"""Plan another try of rejected units."""

from sqlalchemy import Engine, text

from etl.settings import Settings
from etl.stages.chosen import folders_of, plan_over
from etl.stages.plan import Plan

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
        folders = folders_of(connection, settings, (row["run_id"] for row in rows))
    return plan_over(engine, settings, rows, folders, dag_id=dag_id, dag_run_id=dag_run_id) if rows else None
