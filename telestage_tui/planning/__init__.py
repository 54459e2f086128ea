"""WHEN: due dates, the meeting planner, re-planning, alerts, the calendar and the daily agenda.

Pure functions of a dossier, its programme, and a day or a UTC instant they are given.
"""
