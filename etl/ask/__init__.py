"""Queries of the tables: search, export, report of a run, rejected units, original bytes."""
