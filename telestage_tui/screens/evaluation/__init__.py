"""Évaluations: the four forms side by side, and one form answered with single keys."""
