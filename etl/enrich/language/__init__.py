"""Which language."""
