"""Opening a dossier with its meetings, and describing it anew."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ..dossier import transitions
from ..dossier.dossier import Dossier
from ..programme.loader import Programme
from .planner import plan

if TYPE_CHECKING:
    from ..dossier.fiche import Fiche


def open_dossier(fiche: Fiche, *, id: UUID, programme: Programme, created_at: datetime) -> Dossier:
    """The dossier a fiche describes, its meetings planned.

    Args:
        fiche: What describes the télé-stage.
        id: Identifier of the dossier.
        programme: The programme it is opened with, and keeps.
        created_at: UTC instant.
    """
    dossier = fiche.to_dossier(id=id, programme=programme.ref, created_at=created_at)
    return transitions.plan_meetings(dossier, plan(dossier, programme).meetings)


def describe(dossier: Dossier, fiche: Fiche) -> Dossier:
    """The same dossier, described by another fiche; accesses and meetings stay as they are."""
    described = {name: value for name, value in fiche if name != "resources"}
    return dossier.evolve(**described)
