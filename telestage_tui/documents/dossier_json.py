"""A whole dossier as JSON, for a person who asks for it, or for use without this program."""

from __future__ import annotations

from ..dossier.dossier import Dossier


def dossier_json(dossier: Dossier, *, identity: bool = False) -> str:
    """The dossier, field by field, as it is kept; ends with a line end.

    Args:
        dossier: The dossier.
        identity: Whether the identity data are asked for; their key is left out otherwise.
    """
    left_out = None if identity else {"identity"}
    return dossier.model_dump_json(indent=2, exclude=left_out) + "\n"
