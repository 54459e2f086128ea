"""What is done to a meeting: recorded, moved, and nothing said of it is lost."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import Meeting, Slot
from tests.factories import (
    make_dossier,
    make_meeting,
    make_record,
    part_id,
)
from tests.strategies import meetings

LATER = date(2027, 5, 1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)


@given(st.lists(meetings, max_size=4, unique_by=lambda m: m.id))
def test_meetings_are_kept_in_the_order_of_their_slots(planned: list[Meeting]) -> None:
    kept = do.plan_meetings(make_dossier(), planned).meetings
    assert sorted((m.slot.day, m.slot.at) for m in planned) == [
        (m.slot.day, m.slot.at) for m in kept
    ]
    assert set(kept) == set(planned)


def test_a_meeting_held_keeps_its_record_and_its_place_in_calendars() -> None:
    after = do.record_meeting(
        make_dossier(), PLANNED.id, status="held", on=LATER, record=make_record()
    )
    meeting = after.meeting(PLANNED.id)
    assert meeting.is_recorded
    assert meeting.record == make_record()
    assert meeting.sequence == PLANNED.sequence
    missed = do.record_meeting(after, PLANNED.id, status="missed", on=LATER, reason="Panne.")
    assert missed.meeting(PLANNED.id).record == make_record()


def test_only_a_cancellation_or_its_undoing_is_news_for_calendars() -> None:
    cancelled = do.record_meeting(
        make_dossier(), PLANNED.id, status="cancelled", on=LATER, reason="Férié."
    )
    again = do.record_meeting(
        cancelled, PLANNED.id, status="cancelled", on=LATER, reason="Jour férié."
    )
    back = do.record_meeting(again, PLANNED.id, status="planned", on=LATER)
    sequences = [d.meeting(PLANNED.id).sequence for d in (cancelled, again, back)]
    assert sequences == [1, 1, 2]


def test_taking_meetings_off_calendars_is_news_of_them_alone() -> None:
    before = make_dossier()
    after = do.take_off_calendars(before, {PLANNED.id, part_id("no meeting")})
    assert after.meeting(PLANNED.id) == PLANNED.evolve(sequence=PLANNED.sequence + 1)
    assert after.meeting(HELD.id) == HELD
    assert after == before.evolve(meetings=after.meetings)


def test_a_meeting_moved_twice_remembers_its_first_slot() -> None:
    once = do.move_meeting(make_dossier(), PLANNED.id, to=SLOT, reason="Férié.")
    twice = do.move_meeting(once, PLANNED.id, to=SLOT.evolve(day=date(2027, 2, 18)))
    meeting = twice.meeting(PLANNED.id)
    assert meeting.moved_from == PLANNED.slot
    assert meeting.sequence == 2
    assert meeting.rule_day == PLANNED.rule_day


def test_a_meeting_is_not_held_before_its_day() -> None:
    dossier, day = make_dossier(), PLANNED.slot.day
    held = do.record_meeting(dossier, PLANNED.id, status="held", on=day - timedelta(days=1))
    assert held.meeting(PLANNED.id).status == "held", "tomorrow over there already"
    with pytest.raises(Refused, match="n’a pas encore eu lieu"):
        do.record_meeting(dossier, PLANNED.id, status="held", on=day - timedelta(days=2))
    cancelled = do.record_meeting(
        dossier, PLANNED.id, status="cancelled", on=day.replace(year=2026)
    )
    assert cancelled.meeting(PLANNED.id).status == "cancelled"


def test_why_a_meeting_was_moved_stays_whatever_becomes_of_it() -> None:
    moved = do.move_meeting(make_dossier(), PLANNED.id, to=SLOT, reason="Salon à Montréal.")
    held = do.record_meeting(moved, PLANNED.id, status="held", on=LATER)
    missed = do.record_meeting(moved, PLANNED.id, status="missed", on=LATER, reason="Panne.")
    again = do.record_meeting(missed, PLANNED.id, status="missed", on=LATER, record=make_record())
    planned = do.record_meeting(again, PLANNED.id, status="planned", on=LATER)
    for after, reason in ((held, ""), (missed, "Panne."), (again, "Panne."), (planned, "")):
        meeting = after.meeting(PLANNED.id)
        assert (meeting.why_moved, meeting.reason) == ("Salon à Montréal.", reason)


def test_why_a_meeting_was_moved_is_found_in_an_older_file() -> None:
    older = PLANNED.evolve(moved_from=PLANNED.slot, slot=SLOT, reason="Salon à Montréal.")
    assert older.why_moved == "Salon à Montréal."
    dossier = make_dossier(meetings=(older,))
    held = do.record_meeting(dossier, older.id, status="held", on=LATER).meeting(older.id)
    assert (held.why_moved, held.reason) == ("Salon à Montréal.", "")
    missed = PLANNED.evolve(moved_from=PLANNED.slot, status="missed", reason="Panne.")
    assert missed.why_moved == ""


def test_a_meeting_held_does_not_move_and_a_missed_one_is_planned_again() -> None:
    with pytest.raises(Refused, match="a eu lieu"):
        do.move_meeting(make_dossier(), HELD.id, to=SLOT)
    missed = do.record_meeting(make_dossier(), PLANNED.id, status="missed", on=LATER)
    assert do.move_meeting(missed, PLANNED.id, to=SLOT).meeting(PLANNED.id).status == "planned"


def test_what_the_tutor_settles_is_no_more_dropped_by_the_plan() -> None:
    dropped = PLANNED.dropped("Plus demandée")
    dossier = do.plan_meetings(make_dossier(), [dropped])
    assert dropped.is_dropped
    for settled in (
        do.record_meeting(dossier, PLANNED.id, status="cancelled", on=LATER),
        do.record_meeting(dossier, PLANNED.id, status="planned", on=LATER),
        do.move_meeting(dossier, PLANNED.id, to=SLOT),
    ):
        meeting = settled.meeting(PLANNED.id)
        assert not meeting.is_dropped
        assert (meeting.cancelled_by, meeting.reason) == (None, "")
