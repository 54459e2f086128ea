"""Sauvegardes: the copies of the file, and what to do when the file cannot be read."""
