"""Accès: what was given to the intern, and its withdrawal."""
