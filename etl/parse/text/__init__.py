"""The format text: plain text and Markdown."""
