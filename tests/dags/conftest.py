"""An Airflow in another process, for the tests of the DAG."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from airflow_process import Airflow
from checkout import ROOT

DAGS = ROOT / "dags"
# Airflow finds the modules beside the DAG files by the path of their folder; so do these tests.
sys.path.append(str(DAGS))


@pytest.fixture(scope="module")
def airflow(tmp_path_factory: pytest.TempPathFactory, database_url: str) -> Iterator[Airflow]:
    """An Airflow with tables of its own, and the corpus in the database of this module."""
    home, usual = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("usual")
    # The roots of a run replace those of the settings: this is not to be read.
    (usual / "not-wanted.txt").write_text("The harbour is closed on Sundays, the town said. Nobody wanted to read it.")
    own = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "KHABAR_DATABASE_URL": database_url,
        "KHABAR_INPUT_ROOTS": json.dumps({"usual": str(usual)}),
        "KHABAR_WORKERS": "1",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "KHABAR"))}
    command = [sys.executable, str(Path(__file__).with_name("airflow_requests.py"))]
    log = home / "log"
    with (
        log.open("w") as stderr,
        subprocess.Popen(
            command, env=inherited | own, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr
        ) as process,
    ):
        yield Airflow(process, log)
        assert process.stdin is not None
        process.stdin.close()
