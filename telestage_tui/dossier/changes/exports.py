"""Changes to what is known of calendars: an export is noted, and what it said is summed up."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from ..clock_readings import moved_by_edition, read_again
from ..deeds import Deed, deed
from ..dossier import Dossier
from ..exports import Audience, ExportEntry, TaskForm, with_export
from ..exports import Export as CalendarExport
from ..meetings import in_order
from ..zone_names import tzdata_version
from .change import Change
from .sequence_numbers import renumber, shared_facts

EXPORTED = deed("calendar.exported")
INVITED = deed("calendar.invited")
TAKEN_OFF = deed("calendar.taken_off")
"""What `note_export` may be for."""
_MARK_LENGTH = 16
"""Hexadecimal digits: two plans of one dossier do not have the same by chance."""


class Writing(NamedTuple):
    """What a calendar file is about to say.

    Attributes:
        entries: Each identifier it is about, and whether it stands in the calendar or leaves it.
        news: The meetings whose SEQUENCE must grow for a calendar to accept what is said.
        is_whole: Whether it is about all the meetings, and not a single one.
        task_form: How it has the tasks, or None.
    """

    entries: tuple[ExportEntry, ...]
    news: Collection[UUID]
    is_whole: bool
    task_form: TaskForm | None = None


def note_export(
    what: Deed, audience: Audience, at: datetime, writing: Callable[[Dossier], Writing]
) -> Change:
    """Note what is about to be written for a calendar, and make it newer than what it may have.

    A calendar ignores an event older than its own: each SEQUENCE grows in the dossier, and not in
    the file alone. A closed dossier allows it, since a stage that ended early leaves meetings in
    calendars.

    Args:
        what: What it is for.
        audience: Whose calendar.
        at: UTC instant.
        writing: What is written, from the dossier as it is by then.
    """

    def apply(dossier: Dossier) -> Dossier:
        file = writing(dossier)
        export = CalendarExport(
            audience=audience,
            at=at if file.is_whole else None,
            plan=plan_mark(dossier) if file.is_whole else "",
            edition=tzdata_version() if file.is_whole else "",
            # At least the version that the store is about to give.
            sequence=dossier.export_sequence + 1,
            entries=file.entries,
            task_forms=(file.task_form,) if file.task_form else (),
        )
        told = {
            meeting.id
            for meeting in dossier.meetings
            if file.is_whole or any(entry.id == meeting.id for entry in file.entries)
        }
        moved = {meeting.id for meeting in moved_by_edition(dossier)}
        after = renumber(dossier, {*file.news, *(told & moved)})
        after = after.evolve(exports=with_export(dossier.exports, export))
        return _read_again(after, told, audience, at)

    return Change(what, apply)


def is_outdated(dossier: Dossier, audience: Audience, now: datetime) -> bool:
    """Whether a calendar shows, at that UTC instant, what is no longer the plan."""
    export = dossier.export_to(audience)
    if not (export.stands_after(now) and export.plan):
        return False
    return export.plan != plan_mark(dossier) or _clocks_moved_since(export, dossier)


def _clocks_moved_since(export: CalendarExport, dossier: Dossier) -> bool:
    """Whether a meeting was moved by an edition of the time zones that the calendar has not."""
    if export.edition == tzdata_version():
        return False
    return bool(moved_by_edition(dossier))


def _read_again(
    dossier: Dossier, told: Collection[UUID], audience: Audience, at: datetime
) -> Dossier:
    """The dossier with new readings of what a calendar was told, unless another has the old ones.

    Args:
        dossier: After the export.
        told: Which meetings.
        audience: Whose calendar.
        at: UTC instant.
    """
    others = (export for export in dossier.exports if export.audience != audience)
    if any(export.stands_after(at) and _clocks_moved_since(export, dossier) for export in others):
        return dossier
    return dossier.evolve(
        meetings=in_order(
            read_again(meeting, dossier) if meeting.id in told else meeting
            for meeting in dossier.meetings
        )
    )


def plan_mark(dossier: Dossier) -> str:
    """A short mark of all that calendars show of a dossier: the same while nothing changes."""
    places = sorted(
        (meeting.id.hex, *map(str, (meeting.slot.day, meeting.slot.at, meeting.slot.zone)),
         meeting.duration)
        for meeting in dossier.meetings
        if meeting.status != "cancelled"
    )  # fmt: skip
    facts = [str(fact) for fact in shared_facts(dossier)]
    return sha256(repr((facts, places)).encode()).hexdigest()[:_MARK_LENGTH]
