"""Recognise kinds of binary files, whether a text is a table with a separator, and running text."""
