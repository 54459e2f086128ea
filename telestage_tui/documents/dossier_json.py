"""The whole of a dossier as plain JSON: what a person may ask for, what outlives this program."""

from __future__ import annotations

from ..dossier.dossier import Dossier


def dossier_json(dossier: Dossier) -> str:
    """The dossier, field by field, as it is kept; ends with a line end."""
    return dossier.model_dump_json(indent=2) + "\n"
