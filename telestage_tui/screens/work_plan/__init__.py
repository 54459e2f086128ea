"""Plan de travail."""
