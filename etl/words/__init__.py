"""Tables of words of many languages, and the functions that search them."""
