"""Containers of records: JSON, CSV and similar tables (their separator and header, too), Parquet, SQLite."""
