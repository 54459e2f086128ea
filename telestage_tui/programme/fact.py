"""What `facts.toml` says: one fact, of when it is, and what it is about."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from ..dossier.base import Frozen
from ..dossier.text import Line, Name
from .provenance import Provenance

_RANK = re.compile(r"\[\d+\]")
"""The rank of a section that repeats, in the path of a field: `candidats[2].nom`."""


class Fact(Provenance):
    """One fact, and what it is about."""

    id: Name
    title: Name
    value: Line = ""
    """What is so now; empty when the title says it whole."""
    was: Line = ""
    """What `was_source` said of it; empty when it is the first to say it."""
    was_source: Line = ""
    note: Line = ""
    tasks: tuple[Name, ...] = ()
    fields: tuple[Name, ...] = ()
    pages: tuple[Name, ...] = ()

    def concerns(self, subject: str) -> bool:
        """Whether it is about a task, a field of the fiche, or a page (`page:closing`)."""
        bare = _RANK.sub("", subject)
        pages = (f"page:{each}" for each in self.pages)
        return bare in (*self.tasks, *pages) or any(
            bare == each or bare.startswith(f"{each}.") for each in self.fields
        )


class FactContent(Frozen):
    """`facts.toml`: what changed since the documents of the programme."""

    fresh_months: Annotated[int, Field(ge=1, le=1200)] = 12
    """Months after which a fact is to be read again."""
    facts: tuple[Fact, ...] = ()
