"""What documents are written on: the paper, and the logo at its head."""

from typing import Literal

from .base import Frozen
from .text import Line

Sheet = Literal["lettre", "A4"]
"""The format of a sheet: that of Québec (8.5 × 11 inches), or that of France."""
DEFAULT_SHEET: Sheet = "lettre"


class Stationery(Frozen):
    """The paper of an organisation."""

    logo: Line = ""
    """Path of a picture, as it was typed; it may be gone by the time it is used."""
    paper: Sheet = DEFAULT_SHEET


class OwnStationery(Frozen):
    """What a dossier has instead; blank, or None, for what its organisation has."""

    logo: Line = ""
    paper: Sheet | None = None
