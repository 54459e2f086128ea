"""Chercher: dossiers, tasks, actions, guide and what was written, by a few letters."""
