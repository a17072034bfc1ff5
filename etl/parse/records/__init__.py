"""Formats of records: JSON, feed entries, mail."""
