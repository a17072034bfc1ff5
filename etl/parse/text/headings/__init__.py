"""How likely a line is a heading."""
