"""What calendars go by: a SEQUENCE that never goes down, and grows with what they show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.changes.sequence_numbers import UNDONE, raise_sequences, succeeding
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.exports import Export, ExportEntry
from telestage_tui.dossier.meetings import Meeting, Slot
from tests.factories import make_dossier, make_meeting, make_record
from tests.strategies import meetings

SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)


def place(meeting: Meeting) -> tuple[object, ...]:
    """What a calendar shows of a meeting's place."""
    return meeting.slot, meeting.duration, meeting.status == "cancelled"


@st.composite
def changed_meetings(draw: st.DrawFn) -> tuple[Dossier, Dossier]:
    """A dossier, and the same after some of its meetings moved, went, came or were cancelled."""
    before = do.plan_meetings(draw(st.lists(meetings, max_size=5))).apply(make_dossier())
    steps: list[Callable[[Meeting], Meeting]] = [
        lambda m: m,
        lambda m: m.evolve(slot=SLOT, sequence=m.sequence + 1),
        lambda m: m.evolve(duration=25, sequence=m.sequence + 3),
        lambda m: m.dropped("Plus demandée"),
        lambda m: m.evolve(record=make_record()),
    ]
    after = [draw(st.sampled_from(steps))(m) for m in before.meetings if draw(st.booleans())]
    return before, do.plan_meetings([*after, *draw(st.lists(meetings, max_size=2))]).apply(before)


@settings(max_examples=60)
@given(changed_meetings())
def test_an_undo_never_lowers_a_sequence(states: tuple[Dossier, Dossier]) -> None:
    before, latest = states
    restored = {m.id: m for m in succeeding(before, latest).meetings}
    earlier = {m.id: m for m in before.meetings}
    for meeting in latest.meetings:
        if meeting.id not in restored:  # no calendar was given it
            assert meeting.is_added
            assert meeting.id not in earlier
            continue
        back = restored[meeting.id]
        assert back.sequence >= meeting.sequence
        if place(back) != place(meeting):
            assert back.sequence > meeting.sequence
        if meeting.id not in earlier:
            assert back.status == "cancelled"
    for id, meeting in earlier.items():
        assert restored[id].evolve(sequence=0) == meeting.evolve(sequence=0)
        assert restored[id].sequence >= meeting.sequence


def test_an_undone_move_is_news_for_calendars() -> None:
    before = make_dossier()
    moved = do.move_meeting(PLANNED.id, "Rencontre", to=SLOT).apply(before)
    back = succeeding(before, moved).meeting(PLANNED.id)
    assert (back.slot, back.sequence) == (PLANNED.slot, 2)
    untouched = {m.id: m for m in succeeding(before, moved).meetings if m.id != PLANNED.id}
    for id, meeting in untouched.items():
        assert before.meeting(id) == meeting.evolve(reading=None)


def test_a_meeting_that_an_undone_change_had_brought_stays_cancelled() -> None:
    latest = make_dossier()
    before = latest.evolve(meetings=[m for m in latest.meetings if m.id != PLANNED.id])
    gone = succeeding(before, latest).meeting(PLANNED.id)
    assert gone.is_dropped
    assert gone.sequence == PLANNED.sequence + 1
    assert gone.reason == UNDONE


def test_a_meeting_outside_the_plan_goes_unless_a_calendar_has_it() -> None:
    before = make_dossier()
    call = PLANNED.evolve(id=uuid4(), kind="call")
    latest = do.add_meeting(call, "Appel").apply(before)
    assert succeeding(before, latest).meetings == before.meetings
    entry = ExportEntry(id=call.id, until=datetime(2027, 4, 9, 15, tzinfo=UTC))
    export = Export(audience="tutor", at=datetime(2027, 2, 9, 15, tzinfo=UTC), entries=(entry,))
    gone = succeeding(before, latest.evolve(exports=(export,))).meeting(call.id)
    assert (gone.status, gone.reason) == ("cancelled", UNDONE)


def test_a_link_that_changed_is_news_of_the_meetings_to_come() -> None:
    before = make_dossier()
    rule = before.meeting_rule.evolve(link="https://visio.example.com/autre")
    after = raise_sequences(before.evolve(meeting_rule=rule), before=before)
    assert after.meeting(PLANNED.id).sequence == PLANNED.sequence + 1
    assert after.meeting(HELD.id) == HELD
    undone = succeeding(before, after)
    assert undone.meeting(PLANNED.id).sequence == PLANNED.sequence + 2


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.evolve(intern=d.intern.evolve(email="autre@example.org")),
        lambda d: d.evolve(intern=d.intern.evolve(zone="Indian/Reunion")),
        lambda d: d.evolve(host=d.host.evolve(zone="America/Halifax")),
        lambda d: d.evolve(tutor=d.tutor.evolve(email="autre@example.com")),
        lambda d: d.evolve(stage=d.stage.evolve(title="TELESTAGE – Autre")),
    ],
)
def test_what_an_event_says_raises_its_sequence(change: Callable[[Dossier], Dossier]) -> None:
    before = make_dossier()
    assert raise_sequences(change(before), before=before).meeting(PLANNED.id).sequence == 1


def test_what_no_event_says_is_no_news() -> None:
    before = make_dossier()
    paid = before.evolve(stage=before.stage.evolve(monthly_pay=400))
    assert raise_sequences(paid, before=before) is paid
