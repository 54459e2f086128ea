"""Opening a dossier with its meetings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ..dossier.changes import plan_meetings
from ..dossier.dossier import Dossier
from ..programme.programme import Programme
from .busy import engagements
from .planner.planner import plan

if TYPE_CHECKING:
    from ..dossier.fiche import Fiche


def open_dossier(
    fiche: Fiche,
    *,
    id: UUID,
    programme: Programme,
    created_at: datetime,
    others: Iterable[Dossier] = (),
) -> Dossier:
    """The dossier a fiche describes, its meetings planned from that instant on.

    Args:
        fiche: What describes the télé-stage.
        id: Identifier of the dossier.
        programme: The programme it is opened with, and keeps.
        created_at: UTC instant.
        others: The other dossiers: the meetings of the same tutor are avoided.
    """
    dossier = fiche.to_dossier(id=id, programme=programme.ref, created_at=created_at)
    busy = engagements(dossier, others)
    made = plan(dossier, programme, since=created_at, busy=busy)
    return plan_meetings(made.meetings).apply(dossier)
