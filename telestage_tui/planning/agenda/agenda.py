"""The daily agenda: across dossiers, what is late, what is for today, what is for this week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from .item import NOT_DUE, AgendaItem
from .summary import DossierSummary


class Agenda(NamedTuple):
    """What is to be done.

    Attributes:
        late: The alerts, today's included, and what is overdue.
        due_today: What is due today.
        this_week: Until Sunday, by date.
        to_know: What is not known yet of the stages to come, whatever their day, and the days of
            withdrawals that come near; by date.

    In each of them the heaviest comes first, then the oldest, meetings by their hour.
    """

    late: tuple[AgendaItem, ...]
    due_today: tuple[AgendaItem, ...]
    this_week: tuple[AgendaItem, ...]
    to_know: tuple[AgendaItem, ...]


def agenda(summaries: Iterable[DossierSummary], today: date) -> Agenda:
    """The agenda of the day, across dossiers."""
    items = [item for summary in summaries for item in summary.items]
    late = [item for item in items if item.kind == "alert" or item.due < today]
    others = [item for item in items if item.kind != "alert"]
    due_today = [item for item in others if item.due == today]
    this_week = [item for item in others if item.due > today and item.kind not in NOT_DUE]
    to_know = [item for item in others if item.due > today and item.kind in NOT_DUE]
    return Agenda(
        tuple(sorted(late, key=lambda item: item.rank)),
        tuple(sorted(due_today, key=lambda item: item.rank)),
        tuple(sorted(this_week, key=lambda item: item.by_day)),
        tuple(sorted(to_know, key=lambda item: item.by_day)),
    )


def coming_next(summaries: Iterable[DossierSummary]) -> AgendaItem | None:
    """What comes first after Sunday; None where something is due before, or nothing ever is."""
    known = tuple(summaries)
    if any(item.kind not in NOT_DUE for summary in known for item in summary.items):
        return None
    return min(
        (each.upcoming for each in known if each.upcoming),
        key=lambda item: item.by_day,
        default=None,
    )
