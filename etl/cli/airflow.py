"""`khabar airflow up` and `down`: Airflow with the nightly DAG on this machine, for `make airflow`."""

import time
from collections.abc import Callable

import typer

from etl.cli.console import stderr, stdout
from etl.database.connect import make_airflow_database
from etl.errors import AirflowError
from etl.local_airflow import processes
from etl.local_airflow.client import FINAL_STATES, Client
from etl.local_airflow.environment import (
    HOST,
    SEEDS,
    USER,
    Home,
    airflow_environment,
    free_port,
    home_of,
    load_secrets,
    prepare,
)
from etl.local_airflow.processes import Running
from etl.settings import Settings, load_settings

DAG_ID = "nightly_news"
POOL = "news_db"
READY_SECONDS = 300
POLL_SECONDS = 0.5

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Start and stop Airflow with the nightly DAG on this machine."
)


@app.command()
def up() -> None:
    """Start Airflow, run the nightly DAG once on seeds/ and show its result; Airflow keeps running."""
    settings = load_settings()
    home = home_of(settings)
    prepare(home)
    with processes.locked(home):
        running = processes.find_running(home)
        if running is None:
            running = _start(settings, home)
        else:
            _say("Airflow is already running.")
        client = _ready_client(home, running)
    succeeded = _run_on_seeds(client)
    stdout.print(f"Airflow:  {client.address}   user {USER}   password {load_secrets(home).password}")
    stdout.print(f"The DAG:  {client.address}/dags/{DAG_ID}   every night at 02:00 UTC while Airflow runs")
    stdout.print("To stop:  make airflow-stop")
    if not succeeded:
        raise typer.Exit(1)


@app.command()
def down() -> None:
    """Stop all processes of this Airflow; its database and logs stay."""
    home = home_of(load_settings())
    stopped = False
    if home.path.exists():
        with processes.locked(home):
            stopped = processes.stop(home)
    stdout.print("Airflow is stopped" if stopped else "Airflow was not running")


def _start(settings: Settings, home: Home) -> Running:
    program, port = processes.find_program(), free_port()
    metadata_url = make_airflow_database(settings).replace("postgresql://", "postgresql+psycopg2://", 1)
    environment = airflow_environment(settings, home, load_secrets(home), port=port, metadata_url=metadata_url)
    _say("Preparing Airflow's database ...")
    processes.migrate(program, home, environment)
    _say("Starting Airflow ...")
    return processes.start(program, home, environment, port)


def _ready_client(home: Home, running: Running) -> Client:
    """A client that is logged in, once all of Airflow is up and has read the DAG."""
    client = Client(f"http://{HOST}:{running.port}")

    def is_healthy() -> bool:
        processes.require_all(home, running)
        return not client.unhealthy()

    _wait_for(is_healthy, f"Airflow did not become ready; its logs are in {home.logs}")
    client.log_in(USER, load_secrets(home).password)
    client.make_pool(POOL, 1, "One shard at a time, because a shard uses every processor of the machine.")
    _wait_for(lambda: client.has_dag(DAG_ID), f"Airflow did not read the DAG {DAG_ID}; its logs are in {home.logs}")
    client.unpause(DAG_ID)
    return client


def _run_on_seeds(client: Client) -> bool:
    """Whether the run succeeded; its result, or where to see what failed, is printed."""
    run_id = client.trigger(DAG_ID, {"input_roots": [f"seeds={SEEDS}"], "settle_seconds": 0})
    _say(f"Running {DAG_ID} on {SEEDS} ...")
    state = _follow(client, run_id)
    stdout.print(f"{state:>16}  {DAG_ID} {run_id}")
    if state != "success":
        stdout.print(f"The logs say what went wrong: {client.address}/dags/{DAG_ID}/runs/{run_id}")
        return False
    totals = client.result(DAG_ID, run_id, "publish")
    stdout.print("Result:   " + ", ".join(f"{count} {name}" for name, count in totals.items()))
    return True


def _follow(client: Client, run_id: str) -> str:
    """The final state of the run; each task is shown when it ends."""
    shown: set[tuple[str, str]] = set()
    while True:
        state = client.run_state(DAG_ID, run_id)
        for name, task_state in client.ended_tasks(DAG_ID, run_id):
            if (name, task_state) not in shown:
                _say(f"{task_state:>16}  {name}")
                shown.add((name, task_state))
        if state in FINAL_STATES:
            return state
        time.sleep(POLL_SECONDS)


def _wait_for(is_done: Callable[[], bool], failure: str) -> None:
    until = time.monotonic() + READY_SECONDS
    while not is_done():
        if time.monotonic() > until:
            raise AirflowError(failure)
        time.sleep(POLL_SECONDS)


def _say(text: str) -> None:
    stderr.print(text)
