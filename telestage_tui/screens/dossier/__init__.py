"""Dossier: the phases of one stage, their tasks, and what can be done to a task."""
