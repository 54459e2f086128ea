"""Frise: a stage, one week a line."""
