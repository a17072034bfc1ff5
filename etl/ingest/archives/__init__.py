"""Containers of files."""
