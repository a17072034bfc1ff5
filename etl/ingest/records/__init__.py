"""Containers of records: JSON, CSV and similar tables, Parquet, SQLite."""
