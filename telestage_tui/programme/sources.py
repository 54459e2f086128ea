"""Where what a programme says comes from: its documents, and what this program proposes."""

from ..dossier.base import Frozen
from ..dossier.text import Line, Link, Name
from .provenance import Confidence, Moment, ReadingDay

PROPOSED = "proposed"
"""Tag of the source of what this program suggests itself."""


class Source(Frozen):
    """Where a fact comes from."""

    title: Name
    """Its real one, when it has one."""
    author: Line = ""
    date: Line = ""
    """In French, as precise as it is known: « mai 2023 »."""
    year: int | None = None
    """In place of `date`."""
    address: Link = ""
    note: Line = ""
    valid_from: Moment = ""
    """Since when what it says holds, when that is not known fact by fact."""
    seen_on: ReadingDay = None
    """The day it was last read."""
    confidence: Confidence = "to-check"
    """How sure what it says is, when that is not known fact by fact."""

    @property
    def name(self) -> str:
        """Author and title: « OFQJ, Guide du télé-stage »."""
        return f"{self.author}, {self.title}" if self.author else self.title

    @property
    def citation(self) -> str:
        """All that is known of it, to find it again."""
        when = self.date or (str(self.year) if self.year else "")
        parts = [", ".join(filter(None, (self.name, when))), self.address, self.note.rstrip(".")]
        return ". ".join(filter(None, parts))
