"""Containers of JSON records."""
