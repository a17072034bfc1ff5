"""Containers: text files with several articles, or with data in a code fence."""
