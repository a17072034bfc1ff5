"""Dates as texts give them."""
