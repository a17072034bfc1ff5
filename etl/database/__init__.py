"""Schema, tables and connections."""
