"""The input roots: which files they hold, and one of these, opened."""
