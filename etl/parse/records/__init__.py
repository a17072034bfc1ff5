"""Formats of records: JSON, feed entries, and texts under metadata."""
