"""What was put in calendars, as far as telestage knows: its files leave, and nobody reports back.

A calendar that has an entry keeps it until it is told otherwise, under the same identifier: what
was ever written must be remembered, in whatever form it was.
"""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field

from .base import Frozen
from .people import Tutor
from .text import Line

Audience = Literal["tutor", "intern"]
"""Whose calendar: the tutor's own, or the intern's, reached by mail."""
TaskForm = Literal["todo", "events"]
"""How tasks are written: VTODO, or all-day VEVENT for programs that know no tasks."""


class ExportEntry(Frozen):
    """What a calendar may have under one identifier."""

    id: UUID
    """The meeting; the dossier, for its series."""
    until: AwareDatetime
    """The latest UTC instant at which it ever ended there."""
    stands: bool = True
    """Whether the latest file left it in the calendar; else it took it off."""
    organiser: Tutor | None = None
    """The former tutor who sent it, whose calendar has to take it back before another tutor sends
    it again; None when the present one did."""

    def succeeded_by(self, later: Self) -> Self:
        """The same entry after a later file, in the name of whoever sent that one."""
        return later.evolve(until=max(self.until, later.until))


class Export(Frozen):
    """What was ever put in one calendar."""

    audience: Audience
    at: AwareDatetime | None = None
    """UTC instant of the latest file about all the meetings."""
    plan: Line = ""
    """What that file said, as `changes.plan_mark` sums it up."""
    edition: Line = ""
    """Of the time zones that file was made with, as IANA names it."""
    sequence: Annotated[int, Field(ge=0)] = 0
    """The SEQUENCE last given to what has none of its own: the series, the tasks."""
    entries: tuple[ExportEntry, ...] = ()
    task_forms: tuple[TaskForm, ...] = ()
    """In which forms the tasks were ever written."""

    def entry(self, id: UUID) -> ExportEntry | None:
        """What that calendar may have under that identifier, or None."""
        return next((entry for entry in self.entries if entry.id == id), None)

    def stands_after(self, now: datetime) -> bool:
        """Whether anything left there ends after that UTC instant."""
        return any(entry.stands and entry.until > now for entry in self.entries)

    def succeeded_by(self, later: Self) -> Self:
        """What was ever put there, counting what a later file did: nothing is forgotten."""
        entries = {entry.id: entry for entry in self.entries}
        for entry in later.entries:
            known = entries.get(entry.id)
            entries[entry.id] = known.succeeded_by(entry) if known else entry
        return self.evolve(
            at=later.at or self.at,
            plan=later.plan if later.at else self.plan,
            edition=later.edition if later.at else self.edition,
            sequence=max(self.sequence, later.sequence),
            entries=tuple(entries.values()),
            task_forms=tuple(sorted({*self.task_forms, *later.task_forms})),
        )


def with_export(exports: tuple[Export, ...], later: Export) -> tuple[Export, ...]:
    """What was put in every calendar, counting a later export."""
    by_audience = {export.audience: export for export in exports}
    known = by_audience.get(later.audience)
    by_audience[later.audience] = known.succeeded_by(later) if known else later
    return tuple(by_audience.values())
