"""Parse dates in texts of all languages."""
