"""Mon organisation: what is said once, for every dossier."""
