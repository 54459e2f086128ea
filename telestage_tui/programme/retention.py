"""How long a closed dossier is kept, and the names of the candidates who were not chosen."""

from typing import Annotated

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Line, Name
from .sources import PROPOSED


class CandidateRetention(Frozen):
    """How long the names of the candidates who were not chosen are kept by default."""

    months: Annotated[int, Field(ge=0, le=1200)] = 3
    """After the first day of the stage."""
    most: Annotated[int, Field(ge=0, le=1200)] = 24
    """Months after the last interview, at the most."""
    reason: Line = ""
    limits: Line = ""
    source: Name = PROPOSED


class Retention(Frozen):
    """How long a closed dossier is kept by default."""

    years: Annotated[int, Field(ge=0, le=100)]
    """After the last day of the stage."""
    source: Name
    reason: Line = ""
    limits: Line = ""
    candidates: CandidateRetention = CandidateRetention.model_construct()
