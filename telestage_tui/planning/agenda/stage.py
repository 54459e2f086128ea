"""What the stage itself asks: its first day, what is not known, the ends of what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...dossier.dossier import Dossier
from ...dossier.french import leading_count
from ...programme.programme import Programme
from ...programme.progress import candidates_until, default_retention
from ...programme.rules import unwaived_departures
from .item import AgendaItem, item_of


def first_day_items(dossier: Dossier, today: date, until: date) -> Iterator[AgendaItem]:
    """The first day of the stage, until it is marked *commencé*.

    Once it has come, what is not known yet speaks for it: it is what stops the stage from starting.
    """
    first = dossier.stage.start
    if dossier.status == "preparation" and first <= until:
        yield item_of(
            dossier,
            "stage",
            "Premier jour du stage" if first > today else "Stage à déclarer commencé",
            first,
            today,
            weight="required",
        )


def unknown_items(dossier: Dossier, programme: Programme, today: date) -> Iterator[AgendaItem]:
    """What the rules ask and the dossier does not say, from its opening until it is *commencé*."""
    if dossier.status != "preparation":
        return
    number = sum(each.is_unknown for each in unwaived_departures(dossier, programme, today))
    if not number:
        return
    first = dossier.stage.start
    if today < first:
        title = f"{leading_count(number, 'élément')} à savoir avant le premier jour"
    else:
        title = f"{leading_count(number, 'élément')} à savoir pour déclarer le stage commencé"
    yield item_of(dossier, "unknown", title, first, today, weight="signature")


def retention_item(dossier: Dossier, programme: Programme, today: date) -> AgendaItem:
    """The day after which a closed dossier is kept no longer, come or to come."""
    until = dossier.retention_until or default_retention(dossier, programme)
    return item_of(
        dossier,
        "retention",
        "Fin de conservation : dossier à effacer",
        until,
        today,
        weight="required",
    )


def candidate_items(
    dossier: Dossier, programme: Programme, today: date, until: date
) -> Iterator[AgendaItem]:
    """The day after which the names of the candidates who were not chosen are kept no longer."""
    last = candidates_until(dossier, programme)
    if last is not None and last <= until:
        yield item_of(
            dossier, "candidates", "Candidatures non retenues : noms à effacer", last, today
        )
