"""Parts of the sentences of the history: names, lists, and reasons in parentheses.

A sentence repeats the reason, because the field that holds it may be rewritten and the history not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .french import clause, short_date
from .text import LINE_MAX, clean_line

REASON_MAX = 300
"""Longest name or reason in a label, in characters."""
LIST_MAX = LINE_MAX - 2 * REASON_MAX
"""Longest list in a label, in characters: the rest of the label has room beside it."""


def meeting_name(title: str, day: date) -> str:
    """« Rencontre de suivi du mar. 2 mars »: the title of its kind, and its day for the host."""
    return f"{clean_line(title)} du {short_date(day)}"


def named(text: str) -> str:
    """The text between guillemets: `« Publier l’offre »`."""
    return f"« {cut(text)} »"


def because(reason: str) -> str:
    """The reason in parentheses after a space, ` (panne de courant)`; empty without a reason.

    The full stop of a reason typed as a sentence is not kept inside them.
    """
    line = clause(cut(reason))
    return f" ({line})" if line else ""


def listed(things: Iterable[str]) -> str:
    """Each thing in short, separated by semicolons; cut where a label would be too long to keep."""
    text = "; ".join(map(cut, things))
    return text if len(text) <= LIST_MAX else f"{text[: LIST_MAX - 1].rstrip()}…"


def cut(text: str) -> str:
    """The text in one line of sane length; one that is cut ends with « … »."""
    line = clean_line(text)
    return line if len(line) <= REASON_MAX else f"{line[: REASON_MAX - 1].rstrip()}…"
