"""Doubts about a text."""
