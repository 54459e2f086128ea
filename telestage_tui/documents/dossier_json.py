"""A whole dossier as JSON, for a person who asks for it, or for use without this program."""

from __future__ import annotations

from ..dossier.dossier import Dossier


def dossier_json(dossier: Dossier) -> str:
    """The dossier, field by field, as it is kept; ends with a line end."""
    return dossier.model_dump_json(indent=2) + "\n"
