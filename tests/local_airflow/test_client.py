"""Talking to Airflow's API: what is sent, what is tolerated, what is told of a refusal."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer

import pytest

from etl.errors import AirflowError
from etl.local_airflow.client import Client


class Answers(TCPServer):
    """Answers as told in `answers`, by method and path, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, object]] = {"POST /auth/token": (201, {"access_token": "secret"})}
        self.asked: list[tuple[str, object, str | None]] = []


class Handler(BaseHTTPRequestHandler):
    server: Answers

    def do_GET(self) -> None:
        asked = f"{self.command} {self.path}"
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((asked, json.loads(content or "null"), self.headers.get("Authorization")))
        code, answer = self.server.answers[asked]
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    do_POST = do_PATCH = do_GET

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def airflow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Answers]:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")  # must not be used for this machine
    with Answers() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def client(airflow: Answers) -> Client:
    client = Client(f"http://127.0.0.1:{airflow.server_address[1]}")
    client.log_in("admin", "word")
    return client


def test_every_request_after_the_login_carries_the_token(airflow: Answers, client: Client) -> None:
    airflow.answers["PATCH /api/v2/dags/news"] = (200, {})

    client.unpause("news")

    assert airflow.asked == [
        ("POST /auth/token", {"username": "admin", "password": "word"}, None),
        ("PATCH /api/v2/dags/news", {"is_paused": False}, "Bearer secret"),
    ]


def test_nothing_answers_yet() -> None:
    assert Client("http://127.0.0.1:9").unhealthy() == ["api-server"]


def test_the_parts_that_are_not_healthy_are_named(airflow: Answers, client: Client) -> None:
    parts = {"scheduler": {"status": None}, "metadatabase": {"status": "healthy"}}
    airflow.answers["GET /api/v2/monitor/health"] = (200, parts)

    assert client.unhealthy() == ["scheduler"]


def test_a_pool_that_is_there_stays(airflow: Answers, client: Client) -> None:
    airflow.answers["POST /api/v2/pools"] = (409, {"detail": "there is one"})

    client.make_pool("small", 1, "")

    assert airflow.asked[-1][1] == {"name": "small", "slots": 1, "description": ""}


def test_a_refusal_is_told_in_airflows_words(airflow: Answers, client: Client) -> None:
    airflow.answers["POST /api/v2/dags/news/dagRuns"] = (400, {"detail": "0 is less than the minimum"})

    with pytest.raises(AirflowError, match=r"400 .*0 is less than the minimum"):
        client.trigger("news", {"max_files": 0})


def test_a_dag_that_is_not_read_yet_is_not_there(airflow: Answers, client: Client) -> None:
    airflow.answers["GET /api/v2/importErrors"] = (200, {"import_errors": []})
    airflow.answers["GET /api/v2/dags/news"] = (404, {})

    assert client.has_dag("news") is False


def test_a_dag_file_that_cannot_be_read_is_named(airflow: Answers, client: Client) -> None:
    fault = {"filename": "dags/news.py", "stack_trace": "SyntaxError: line 3"}
    airflow.answers["GET /api/v2/importErrors"] = (200, {"import_errors": [fault]})

    with pytest.raises(AirflowError, match=r"dags/news.py: SyntaxError: line 3"):
        client.has_dag("news")


def test_only_tasks_that_have_ended_are_listed_and_mapped_ones_with_their_label(
    airflow: Answers, client: Client
) -> None:
    tasks = [
        {"task_id": "plan", "map_index": -1, "rendered_map_index": None, "state": "success"},
        {"task_id": "process", "map_index": 0, "rendered_map_index": "3 files", "state": "failed"},
        {"task_id": "check", "map_index": -1, "rendered_map_index": None, "state": "running"},
        {"task_id": "publish", "map_index": -1, "rendered_map_index": None, "state": None},
    ]
    path = "GET /api/v2/dags/news/dagRuns/r/taskInstances?limit=100&order_by=start_date"
    airflow.answers[path] = (200, {"task_instances": tasks})

    assert client.ended_tasks("news", "r") == [("plan", "success"), ("process [3 files]", "failed")]
