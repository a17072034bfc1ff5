"""What is known of languages: tables of words, and how to look things up in them."""
