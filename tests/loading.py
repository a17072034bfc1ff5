"""Load a folder as a night does, inside this process."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from etl.settings import Settings
from etl.stages.check import check
from etl.stages.index import index_text
from etl.stages.plan import inputs_of, plan
from etl.stages.process import process
from etl.stages.publish import publish


def load_folder(engine: Engine, settings: Settings, folder: Path) -> int:
    """Process, index, check and publish the files of a folder; the number of the run. All checks passed."""
    inputs = inputs_of([folder], settings)
    planned = plan(engine, settings, inputs, dag_id="test", dag_run_id=secrets.token_hex(8), max_shards=1)
    process(engine, settings, planned.run_id, 0)
    index_text(engine)
    assert check(engine, planned.run_id) == []
    publish(engine, planned.run_id)
    return planned.run_id
