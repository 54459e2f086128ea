"""Files filled in without the program: written from a page, and taken back with a preview."""
