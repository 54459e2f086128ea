"""THE RULES: the content of a programme as data, and the checks built on it.

What is specific to a programme is TOML (`content/<id>/<version>/`), versioned and sourced, which an
organisation can replace; the code here reads it, checks it, and derives from a dossier where its
journey stands.
"""
