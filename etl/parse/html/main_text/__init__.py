"""Which blocks are main text."""
