"""Queries of the tables: search, export, the report of a run, rejected units, original bytes."""
