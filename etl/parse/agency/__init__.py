"""Formats of news agencies, and XML that no format reads."""
