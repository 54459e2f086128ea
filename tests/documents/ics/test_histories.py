"""Whatever was exported before, in whatever form, a calendar shows just what is planned."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import get_args
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from telestage_tui.clocks.clock import FrozenClock
from telestage_tui.clocks.meeting_times import end_of, start_of
from telestage_tui.documents.files import export_calendar
from telestage_tui.documents.ics.choices import CalendarChoices, Purpose
from telestage_tui.documents.ics.selection import select
from telestage_tui.dossier.changes import (
    Change,
    add_absences,
    move_meeting,
    plan_meetings,
    record_meeting,
)
from telestage_tui.dossier.deeds import said
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.exports import Audience
from telestage_tui.dossier.meetings import MeetingStatus, Slot, Weekday
from telestage_tui.dossier.people import ClosedPeriod, Side
from telestage_tui.planning.replan import replan
from telestage_tui.workspace import Workspace
from tests.documents.ics.building import PROGRAMME, from_fiche
from tests.documents.ics.client import CalendarClient

LEA = from_fiche("complete", UUID(int=4))
OPENED = datetime(2026, 12, 1, 15, tzinfo=UTC)
ABSENCES = Path(__file__).parent / "absences"
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


class Story:
    """A dossier in its file, its tutor's calendar and its intern's."""

    def __init__(self, folder: Path, dossier: Dossier = LEA) -> None:
        self.folder, self.now = folder, OPENED
        self.open()
        self.id = dossier.id
        self.workspace.repository.add(dossier)
        self.calendars = {audience: CalendarClient() for audience in AUDIENCES}
        self.backup: str | None = None

    def open(self) -> None:
        """Open the file, at the time it is now."""
        clock = FrozenClock(self.now)
        self.workspace = Workspace(self.folder / "telestage.json", clock, backup_time=clock.now)

    @property
    def dossier(self) -> Dossier:
        return self.workspace.repository.get(self.id)

    def change(self, change: Change) -> None:
        self.workspace.repository.change(self.id, change)

    def replan(self) -> None:
        self.change(plan_meetings(replan(self.dossier, PROGRAMME, self.now).meetings))

    def absent(self, side: Side, first: date, last: date) -> None:
        self.change(add_absences(side, [ClosedPeriod(first=first, last=last)]))
        self.replan()

    def weekday(self, weekday: Weekday) -> None:
        def other(dossier: Dossier) -> Dossier:
            return dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(weekday=weekday))

        self.change(Change(said("Jour changé"), other))
        self.replan()

    def export(self, choices: CalendarChoices, *, imported: bool = True) -> bool:
        """Write files, and import them; whether there was anything to write."""

        def save(dossier: Dossier, change: Change) -> Dossier:
            return self.workspace.repository.change(dossier.id, change)

        before = choice_of(self.dossier, self.now, choices)
        try:
            written = export_calendar(
                self.folder / "agenda", [self.dossier], lambda _: PROGRAMME, self.now, choices, save
            )
        except Refused:
            return False
        after = choice_of(self.dossier, self.now, choices)
        assert before == after  # an export that is noted changes nothing of what it says
        if imported:
            for path in written.paths:
                self.calendars[choices.audience].take_in(path.read_bytes())
        return True

    def shown(self, audience: Audience) -> list[tuple[datetime, datetime]]:
        """What a calendar shows; at the intern's, what is not over."""
        shown = self.calendars[audience].shown()
        return shown if audience == "tutor" else [each for each in shown if each[1] > self.now]

    def expected(self, audience: Audience) -> list[tuple[datetime, datetime]]:
        """What it should show: what the plan has."""
        return sorted(
            (start_of(meeting), end_of(meeting))
            for meeting in self.dossier.meetings
            if meeting.status != "cancelled" and (audience == "tutor" or end_of(meeting) > self.now)
        )


def choice_of(dossier: Dossier, now: datetime, choices: CalendarChoices) -> object:
    """What is chosen of each meeting, or None when it is refused."""
    try:
        singles = select(dossier, now, choices).singles
        return [(single.meeting.id, single.stands) for single in singles]
    except Refused:
        return None


def check(story: Story, audience: Audience) -> None:
    assert story.shown(audience) == story.expected(audience)


@pytest.mark.parametrize(
    ("weekday", "side", "file"),
    [("jeudi", "stagiaire", "every-thursday.ics"), ("mardi", "structure", "first-days.ics")],
)
def test_absences_leave_no_ghost_in_a_series(
    weekday: Weekday, side: Side, file: str, tmp_path: Path
) -> None:
    """All Thursdays taken after a series on Thursdays; the welcome shifted by two days off."""
    story = Story(tmp_path)
    story.weekday(weekday)
    story.export(CalendarChoices(series=True))
    for day in days_off(ABSENCES / file):
        story.change(add_absences(side, [day]))
    story.replan()
    story.export(CalendarChoices(series=True))
    check(story, "tutor")
    story.export(CalendarChoices("withdraw", series=True))
    assert story.shown("tutor") == []


@pytest.mark.parametrize("purpose", ["publish", "invite"])
@pytest.mark.parametrize("first", [False, True], ids=["one by one first", "series first"])
def test_changing_form_takes_the_other_one_off(
    tmp_path: Path, purpose: Purpose, first: bool
) -> None:
    story = Story(tmp_path)
    for series in (first, not first, first):
        story.export(CalendarChoices(purpose, series=series))
        check(story, "intern" if purpose == "invite" else "tutor")


def days_off(path: Path) -> list[ClosedPeriod]:
    """The all-day events of a file."""
    return [
        ClosedPeriod(first=event.start, last=event.end - timedelta(days=1))
        for event in Calendar.from_ical(path.read_bytes()).events
    ]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_calendar_shows_the_plan_whatever_happened(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    story = Story(tmp_path_factory.mktemp("histoire"))
    steps = ("absence", "move", "cancel", "restore it", "hold", "weekday", "undo", "back up",
             "restore", "time", "export", "export", "export", "one")  # fmt: skip
    for step in data.draw(st.lists(st.sampled_from(steps), min_size=3, max_size=14)):
        happen(story, step, data)
    for purpose in ("withdraw", "uninvite"):
        choices = CalendarChoices(purpose, series=data.draw(st.booleans()))
        story.export(choices)
        assert story.shown(choices.audience) == []


def happen(story: Story, step: str, data: st.DataObject) -> None:  # noqa: PLR0912
    """One step of a random history."""
    meeting = data.draw(st.sampled_from(story.dossier.meetings))
    match step:
        case "absence":
            first = data.draw(st.dates(date(2027, 1, 11), date(2027, 4, 7)))
            last = first + timedelta(days=data.draw(st.integers(0, 9)))
            story.absent(data.draw(st.sampled_from(get_args(Side))), first, last)
        case "move" if meeting.status != "held":
            to = Slot(
                day=data.draw(st.dates(date(2027, 1, 4), date(2027, 4, 9))),
                at=data.draw(st.sampled_from([time(9, 30), time(10, 15)])),
                zone=data.draw(st.sampled_from(["America/Toronto", "Europe/Paris"])),
            )
            story.change(move_meeting(meeting.id, "Rencontre", to=to))
        case "cancel" | "restore it":
            status: MeetingStatus = "cancelled" if step == "cancel" else "planned"
            on = meeting.slot.day
            story.change(record_meeting(meeting.id, "Rencontre", status=status, on=on))
        case "hold" if end_of(meeting) <= story.now:
            on = meeting.slot.day
            story.change(record_meeting(meeting.id, "Rencontre", status="held", on=on))
        case "weekday":
            story.weekday(data.draw(st.sampled_from(get_args(Weekday))))
        case "undo":
            undo = story.workspace.repository.next_undo
            if undo and undo.effect == "changes":
                story.workspace.repository.undo()
        case "back up":
            story.backup = story.workspace.backups.create().path.name
        case "restore" if story.backup:
            story.workspace.recovery.restore(story.backup)
        case "time":
            story.now += timedelta(days=data.draw(st.integers(1, 40)))
            story.open()
        case "export":
            purpose: Purpose = data.draw(st.sampled_from(get_args(Purpose)))
            choices = CalendarChoices(purpose, series=data.draw(st.booleans()))
            imported = data.draw(st.integers(0, 3)) > 0
            story.export(choices, imported=imported)
            if imported and choices.takes_off:
                assert story.shown(choices.audience) == []
            elif imported:
                check(story, choices.audience)
        case "one":
            purpose = data.draw(st.sampled_from(get_args(Purpose)))
            series = data.draw(st.booleans())
            story.export(CalendarChoices(purpose, series=series, only=meeting.id))
