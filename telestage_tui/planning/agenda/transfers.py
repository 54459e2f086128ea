"""The files and subjects that nobody takes over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...dossier.dossier import Dossier
from ...dossier.french import count
from ...dossier.records import Transfer
from ...programme.programme import Programme
from ...programme.progress import TaskState
from ..due import due_dates
from .item import AgendaItem, item_of


def transfer_items(
    dossier: Dossier, programme: Programme, states: Sequence[TaskState], today: date, until: date
) -> Iterator[AgendaItem]:
    """The files and subjects that nobody takes over, on one line, due with the hand-over."""
    orphans = [each for each in dossier.transfers if each.state == "unassigned"]
    tasks = [each.task for each in states if each.task.evidence == "transfers_done"]
    if not orphans or not tasks:
        return
    days = due_dates(dossier, programme, today, states)
    due = min(days[task.id] for task in tasks)
    if due <= until:
        yield item_of(dossier, "transfer", no_taker(orphans), due, today, weight="alert")


def no_taker(orphans: Sequence[Transfer]) -> str:
    """« Personne ne reprend « Maquettes » », « Personne ne reprend 3 éléments »."""
    if len(orphans) == 1:
        return f"Personne ne reprend « {orphans[0].item} »"
    return f"Personne ne reprend {count(len(orphans), 'élément')}"
