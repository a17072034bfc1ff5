"""The probability that a line of a text is a heading."""
