"""Airflow in a process of its own: one JSON request per line on stdin, one JSON answer per line on stdout.

Apart, because Airflow changes what all code of a process shares: logging, warnings, signal handlers.
{"describe": true} answers what the DAG files declare; {"run": {...}} runs the nightly DAG with these parameters.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from airflow.dag_processing.dagbag import BundleDagBag
from airflow.models.asset import AssetEvent
from airflow.sdk.definitions.mappedoperator import MappedOperator
from airflow.utils.db import initdb
from airflow.utils.session import create_session
from sqlalchemy import select

DAG_ID = "nightly_news"


def main() -> None:
    """Answer every request; what Airflow itself says goes to stderr."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    folder = os.environ["AIRFLOW__CORE__DAGS_FOLDER"]
    bag = BundleDagBag(folder, bundle_path=Path(folder), bundle_name="dags-folder")
    imported = sorted(name for name in sys.modules if name.partition(".")[0] == "etl")
    initdb()
    for line in sys.stdin:
        request = json.loads(line)
        answer = run(bag, request["run"]) if "run" in request else describe(bag) | {"imported": imported}
        print(json.dumps(answer, default=str), file=answers, flush=True)


def describe(bag: BundleDagBag) -> dict[str, Any]:
    """What the DAG files declare, or why they cannot be read."""
    dag = bag.dags[DAG_ID]
    return {
        "import_errors": bag.import_errors,
        "dag_ids": sorted(bag.dags),
        "order": {task.task_id: sorted(task.downstream_task_ids) for task in dag.tasks},
        "mapped": [task.task_id for task in dag.tasks if task.is_mapped],
        "pools": {task.task_id: task.pool for task in dag.tasks},
        "trigger_rules": {task.task_id: task.trigger_rule for task in dag.tasks},
        "retries": {task.task_id: task.retries for task in dag.tasks},
        "limits": {
            task.task_id: task.execution_timeout and task.execution_timeout.total_seconds() for task in dag.tasks
        },
        "outlets": {task.task_id: [asset.name for asset in task.outlets] for task in dag.tasks},
        "parameters": {name: dag.params.get_param(name).schema for name in dag.params},
        "doc": dag.doc_md,
        "max_active_runs": dag.max_active_runs,
        "catchup": dag.catchup,
    }


def run(bag: BundleDagBag, parameters: dict[str, Any]) -> dict[str, Any]:
    """Run the DAG in this process, without retries: what became of it, and what each task returned."""
    dag = bag.dags[DAG_ID]
    for task in dag.tasks:
        (task.partial_kwargs if isinstance(task, MappedOperator) else vars(task))["retries"] = 0
    result = dag.test(run_conf=parameters)
    instances = result.get_task_instances()
    return {
        "state": result.state,
        "run_id": result.run_id,
        "tasks": {f"{ti.task_id}[{ti.map_index}]": ti.state for ti in instances},
        "labels": [ti.rendered_map_index for ti in instances if ti.rendered_map_index],
        "events": asset_events(result.run_id),
        "published": [ti.xcom_pull("publish") for ti in instances if ti.task_id == "publish"],
    }


def asset_events(run_id: str) -> list[dict[str, Any]]:
    """What the run told those who wait for an asset."""
    with create_session() as session:
        events = session.scalars(select(AssetEvent).where(AssetEvent.source_run_id == run_id))
        return [event.extra for event in events]


if __name__ == "__main__":
    main()
