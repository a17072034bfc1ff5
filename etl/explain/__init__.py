"""Why an article became what it is."""
