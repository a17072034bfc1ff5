"""Runs in this process, without the command line: what `khabar run` does."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from etl.load.runs import unit_counts
from etl.settings import Settings
from etl.stages.check import check
from etl.stages.index import index_text
from etl.stages.plan import inputs_of, plan
from etl.stages.plan_again import ChosenFiles
from etl.stages.process import process
from etl.stages.publish import publish


def run(engine: Engine, settings: Settings, *paths: Path) -> dict[str, int]:
    """Load files, index and check them; the counts."""
    inputs = inputs_of(paths, settings)
    planned = plan(engine, settings, inputs, dag_id="khabar run", dag_run_id=secrets.token_hex(8), max_shards=1)
    return finish(engine, settings, planned.run_id)


def finish(engine: Engine, settings: Settings, run_id: int, *, chosen: ChosenFiles | None = None) -> dict[str, int]:
    """Process, index and check a planned run of one shard; the counts."""
    process(engine, settings, run_id, 0, chosen=chosen)
    index_text(engine)
    failures = check(engine, run_id)
    assert failures == [], failures
    publish(engine, run_id)
    with engine.connect() as connection:
        return unit_counts(connection, run_id)
