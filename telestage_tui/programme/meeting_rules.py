"""When the meetings of a stage are, how long they last, and what each kind is called."""

from typing import Annotated

from pydantic import Field, field_validator

from ..dossier.base import Frozen
from ..dossier.meetings import MeetingKind, Minutes
from ..dossier.text import Name
from .sources import PROPOSED


class SpecialMeeting(Frozen):
    """A kind of meeting that is held once."""

    title: Name
    short: Name
    """Title for columns."""
    duration: Minutes
    """Shortened where the hours that both work are fewer."""
    source: Name
    """Of its day and its duration."""


class AddedMeeting(SpecialMeeting):
    """A kind of meeting that is held outside the plan, whenever there is a need."""


class CountedMeeting(SpecialMeeting):
    """A meeting whose day is counted back from the first or the last day of the stage."""

    days_before: Annotated[int, Field(ge=0, le=28)]
    """Calendar days before the first day of the stage, or weekdays before the last one."""


class CheckIns(Frozen):
    """The meetings that recur: often at first, then every week."""

    title: Name
    short: Name
    """Title for columns."""
    first: tuple[Annotated[int, Field(ge=1, le=20)], ...]
    """Working days after the welcome, for those that come before the weekly ones."""
    source: Name

    @field_validator("first")
    @classmethod
    def _in_order(cls, first: tuple[int, ...]) -> tuple[int, ...]:
        if list(first) != sorted(set(first)):
            raise ValueError("les jours vont en croissant, chacun une fois.")
        return first


class MeetingRules(Frozen):
    """When the meetings of a stage are, and how long they last; agendas are in `agendas`."""

    prestart: CountedMeeting
    welcome: SpecialMeeting
    checkin: CheckIns
    midpoint: SpecialMeeting
    final: CountedMeeting
    call: AddedMeeting = AddedMeeting(
        title="Appel hors calendrier", short="Appel", duration=15, source=PROPOSED
    )
    """A programme may word the meetings outside the plan otherwise; the first ones do not."""
    problem: AddedMeeting = AddedMeeting(
        title="Rencontre pour un problème", short="Problème", duration=30, source=PROPOSED
    )

    def title(self, kind: MeetingKind) -> str:
        """What a kind of meeting is called: « Rencontre de suivi »."""
        return self._of(kind).title

    def short(self, kind: MeetingKind) -> str:
        """Its shorter title for columns: « Suivi »."""
        return self._of(kind).short

    def _of(self, kind: MeetingKind) -> SpecialMeeting | CheckIns:
        meeting: SpecialMeeting | CheckIns = getattr(self, kind)
        return meeting
