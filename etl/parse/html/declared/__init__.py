"""Metadata that a page declares about its article."""
