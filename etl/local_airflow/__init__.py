"""Airflow on this machine: its environment, its processes, and a client of its API. Nothing here imports Airflow."""
