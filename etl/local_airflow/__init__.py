"""Airflow on this machine: its processes, what they are told, and a talk with its API. Nothing here imports it."""
