"""Constants of the benchmarks."""

from __future__ import annotations

from datetime import date

COUNTS = (1, 100, 1000)
"""How many dossiers the files hold."""
TODAY = date(2027, 2, 10)
"""The day of every measure: a Wednesday, a month before the clocks change."""
NOW = f"{TODAY.isoformat()}T10:42"
"""The stopped clock given to the command."""
COLUMNS, LINES = 80, 24
"""The size of the terminal."""

# In telestage and in the bare app alike. No first name is found elsewhere on a screen: one that
# reaches the terminal is a row that was drawn.
FIRST_NAMES = (
    "Aurélie", "Karim", "Mathilde", "Thibault", "Océane", "Bastien", "Clémence", "Youssef",
    "Margaux", "Quentin", "Solène", "Gaspard", "Ophélie", "Mehdi", "Capucine", "Loïc",
)  # fmt: skip
LAST_NAMES = (
    "Lacour", "Benali", "Nguyễn", "Lefèvre", "Garnier", "Œuvrard", "Da Silva", "Moreau",
    "Petitjean", "Rakoto", "Schmitt", "Le Goff", "Fontaine", "Haddad", "Peltier",
)  # fmt: skip
