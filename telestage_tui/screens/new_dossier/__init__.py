"""Nouveau dossier: a dossier opened from a few fields, or from a fiche file."""
