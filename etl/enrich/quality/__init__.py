"""Quality rules: each finds one kind of damage in an article's text."""
