"""Khabar: from a folder of news files to PostgreSQL tables."""
