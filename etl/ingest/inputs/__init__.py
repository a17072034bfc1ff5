"""The input roots: finding their files, and opening one of them."""
