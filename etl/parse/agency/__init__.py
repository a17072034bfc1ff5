"""Formats of news agencies."""
