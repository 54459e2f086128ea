"""An invented dossier that has one of each thing, on which templates are tried."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from ..dossier.accesses import Access
from ..dossier.dossier import Dossier
from ..dossier.people import Candidate, Host, Intern
from ..dossier.records import Transfer
from ..dossier.stage import Stage
from ..programme.programme import Programme

_ID = UUID(int=0)
SAMPLE_INSTANT = datetime(2000, 1, 1, tzinfo=UTC)


def sample_dossier(programme: Programme) -> Dossier:
    """A dossier of which every list has something, so that every loop is run."""
    first = date(2000, 1, 3)
    return Dossier(
        id=_ID,
        programme=programme.ref,
        created_at=SAMPLE_INSTANT,
        stage=Stage(start=first, end=date(2000, 3, 31), deliverables=("Livrable",)),
        intern=Intern(first_name="Zoé", last_name="Roy"),
        host=Host(name="Atelier"),
        candidates=(Candidate(name="Luc Roy"), Candidate(name="Ana Ba", runner_up=True)),
        accesses=(
            Access(id=_ID, name="À ouvrir"),
            Access(id=UUID(int=1), name="À retirer", given_on=first),
        ),
        transfers=(Transfer(id=_ID, item="Fichier", where="Dossier partagé"),),
    )
