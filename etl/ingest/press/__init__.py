"""Containers: exports of articles from press databases."""
