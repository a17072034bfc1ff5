"""What a page declares about its article: meta elements, JSON-LD, links."""
