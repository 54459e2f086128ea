"""The signatures missing before the first day, and an ARE that ends before the stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...dossier.dossier import Dossier
from ...dossier.french import count
from ...programme.programme import Programme
from ...programme.signing import allowance_warning, unsigned
from .item import FIRST, AgendaItem, item_of


def signature_items(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """The signatures that are missing: they weigh more as the first day nears.

    Nothing while it is far away, nor once the stage is *commencé*. Once they come first, they are
    to be obtained today.
    """
    if dossier.status != "preparation":
        return
    first = dossier.stage.start
    reminder = programme.reminder((first - today).days)
    number = len(unsigned(dossier, today))
    if reminder and number:
        due = min(first, today) if reminder.weight in FIRST else first
        title = missing_sentence(number)
        yield item_of(dossier, "convention", title, due, today, weight=reminder.weight)


def missing_sentence(number: int) -> str:
    """« Convention : il manque 2 signatures »."""
    return f"Convention : il manque {count(number, 'signature')}"


def allowance_items(dossier: Dossier, today: date) -> Iterator[AgendaItem]:
    """An ARE that ends before the stage, until the day it does."""
    until = dossier.stage.allowance_until
    if until and until >= today and allowance_warning(dossier):
        title = "L’ARE finit avant la fin du stage"
        yield item_of(dossier, "allowance", title, until, today, weight="required")
