"""The input roots: find their files, and open one of them."""
