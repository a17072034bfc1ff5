"""Credits: names of authors, agencies, photographers."""
