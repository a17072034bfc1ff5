"""Airflow finds the modules beside the DAG files by the path of their folder; so do these tests."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "dags"))
