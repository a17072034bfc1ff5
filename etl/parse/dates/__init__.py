"""Parse dates in all languages and calendars, and find them in lines and URLs."""
