"""Containers of records."""
