"""Tables of words of many languages and of keys of records, and the functions that search them."""
