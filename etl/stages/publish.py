"""End a run: set its state and return its counts."""

from sqlalchemy import Engine

from etl.load import runs


def publish(engine: Engine, run_id: int, *, failure: str | None = None) -> dict[str, int]:
    """Mark a run as done, or as failed if a reason is given; return the numbers of files, and of units by outcome."""
    with engine.begin() as connection:
        runs.end_run(connection, run_id, failure)
        files = sum(shard.files for shard in runs.shards_of(connection, run_id))
        known, _ = runs.file_counts(connection, run_id)
        changed = runs.changed_files(connection, run_id)
        again = runs.units_again(connection, run_id)
        counts = {"files": files, "known_files": known, "changed_files": changed, "units_again": again}
        return counts | runs.unit_counts(connection, run_id)
