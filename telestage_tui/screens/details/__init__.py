"""Informations: what describes the stage and its people."""
