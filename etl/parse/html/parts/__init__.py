"""The parts of an article on its page, one file each: title, byline, captions, facts ..."""
