"""Metadata above texts (front matter, header blocks), and what language models put around a text."""
