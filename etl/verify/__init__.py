"""Tables held against the input files, and against themselves."""
