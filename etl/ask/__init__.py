"""Queries of the tables: search (its SQL is in sql/functions/), export, report, rejected units, original bytes."""
