"""Containers of mail."""
