"""Choose the blocks of a page that are its main text."""
