"""The name of a meeting in the history: a kind and a day, and the title of one's own programme."""

from __future__ import annotations

from ..clocks.meeting_times import host_day
from ..dossier.deeds import Deed, deed
from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting
from ..wording import MEETING_KINDS
from .programme import Programme


def name_deed(dossier: Dossier, meeting: Meeting, programme: Programme) -> Deed:
    """The name of a meeting: its kind, and its day for the host.

    A programme that calls its meetings otherwise has its own title kept beside the kind.
    """
    on, title = host_day(meeting, dossier.host.zone), programme.meeting_rules.title(meeting.kind)
    if title == MEETING_KINDS[meeting.kind]:
        return deed("meeting.name", kind=meeting.kind, on=on)
    return deed("meeting.titled", kind=meeting.kind, title=title, on=on)
