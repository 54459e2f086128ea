"""Clore le stage: what is missing, then the closing."""
