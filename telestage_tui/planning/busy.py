"""The meetings of a tutor in other dossiers, at which no other meeting is planned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ..clocks.meeting_times import end_of, start_of
from ..dossier.dossier import Dossier
from ..dossier.meetings import Meeting
from ..dossier.people import same_tutor


class Engagement(NamedTuple):
    """A planned meeting of another dossier.

    Attributes:
        start: UTC instant.
        end: UTC instant.
        whom: Full name of the intern.
    """

    start: datetime
    end: datetime
    whom: str

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether it takes some of that time; one may begin when the other ends."""
        return self.start < end and start < self.end


def engagement(dossier: Dossier, meeting: Meeting) -> Engagement:
    """A meeting of a dossier, as an engagement of its tutor."""
    return Engagement(start_of(meeting), end_of(meeting), dossier.intern.full_name)


def engagements(dossier: Dossier, others: Iterable[Dossier]) -> tuple[Engagement, ...]:
    """The meetings planned by the tutor of a dossier in other open ones, in no particular order.

    Args:
        dossier: Whose tutor.
        others: Dossiers; those of other tutors, closed ones and this one do not count.
    """
    return tuple(
        engagement(other, meeting)
        for other in others
        if other.id != dossier.id
        and other.status != "closed"
        and same_tutor(other.tutor, dossier.tutor)
        for meeting in other.meetings
        if meeting.status == "planned"
    )
