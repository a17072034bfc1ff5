"""Language identification, of articles and of their blocks."""
