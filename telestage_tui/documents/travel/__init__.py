"""A dossier that travels: what a file brings, item by item, and what is kept of it."""
