"""Credits: authors, agencies and picture credits."""
