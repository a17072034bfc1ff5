"""Worker processes: their chunks, limits of time and memory, and what happens when one dies."""
