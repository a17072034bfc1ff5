"""End a run: its state, and its counts."""

from sqlalchemy import Engine

from etl.load import runs


def publish(engine: Engine, run_id: int, *, passed: bool = True) -> dict[str, int]:
    """Mark a run as done, or as failed, and return its counts: its files, and its units by outcome."""
    with engine.begin() as connection:
        runs.end_run(connection, run_id, "done" if passed else "failed")
        files = sum(shard.files for shard in runs.shards_of(connection, run_id))
        known, _ = runs.file_counts(connection, run_id)
        changed = runs.changed_files(connection, run_id)
        return {"files": files, "known_files": known, "changed_files": changed} | runs.unit_counts(connection, run_id)
