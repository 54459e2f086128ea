"""Meetings: their slots and records. Wall times are stored; `clocks` computes UTC."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self, get_args
from uuid import UUID

from pydantic import AwareDatetime, Field

from .base import Day, Frozen
from .errors import Refused
from .french import long_date
from .hours import WEEKDAYS, WallTime
from .people import Side
from .text import Line, Link, Name, Prose
from .zone_names import ZoneName

PlannedKind = Literal["prestart", "welcome", "checkin", "midpoint", "final"]
"""The kinds that the programme asks for."""
AddedKind = Literal["call", "problem"]
"""The kinds that a tutor adds outside the plan: an unplanned call, a problem to deal with."""
MeetingKind = Literal[PlannedKind, AddedKind]
PLANNED_KINDS: tuple[PlannedKind, ...] = get_args(PlannedKind)
ADDED_KINDS: tuple[AddedKind, ...] = get_args(AddedKind)
MeetingStatus = Literal["planned", "held", "missed", "cancelled"]
Weekday = Literal["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
Minutes = Annotated[int, Field(ge=5, le=480)]
Level = Annotated[int, Field(ge=1, le=4)]
"""From 1 to 4, the higher the better."""
DEFAULT_DURATION = 30
"""Minutes."""


class MeetingRule(Frozen):
    """How check-ins recur."""

    weekday: Weekday = "mardi"
    at: WallTime | None = None
    """Wall time on the reference clock; None for the first shared hour."""
    reference: Side = "structure"
    """The side whose wall time stays fixed when a clock changes."""
    duration: Annotated[int, Field(ge=5, le=120)] = DEFAULT_DURATION
    """Minutes."""
    link: Link = ""

    @property
    def weekday_number(self) -> int:
        """0 for Monday, as `date.weekday()`."""
        return WEEKDAYS.index(self.weekday)


class Minute(Frozen):
    """The notes on one item of the agenda, defined by the programme."""

    item: Name
    text: Prose


class IndicatorLevel(Frozen):
    """One of the tutoring indicators [002], at its level that day."""

    id: Name
    level: Level


class Record(Frozen):
    """The notes and indicators of a meeting."""

    minutes: tuple[Minute, ...] = ()
    indicators: tuple[IndicatorLevel, ...] = ()
    notes: Prose = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not (self.minutes or self.indicators or self.notes)

    def minute(self, item: str) -> str:
        """The notes on that agenda item, or an empty text."""
        return next((minute.text for minute in self.minutes if minute.item == item), "")

    def level(self, indicator: str) -> int | None:
        """The level given to that indicator, or None."""
        return next((i.level for i in self.indicators if i.id == indicator), None)


class Slot(Frozen):
    """A place in local time: a date and a wall time in an IANA zone."""

    day: Day
    at: WallTime
    zone: ZoneName


class ClockReading(Frozen):
    """What the time zones made of a slot, by the edition that was then in use."""

    edition: Line
    """Of the time zones, as IANA names it: `2026f`."""
    start: AwareDatetime
    """UTC instant."""
    other: Slot
    """The same moment on the other clock."""


class Meeting(Frozen):
    """One meeting between the tutor and the intern.

    `id` never changes, so that a calendar can follow the meeting.
    """

    id: UUID
    kind: MeetingKind
    slot: Slot
    duration: Minutes = DEFAULT_DURATION
    status: MeetingStatus = "planned"
    rule_day: Day
    """The date the rule of the programme asked for, on the reference clock: « mardi » is a Tuesday
    for the side whose wall time stays fixed. (Files of the first versions have the host's date,
    which differs only between zones half a day apart.) Outside the plan, the day it was added
    for."""
    objective: Line = ""
    """What a meeting outside the plan is for."""
    deviations: tuple[Line, ...] = ()
    """French sentences: why the slot is not the one the rule asks for."""
    reading: ClockReading | None = None
    """Its moment when it was planned, or last given to calendars; None in files of the first
    versions. A later edition of the zones may have moved it, see `clock_readings`."""
    moved_from: Slot | None = None
    """The planned slot this meeting was moved away from by hand."""
    move_reason: Line = ""
    """Why it was moved by hand; see `why_moved`."""
    reason: Line = ""
    """Why it was missed or cancelled; see `why_not_held`."""
    cancelled_by: Literal["plan"] | None = None
    """`plan` when the rule no longer asks for it, or when the change that added it was undone:
    planning restores it when needed. None when the tutor cancelled it."""
    record: Record = Record.model_construct()
    sequence: Annotated[int, Field(ge=0)] = 0
    """iCalendar SEQUENCE: raised whenever the slot, the duration, the cancellation, or what
    a calendar says of it changes. It never goes down, not even when a change is undone."""

    @property
    def is_added(self) -> bool:
        """Whether the tutor added it outside the plan, which neither moves nor drops it."""
        return self.kind in ADDED_KINDS

    @property
    def is_dropped(self) -> bool:
        """Whether the plan, and not the tutor, cancelled it."""
        return self.status == "cancelled" and self.cancelled_by == "plan"

    def dropped(self, reason: str) -> Self:
        """The meeting cancelled by the plan; its record stays."""
        return self.evolve(
            status="cancelled", cancelled_by="plan", reason=reason, sequence=self.sequence + 1
        )

    @property
    def why_moved(self) -> str:
        """Why it was moved by hand; older files have it in `reason` while it is planned."""
        is_moved = self.moved_from is not None and self.status == "planned"
        return self.move_reason or (self.reason if is_moved else "")

    @property
    def why_not_held(self) -> str:
        """Why it was missed or cancelled."""
        return self.reason if self.is_recorded else ""

    def may_be_held(self, on: date) -> bool:
        """Whether it can have taken place by that date, see `clocks.meeting_times.day_reached`."""
        return self.slot.day <= on

    def check_its_day_has_come(self, status: MeetingStatus, on: date) -> None:
        """Check that it is not too early for that status; a meeting may be cancelled at any time.

        Args:
            status: The status to give it.
            on: The date that it is, see `clocks.meeting_times.day_reached`.

        Raises:
            Refused: when it would be held or missed before its date.
        """
        advice = {
            "held": "Si elle a été avancée, déplacez-la d’abord.",
            "missed": "Si elle n’aura pas lieu, annulez-la ou déplacez-la.",
        }.get(status)
        if advice and not self.may_be_held(on):
            raise Refused(
                f"Cette rencontre est prévue le {long_date(self.slot.day)} : elle n’a pas encore "
                f"eu lieu. {advice}"
            )

    @property
    def is_recorded(self) -> bool:
        """Whether its outcome is known."""
        return self.status != "planned"


def in_order(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """The meetings sorted by local day and time, as a dossier keeps them."""
    return tuple(sorted(meetings, key=lambda m: (m.slot.day, m.slot.at, m.id)))
