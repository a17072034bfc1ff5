"""Word tables of the world's languages, and the functions that look things up in them."""
