"""Calendar files (iCalendar, RFC 5545): the meetings and tasks of dossiers, for any calendar.

The calendar library, slow to load, is imported when a file is made and not before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from ..dossier.dossier import Dossier
from ..dossier.errors import Refused
from ..dossier.french import NBSP, de
from ..programme.loader import Programme

if TYPE_CHECKING:
    from icalendar import Calendar
    from icalendar.cal import Component

TaskForm = Literal["todo", "events"]
"""How tasks are written: VTODO, or all-day VEVENT for programs that know no tasks."""
_PRODID = "-//telestage//telestage//FR"


def calendar_of(
    dossiers: Iterable[Dossier],
    programme_of: Callable[[Dossier], Programme],
    *,
    now: datetime,
    series: bool = False,
    invite: bool = False,
    cancel: bool = False,
    tasks: TaskForm | None = None,
    only: UUID | None = None,
) -> bytes:
    """The calendar file of one dossier or several.

    A newer file imported over an older one updates what moved: identifiers never change, and
    SEQUENCE grows. The two forms, individual events and series, have identifiers of their own:
    whoever changes form takes the first one off the calendar.

    Args:
        dossiers: Whose meetings.
        programme_of: The programme a dossier follows.
        now: UTC instant at which the file is made.
        series: Write the weekly check-ins as one recurring event with exceptions. Individual
            events, which every program reads right, are the default.
        invite: Invite the intern, on behalf of the tutor, to the meetings to come
            (METHOD:REQUEST).
        cancel: Take the meetings off the calendar (METHOD:CANCEL); with `invite`, tell it to the
            intern who was invited.
        tasks: Write the tasks too, in that form.
        only: Write that meeting alone.

    Returns:
        The file, in UTF-8.

    Raises:
        Refused: when an e-mail address is missing, when tasks are asked for with an invitation or
            a cancellation, when no dossier has that meeting, or when there is nothing to write.
    """
    from .calendar_events import DossierEvents, Edition
    from .calendar_tasks import task_components
    from .calendar_values import serialised

    if tasks and (invite or cancel or only):
        raise Refused("Les étapes ne s’envoient pas en invitation : exportez-les à part.")
    chosen = tuple(dossiers) if only is None else (_holder(dossiers, only),)
    if invite:
        _check_addresses(chosen)
    edition = Edition(now, invite=invite, cancel=cancel)
    components: list[Component] = []
    for dossier in chosen:
        programme = programme_of(dossier)
        events = DossierEvents(dossier, programme, edition, as_series=series)
        components += events.all() if only is None else events.only(only)
        if tasks:
            components += task_components(dossier, programme, edition, tasks)
    if not components:
        raise Refused("Il n’y a aucune rencontre à mettre dans cet agenda.")
    method = "CANCEL" if cancel else "REQUEST" if invite else "PUBLISH"
    calendar = _blank(_name(chosen), method)
    for component in (*_zones(chosen, components), *components):
        calendar.add_component(component)
    return serialised(calendar)


def _blank(name: str, method: str) -> Calendar:
    from icalendar import Calendar

    from .calendar_values import line

    calendar = Calendar()
    calendar.add("PRODID", _PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add("X-WR-CALNAME", line(name))
    return calendar


def _zones(dossiers: Sequence[Dossier], components: Iterable[Component]) -> list[Component]:
    """The VTIMEZONE of every zone the components name."""
    from .vtimezone import vtimezone

    used = {
        component[name].params["TZID"]
        for component in components
        for name in ("DTSTART", "RECURRENCE-ID")
        if name in component and "TZID" in component[name].params
    }
    years = [meeting.slot.day.year for dossier in dossiers for meeting in dossier.meetings]
    return [vtimezone(zone_name, min(years), max(years)) for zone_name in sorted(used)]


def _name(dossiers: Sequence[Dossier]) -> str:
    if len(dossiers) == 1:
        return f"Télé-stage – {dossiers[0].intern.full_name}"
    return "Télé-stages"


def _holder(dossiers: Iterable[Dossier], meeting_id: UUID) -> Dossier:
    for dossier in dossiers:
        if any(meeting.id == meeting_id for meeting in dossier.meetings):
            return dossier
    raise Refused("Cette rencontre n’est plus dans le dossier.")


def _check_addresses(dossiers: Iterable[Dossier]) -> None:
    missing: list[str] = []
    for dossier in dossiers:
        intern = dossier.intern.full_name
        if not dossier.tutor.email:
            missing.append(f"le courriel du tuteur ou de la tutrice (dossier {de(intern)})")
        if not dossier.intern.email:
            missing.append(f"le courriel {de(intern)}")
    if missing:
        raise Refused(
            f"Une invitation a besoin d’une adresse pour chacun. Il manque{NBSP}: "
            f"{', '.join(dict.fromkeys(missing))}. Complétez le dossier."
        )
