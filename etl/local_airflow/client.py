"""A client of Airflow's REST API: enough to start a run and read its result."""

import json
import urllib.error
import urllib.request
from typing import Any

from etl.errors import AirflowError

ANSWER_SECONDS = 30
FINAL_STATES = ("success", "failed")
ENDED_STATES = ("success", "skipped", "up_for_retry", "failed", "upstream_failed")
HTTP_NOT_FOUND = 404
HTTP_CONFLICT = 409


class Client:
    """A client of the Airflow at this address, for the user that logs in."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._token: str | None = None
        # Loopback: never through the proxy of the environment.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def log_in(self, user: str, password: str) -> None:
        """Log in, which everything except `unhealthy` needs."""
        self._token = self._ask("POST", "/auth/token", {"username": user, "password": password})["access_token"]

    def unhealthy(self) -> list[str]:
        """The components that do not report that they are healthy; ["api-server"] if it does not answer."""
        try:
            parts = self._ask("GET", "/api/v2/monitor/health")
        except OSError:
            return ["api-server"]
        return sorted(name for name, part in parts.items() if part["status"] != "healthy")

    def make_pool(self, name: str, slots: int, description: str) -> None:
        """Create the pool unless one with this name exists, which then stays as it is."""
        self._ask("POST", "/api/v2/pools", {"name": name, "slots": slots, "description": description}, HTTP_CONFLICT)

    def has_dag(self, dag_id: str) -> bool:
        """Whether Airflow has read this DAG. Raises AirflowError with the import errors."""
        if faults := self._ask("GET", "/api/v2/importErrors")["import_errors"]:
            raise AirflowError("\n".join(f"{fault['filename']}: {fault['stack_trace']}" for fault in faults))
        return self._ask("GET", f"/api/v2/dags/{dag_id}", None, HTTP_NOT_FOUND) is not None

    def unpause(self, dag_id: str) -> None:
        """Switch the DAG on."""
        self._ask("PATCH", f"/api/v2/dags/{dag_id}", {"is_paused": False})

    def trigger(self, dag_id: str, parameters: dict[str, object]) -> str:
        """Start a run now and return its id."""
        run = self._ask("POST", f"/api/v2/dags/{dag_id}/dagRuns", {"logical_date": None, "conf": parameters})
        return str(run["dag_run_id"])

    def run_state(self, dag_id: str, run_id: str) -> str:
        """The state of the run; it is final if it is one of FINAL_STATES."""
        return str(self._ask("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")["state"])

    def ended_tasks(self, dag_id: str, run_id: str) -> list[tuple[str, str]]:
        """The tasks that have ended or wait for a retry: name, with the label if it is mapped, and state."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=100&order_by=start_date"
        return [
            (task["task_id"] + (f" [{task['rendered_map_index']}]" if task["map_index"] >= 0 else ""), task["state"])
            for task in self._ask("GET", path)["task_instances"]
            if task["state"] in ENDED_STATES
        ]

    def result(self, dag_id: str, run_id: str, task_id: str) -> Any:
        """What the task returned."""
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances/{task_id}/xcomEntries/return_value"
        return self._ask("GET", f"{path}?deserialize=true")["value"]

    def _ask(self, method: str, path: str, body: object = None, accepted: int | None = None) -> Any:
        """The JSON of the answer; None for the one error code that is accepted.

        Raises AirflowError for any other error, OSError if nothing answers.
        """
        request = urllib.request.Request(self.address + path, method=method)
        request.add_header("Content-Type", "application/json")
        if self._token is not None:
            request.add_header("Authorization", f"Bearer {self._token}")
        content = None if body is None else json.dumps(body).encode()
        try:
            with self._opener.open(request, content, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == accepted:
                    return None
                said = error.read().decode(errors="replace")
            raise AirflowError(f"Airflow answers {error.code} to {method} {path}: {said}") from error
