"""Load a folder as a night does, inside this process."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from etl import stages
from etl.settings import Settings


def load_folder(engine: Engine, settings: Settings, folder: Path) -> int:
    """Process, index, check and publish the files of a folder; the number of the run. All checks passed."""
    inputs = stages.inputs_of([folder], settings)
    planned = stages.plan(engine, settings, inputs, dag_id="test", dag_run_id=secrets.token_hex(8), max_shards=1)
    stages.process(engine, settings, planned.run_id, 0)
    stages.index_text(engine)
    assert stages.check(engine, planned.run_id) == []
    stages.publish(engine, planned.run_id)
    return planned.run_id
