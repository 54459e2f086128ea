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
from ..dossier.parsing import parse_choice
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
        InvalidInput: when a resource is of a kind the programme does not have.
    """
    fiche = _with_programme_kinds(fiche, programme)
    dossier = fiche.to_dossier(id=id, programme=programme.ref, created_at=created_at)
    busy = engagements(dossier, others)
    meetings = plan(dossier, programme, since=created_at, busy=busy).meetings
    return plan_meetings(meetings).apply(dossier)


def _with_programme_kinds(fiche: Fiche, programme: Programme) -> Fiche:
    """The fiche with the kind of each resource as the programme writes it, case and accents aside.

    Raises:
        InvalidInput: naming each resource of another kind.
    """
    if not fiche.resources:
        return fiche
    kinds = [kind.id for kind in programme.accesses.kinds]
    problems: list[FieldProblem] = []
    resources: list[Resource] = []
    for position, resource in enumerate(fiche.resources, 1):
        try:
            resources.append(resource.evolve(kind=parse_choice(resource.kind, kinds)))
        except ValueError as error:
            problems.append(FieldProblem(f"ressources[{position}].type", str(error)))
    if problems:
        raise InvalidInput(problems)
    return fiche.evolve(resources=tuple(resources))
