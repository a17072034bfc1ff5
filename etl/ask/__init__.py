"""Queries of the tables."""
