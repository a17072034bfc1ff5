"""Containers of files: compressed files and archives."""
