"""Formats: one Document -> one Article."""
