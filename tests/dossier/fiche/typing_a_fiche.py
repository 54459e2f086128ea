"""Helpers of the tests of typed fields: a valid form, and the refusal of one field."""

from __future__ import annotations

from datetime import date

from telestage_tui.dossier.errors import InvalidInput
from telestage_tui.dossier.fiche.model import coerce_fiche

TODAY = date(2026, 11, 26)
REQUIRED_TYPED = {
    "stage.debut": "11 janvier 2027",
    "stage.fin": "09/04/2027",
    "stagiaire.prenom": " Léa ",
    "stagiaire.nom": "Nguyễn",
    "structure.nom": "Atelier Boréal",
}


def refusal_of(path: str, raw: str) -> str | None:
    """The refusal of a text typed in one field of a form otherwise valid; None when accepted."""
    try:
        coerce_fiche(REQUIRED_TYPED | {path: raw}, TODAY)
    except InvalidInput as error:
        problems = (p for p in error.problems if p.field == path or p.field.startswith(f"{path}["))
        return next((problem.message for problem in problems), None)
    return None
