"""The heads of texts: front matter, header blocks, and what machines put around a text."""
