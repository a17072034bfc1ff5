"""Recognise what bytes and texts are: kinds of binary files, tables with a separator, running text."""
