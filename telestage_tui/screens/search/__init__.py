"""Chercher: dossiers, tasks, actions and the guide, by a few letters."""
