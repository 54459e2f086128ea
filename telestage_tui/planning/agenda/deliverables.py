"""The deliverables that are late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ...dossier.dossier import Dossier
from ...dossier.french import leading_count
from ...dossier.work_plan import Deliverable
from .item import AgendaItem, item_of


def deliverable_items(dossier: Dossier, today: date) -> Iterator[AgendaItem]:
    """The deliverables that are late, on one line, from the oldest due date."""
    late = [each for each in dossier.deliverables if each.is_late(today)]
    if not late:
        return
    oldest = min(each.due for each in late if each.due)
    yield item_of(dossier, "deliverable", awaited(late), oldest, today)


def awaited(late: Sequence[Deliverable]) -> str:
    """« Livrable attendu : « Maquettes » », « Deux livrables attendus »."""
    if len(late) == 1:
        return f"Livrable attendu : « {late[0].name} »"
    return leading_count(len(late), "livrable attendu", "livrables attendus")
