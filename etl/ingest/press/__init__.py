"""Containers of articles that somebody exported from a press database."""
