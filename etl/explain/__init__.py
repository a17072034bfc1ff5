"""The page of `khabar explain`; the reasons come from the formats (etl/parse/reading.py, block_reasons.py)."""
