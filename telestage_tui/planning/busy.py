"""What the tutor of a dossier has in the other ones: nobody is in two meetings at once."""

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
    """A meeting of a dossier, as what keeps its tutor busy."""
    return Engagement(start_of(meeting), end_of(meeting), dossier.intern.full_name)


def engagements(dossier: Dossier, others: Iterable[Dossier]) -> tuple[Engagement, ...]:
    """The meetings planned by the tutor of a dossier in other open ones, in no given order.

    Args:
        dossier: Whose tutor.
        others: The dossiers there are; those of other tutors, closed ones and itself do not count.
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
