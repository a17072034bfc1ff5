"""Text files that contain several articles, or data in a code fence."""
