"""What the labels of several changes share: names, and reasons in parentheses.

A reason is part of its line: the field that holds it may be written again, the history is not.
"""

from __future__ import annotations

from datetime import date

from ..french import short_date
from ..text import clean_line

REASON_MAX = 300
"""Longest name or reason a line repeats, in characters."""


def meeting_name(title: str, day: date) -> str:
    """« Rencontre de suivi du mar. 2 mars »; the title is that of its kind, the day the host’s."""
    return f"{clean_line(title)} du {short_date(day)}"


def named(text: str) -> str:
    """« Publier l’offre », guillemets included."""
    return f"« {_cut(text)} »"


def because(reason: str) -> str:
    """« (panne de courant) » after a space; empty without a reason."""
    line = _cut(reason)
    return f" ({line})" if line else ""


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= REASON_MAX else f"{line[: REASON_MAX - 1].rstrip()}…"
