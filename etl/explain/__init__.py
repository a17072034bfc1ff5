"""The page of `khabar explain`: how each part of an article was found."""
