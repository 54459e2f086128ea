"""The change of the version of the programme that a dossier follows."""

from __future__ import annotations

from ..deeds import deed
from ..dossier import Dossier, ProgrammeRef
from ..errors import Refused
from .change import Change, evolve_open


def follow_programme(before: ProgrammeRef, after: ProgrammeRef) -> Change:
    """Follow another version of the programme; what is recorded stays as it is.

    Args:
        before: The one it follows, as was shown.
        after: The one it is to follow.
    """

    def apply(dossier: Dossier) -> Dossier:
        if dossier.programme == after:
            raise Refused("Ce dossier suit déjà cette version du programme.")
        if dossier.programme != before:
            raise Refused("Ce dossier a changé de version entre-temps : revoyez l’aperçu.")
        return evolve_open(dossier, programme=after)

    what = deed(
        "programme.moved",
        before=f"{before.id} {before.version}",
        after=f"{after.id} {after.version}",
    )
    return Change(what, apply)
