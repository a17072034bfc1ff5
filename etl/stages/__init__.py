"""The steps of a run (which files are new and complete, ... publish), of `khabar reparse` and `khabar forget`."""
