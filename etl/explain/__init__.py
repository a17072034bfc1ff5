"""The page that explains why an article is what it is."""
