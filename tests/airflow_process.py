"""The process in which the tests of the DAG run Airflow; see dags/airflow_requests.py."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Airflow:
    """An Airflow that answers requests."""

    process: subprocess.Popen[str]
    log: Path

    def ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, self.log.read_text()
        answered: dict[str, Any] = json.loads(answer)
        return answered

    def night(self, root: Path, **parameters: Any) -> dict[str, Any]:
        """Run the DAG over one input root."""
        return self.ask(run={"input_roots": [f"{root.name}={root}"], "settle_seconds": 0} | parameters)
