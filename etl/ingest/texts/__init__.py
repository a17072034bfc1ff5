"""Texts with several articles in one file."""
