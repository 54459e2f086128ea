"""Calendar files (iCalendar, RFC 5545): the meetings and tasks of dossiers, for any calendar.

`icalendar`, slow to load, is imported only when a file is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple
from uuid import UUID

from ...clocks.zones import local
from ...dossier.dossier import Dossier
from ...dossier.errors import Refused
from ...dossier.exports import TaskForm
from ...dossier.french import de
from ...dossier.people import same_tutor
from ...programme.programme import Programme
from ..names import calendar_name, entry_name
from .choices import CalendarChoices

if TYPE_CHECKING:
    from icalendar.cal import Component

    from .events import CalendarEntry

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
"""The request of a file to the program that reads it (iTIP, RFC 5546)."""
_PRODID = "-//telestage//telestage//FR"


class CalendarFile(NamedTuple):
    """A file ready to be written.

    Attributes:
        name: Its name, without a directory.
        content: In UTF-8.
        method: Its METHOD; None when it has none.
    """

    name: str
    content: bytes
    method: Method | None


def calendar_files(
    dossiers: Iterable[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
) -> tuple[CalendarFile, ...]:
    """The calendar files of one dossier or several.

    One file for one's own calendar. For the intern, one for each UID, by date: all the components
    of a REQUEST or of a CANCEL share one (RFC 5546, 3.2.2 and 3.2.5), and mail programs take one
    event an e-mail. A meeting cancelled since the intern was invited gets its CANCEL.

    A newer file imported over an older one updates what moved: identifiers never change, and
    SEQUENCE never goes down. The two forms, individual events and series, have identifiers of
    their own: a file in one form takes off what the other had put in that calendar.

    Args:
        dossiers: Whose meetings; of one tutor, when there are several.
        programme_of: The programme a dossier follows.
        now: UTC instant at which the files are made.
        choices: The content and the purpose.

    Raises:
        Refused: when an e-mail address is missing, when tasks are asked for with anything but a
            whole calendar, when one meeting of a series is asked for without the others, when no
            dossier has that meeting, or when there is nothing to write.
    """
    only = choices.only
    selection = tuple(dossiers) if only is None else (_holder(dossiers, only),)
    if choices.tasks and (only or choices.purpose != "publish"):
        raise Refused(
            "Les étapes ne s’écrivent qu’avec toutes les rencontres, pour votre propre agenda."
        )
    if choices.is_mailed:
        _check_addresses(selection)
    make = _mail_files if choices.is_mailed else _single_file
    files = tuple(make(selection, programme_of, now, choices))
    if not files:
        raise Refused("Il n’y a aucune rencontre à mettre dans cet agenda.")
    return files


def dossiers_of_tutor(dossier: Dossier, dossiers: Iterable[Dossier]) -> list[Dossier]:
    """The open dossiers of the tutor of that one, it included."""
    return [
        each
        for each in dossiers
        if each.id == dossier.id
        or (each.status != "closed" and same_tutor(each.tutor, dossier.tutor))
    ]


def _single_file(
    dossiers: Sequence[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
) -> Iterator[CalendarFile]:
    """One file with everything; no file when there is nothing."""
    from .events import DossierEvents
    from .tasks import task_components

    components: list[Component] = []
    for dossier in dossiers:
        programme = programme_of(dossier)
        for entry in DossierEvents(dossier, programme, now, choices).entries():
            components += entry.events
        for form in _task_forms(dossier, choices):
            components += task_components(dossier, programme, now, form, removed=choices.takes_off)
    if components:
        method = _method(dossiers, choices)
        yield CalendarFile(
            calendar_name(dossiers, withdrawn=choices.takes_off),
            _content(dossiers, components, method, title=_title(dossiers)),
            method,
        )


def _mail_files(
    dossiers: Sequence[Dossier],
    programme_of: Callable[[Dossier], Programme],
    now: datetime,
    choices: CalendarChoices,
) -> Iterator[CalendarFile]:
    """One file for each UID, by date."""
    from .events import DossierEvents

    entries: list[tuple[CalendarEntry, Dossier]] = [
        (entry, dossier)
        for dossier in dossiers
        for entry in DossierEvents(dossier, programme_of(dossier), now, choices).entries()
    ]
    for entry, dossier in sorted(entries, key=lambda each: (each[0].start, each[0].id)):
        method: Method = "CANCEL" if entry.is_cancelled else "REQUEST"
        here = local(entry.start, dossier.host.zone)
        name = entry_name(dossier, entry.title, here, entry.id, cancelled=entry.is_cancelled)
        # No title: some programs take a file that has one for a calendar to subscribe to.
        yield CalendarFile(name, _content([dossier], entry.events, method), method)


def _task_forms(dossier: Dossier, choices: CalendarChoices) -> Sequence[TaskForm]:
    """How the tasks are written: as asked, or in every form in which they were, to take them off.

    A single meeting goes alone.
    """
    if choices.tasks:
        return (choices.tasks,)
    is_whole = choices.purpose == "withdraw" and choices.only is None
    return dossier.export_to(choices.audience).task_forms if is_whole else ()


def _method(dossiers: Iterable[Dossier], choices: CalendarChoices) -> Method | None:
    """The method of a file for one's own calendar.

    RFC 5546 requires an ORGANIZER with any method, and a start and a priority of published tasks,
    which ours do not have: a file without these has no method, and is imported all the same.
    """
    has_todos = any("todo" in _task_forms(dossier, choices) for dossier in dossiers)
    if has_todos or not all(dossier.tutor.email for dossier in dossiers):
        return None
    return "CANCEL" if choices.takes_off else "PUBLISH"


def _content(
    dossiers: Iterable[Dossier],
    components: Sequence[Component],
    method: Method | None,
    *,
    title: str = "",
) -> bytes:
    from icalendar import Calendar

    from .values import line, serialised

    calendar = Calendar()
    calendar.add("PRODID", _PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if method:
        calendar.add("METHOD", method)
    if title:
        calendar.add("X-WR-CALNAME", line(title))
    for component in (*_zones(dossiers, components), *components):
        calendar.add_component(component)
    return serialised(calendar)


def _zones(dossiers: Iterable[Dossier], components: Iterable[Component]) -> list[Component]:
    """The VTIMEZONE of every zone the components name."""
    from .timezones import vtimezone

    names = {
        component[name].params["TZID"]
        for component in components
        for name in ("DTSTART", "RECURRENCE-ID")
        if name in component and "TZID" in component[name].params
    }
    years = {meeting.slot.day.year for dossier in dossiers for meeting in dossier.meetings}
    years |= {
        component.decoded("RECURRENCE-ID").year
        for component in components
        if "RECURRENCE-ID" in component
    }
    return [vtimezone(zone_name, min(years), max(years)) for zone_name in sorted(names)]


def _title(dossiers: Sequence[Dossier]) -> str:
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
            f"Une invitation a besoin d’une adresse pour chacun. Il manque : "
            f"{', '.join(dict.fromkeys(missing))}. Complétez le dossier."
        )
