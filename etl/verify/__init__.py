"""Compare the tables with the input files and with each other."""
