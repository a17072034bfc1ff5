"""JSON records and feed entries."""
