"""Écarts: where a dossier departs from the rules of its programme."""
