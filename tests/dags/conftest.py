"""Airflow finds the modules beside the DAG files by the path of their folder; so do these tests."""

import sys

from checkout import ROOT

sys.path.append(str(ROOT / "dags"))
