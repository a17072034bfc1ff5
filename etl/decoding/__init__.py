"""Decode bytes to text: declared or detected encodings, and XML that a strict parser accepts."""
