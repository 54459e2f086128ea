"""Rencontres: the meetings of a stage, one meeting, moving, re-planning, exporting."""
