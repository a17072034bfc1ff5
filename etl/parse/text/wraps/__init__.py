"""Which line breaks of a text come from wrapping, and which end a unit."""
