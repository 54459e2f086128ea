"""The stage on site that may follow a télé-stage: the dossiers of both, and opening the second."""

from __future__ import annotations

from uuid import uuid4

from ..dossier.dossier import Dossier, ProgrammeRef
from ..planning.onsite_dossier import Opening, follower, open_onsite
from ..programme.loader import NEWEST, load_programme
from ..programme.programme import Programme
from .workspace import Workspace


def followers(workspace: Workspace, dossier: Dossier) -> tuple[Dossier | None, Dossier | None]:
    """The dossier of the télé-stage that one follows, and that of the stage that follows it.

    Each is None when there is none, or it was removed or erased.
    """
    others = workspace.repository.dossiers()
    former = next((each for each in others if each.id == dossier.former), None)
    return former, follower(dossier, others)


def opening_onsite(workspace: Workspace, former: Dossier) -> Opening:
    """The dossier of the stage on site about to be opened from that of a télé-stage.

    Raises:
        Refused: with why it cannot be.
        InvalidInput: when the days aimed at cannot be those of a stage.
    """
    return open_onsite(
        former,
        id=uuid4(),
        before=workspace.programme(former),
        programme=_onsite_programme(workspace, former),
        created_at=workspace.clock.now(),
        today=workspace.today(),
        others=list(workspace.repository.dossiers()),
    )


def _onsite_programme(workspace: Workspace, former: Dossier) -> Programme:
    """The programme that the stage on site follows, as that of the télé-stage names it."""
    name = workspace.programme(former).onsite.programme
    return load_programme(ProgrammeRef(id=name, version=NEWEST), workspace.own_content.folder)
