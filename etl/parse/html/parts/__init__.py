"""The parts of an article on its page."""
