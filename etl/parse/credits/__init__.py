"""Credits: authors in bylines, agencies, photographers."""
