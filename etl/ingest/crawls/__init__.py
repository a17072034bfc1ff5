"""Containers that web crawlers write."""
