"""What is left to do of a stage that ends before its time."""

from ..dossier.base import Frozen
from ..dossier.meetings import MeetingKind
from ..dossier.text import Name
from .sources import PROPOSED


class ShortEnding(Frozen):
    """What is left to do of a stage that ends before its time."""

    tasks: tuple[Name, ...] = ()
    """The tasks that remain; the others still to do become *sans objet*. Without any, those of the
    last phase that fill no evaluation."""
    meetings: tuple[MeetingKind, ...] = ("prestart", "welcome", "checkin", "final")
    """The kinds of meetings still planned."""
    source: Name = PROPOSED
