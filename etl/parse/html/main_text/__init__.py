"""Choose the blocks of a page that are its main text, by a fitted model and trafilatura."""
