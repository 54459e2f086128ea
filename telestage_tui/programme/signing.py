"""Who has still to sign a convention, and an ARE that ends before the stage."""

from __future__ import annotations

from datetime import date

from ..dossier.dossier import Dossier
from ..dossier.french import plain_date
from ..dossier.stage import PARTIES, Party


def unsigned(dossier: Dossier, today: date) -> tuple[Party, ...]:
    """Who has not signed the convention yet; a signature to come is not one."""
    signed = dossier.convention.signatories(today)
    return tuple(party for party in PARTIES if party not in signed)


def allowance_warning(dossier: Dossier) -> str:
    """What to say when the ARE is paid for less than the stage; empty when it is not.

    It is no departure: the programme asks that the financing be known, not that it last.
    """
    stage = dossier.stage
    until, is_are = stage.allowance_until, stage.financing in ("ARE", "ARE demandée")
    if not is_are or until is None or until >= stage.end:
        return ""
    return (
        f"L’ARE finit le {plain_date(until)}, avant la fin du stage, le {plain_date(stage.end)} : "
        "voyez avec France Travail ce qui la suit."
    )
