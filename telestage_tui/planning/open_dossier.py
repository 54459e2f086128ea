"""Opening a dossier with its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ..dossier.accesses import Resource
from ..dossier.changes import plan_meetings
from ..dossier.dossier import Dossier
from ..dossier.errors import FieldProblem, InvalidInput
from ..dossier.french import date_span
from ..dossier.parsing import parse_choice
from ..dossier.text import fold
from ..dossier.work_plan import PeriodPlan
from ..programme.programme import Programme
from .busy import engagements
from .planner.planner import plan

if TYPE_CHECKING:
    from ..dossier.fiche.model import Fiche


def open_dossier(
    fiche: Fiche,
    *,
    id: UUID,
    programme: Programme,
    created_at: datetime,
    others: Iterable[Dossier] = (),
) -> Dossier:
    """The dossier that a fiche describes, its meetings planned from that instant on.

    Args:
        fiche: What describes the télé-stage.
        id: Identifier of the dossier.
        programme: The programme it follows from then on.
        created_at: UTC instant.
        others: The other dossiers: the meetings of the same tutor are avoided.

    Raises:
        InvalidInput: when the programme does not have the kind of a resource, or a period.
    """
    fiche = _in_programme_words(fiche, programme)
    dossier = fiche.to_dossier(id=id, programme=programme.ref, created_at=created_at)
    busy = engagements(dossier, others)
    meetings = plan(dossier, programme, since=created_at, busy=busy).meetings
    return plan_meetings(meetings).apply(dossier)


def checked_fiche(fiche: Fiche, programme: Programme) -> Fiche:
    """A fiche read from a file, in the words of the programme.

    Raises:
        InvalidInput: when the programme does not have the kind of a resource, or a period, or a
            deliverable is due out of the stage.
    """
    fiche = _in_programme_words(fiche, programme)
    stage = fiche.stage
    message = f"L’échéance tombe hors du stage ({date_span(stage.start, stage.end)})."
    problems = [
        FieldProblem(f"echeances[{position}].echeance", message)
        for position, deliverable in enumerate(fiche.deliverables, 1)
        if deliverable.due and not stage.start <= deliverable.due <= stage.end
    ]
    if problems:
        raise InvalidInput(problems)
    return fiche


def _in_programme_words(fiche: Fiche, programme: Programme) -> Fiche:
    """The fiche with its kinds and periods as the programme writes them, case and accents aside.

    A period may be given by its title.

    Raises:
        InvalidInput: naming each that the programme does not have.
    """
    problems: list[FieldProblem] = []
    resources: list[Resource] = []
    periods: list[PeriodPlan] = []
    if fiche.resources:  # the content of a programme is read once it is needed
        kinds = [kind.id for kind in programme.accesses.kinds]
        for position, resource in enumerate(fiche.resources, 1):
            try:
                resources.append(resource.evolve(kind=parse_choice(resource.kind, kinds)))
            except ValueError as error:
                problems.append(FieldProblem(f"ressources[{position}].type", str(error)))
    if fiche.periods:
        known = programme.work_plan.periods
        by_title = {fold(each.title.fr): each.id for each in known}
        for position, period in enumerate(fiche.periods, 1):
            name = by_title.get(fold(period.period), period.period)
            try:
                choice = parse_choice(name, [each.id for each in known])
            except ValueError as error:
                problems.append(FieldProblem(f"periodes[{position}].periode", str(error)))
                continue
            if any(each.period == choice for each in periods):
                message = "Cette période est déjà décrite plus haut."
                problems.append(FieldProblem(f"periodes[{position}].periode", message))
            periods.append(period.evolve(period=choice))
    if problems:
        raise InvalidInput(problems)
    return fiche.evolve(resources=tuple(resources), periods=tuple(periods))
