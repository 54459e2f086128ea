"""What is done to a meeting: recorded, moved, and nothing said of it is lost."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telestage_tui.dossier import changes as do
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import Meeting, Slot
from tests.factories import make_dossier, make_meeting, make_record
from tests.strategies import meetings

LATER = date(2027, 5, 1)
SLOT = Slot(day=date(2027, 2, 17), at=time(10), zone="America/Toronto")
PLANNED = make_meeting(9)
HELD = make_meeting(1)


@given(st.lists(meetings, max_size=4, unique_by=lambda m: m.id))
def test_meetings_are_kept_in_the_order_of_their_slots(planned: list[Meeting]) -> None:
    ordered_meetings = do.plan_meetings(planned).apply(make_dossier()).meetings
    assert sorted((m.slot.day, m.slot.at) for m in planned) == [
        (m.slot.day, m.slot.at) for m in ordered_meetings
    ]
    assert {m.evolve(reading=None) for m in ordered_meetings} == set(planned)


def test_a_meeting_held_keeps_its_record_and_its_place_in_calendars() -> None:
    after = do.record_meeting(
        PLANNED.id, "Rencontre", status="held", on=LATER, write=lambda _: make_record()
    ).apply(make_dossier())
    meeting = after.meeting(PLANNED.id)
    assert meeting.is_recorded
    assert meeting.record == make_record()
    assert meeting.sequence == PLANNED.sequence
    missed = do.record_meeting(
        PLANNED.id, "Rencontre", status="missed", on=LATER, reason="Panne."
    ).apply(after)
    assert missed.meeting(PLANNED.id).record == make_record()


def test_only_a_cancellation_or_its_undoing_is_news_for_calendars() -> None:
    cancelled = do.record_meeting(
        PLANNED.id, "Rencontre", status="cancelled", on=LATER, reason="Férié."
    ).apply(make_dossier())
    again = do.record_meeting(
        PLANNED.id, "Rencontre", status="cancelled", on=LATER, reason="Jour férié."
    ).apply(cancelled)
    back = do.record_meeting(PLANNED.id, "Rencontre", status="planned", on=LATER).apply(again)
    sequences = [d.meeting(PLANNED.id).sequence for d in (cancelled, again, back)]
    assert sequences == [1, 1, 2]


def test_a_meeting_moved_twice_remembers_its_first_slot() -> None:
    once = do.move_meeting(PLANNED.id, "Rencontre", to=SLOT, reason="Férié.").apply(make_dossier())
    twice = do.move_meeting(PLANNED.id, "Rencontre", to=SLOT.evolve(day=date(2027, 2, 18))).apply(
        once
    )
    meeting = twice.meeting(PLANNED.id)
    assert meeting.moved_from == PLANNED.slot
    assert meeting.sequence == 2
    assert meeting.rule_day == PLANNED.rule_day


def test_a_meeting_is_not_held_before_its_day() -> None:
    dossier, day = make_dossier(), PLANNED.slot.day
    held = do.record_meeting(PLANNED.id, "Rencontre", status="held", on=day).apply(dossier)
    assert held.meeting(PLANNED.id).status == "held"
    with pytest.raises(Refused, match="n’a pas encore eu lieu"):
        do.record_meeting(PLANNED.id, "Rencontre", status="held", on=day - timedelta(days=1)).apply(
            dossier
        )
    cancelled = do.record_meeting(
        PLANNED.id, "Rencontre", status="cancelled", on=day.replace(year=2026)
    ).apply(dossier)
    assert cancelled.meeting(PLANNED.id).status == "cancelled"


def test_why_a_meeting_was_moved_stays_whatever_becomes_of_it() -> None:
    moved = do.move_meeting(PLANNED.id, "Rencontre", to=SLOT, reason="Salon à Montréal.").apply(
        make_dossier()
    )
    held = do.record_meeting(PLANNED.id, "Rencontre", status="held", on=LATER).apply(moved)
    missed = do.record_meeting(
        PLANNED.id, "Rencontre", status="missed", on=LATER, reason="Panne."
    ).apply(moved)
    again = do.record_meeting(
        PLANNED.id, "Rencontre", status="missed", on=LATER, write=lambda _: make_record()
    ).apply(missed)
    planned = do.record_meeting(PLANNED.id, "Rencontre", status="planned", on=LATER).apply(again)
    for after, reason in ((held, ""), (missed, "Panne."), (again, "Panne."), (planned, "")):
        meeting = after.meeting(PLANNED.id)
        assert (meeting.why_moved, meeting.reason) == ("Salon à Montréal.", reason)


def test_why_a_meeting_was_moved_is_found_in_an_older_file() -> None:
    older = PLANNED.evolve(moved_from=PLANNED.slot, slot=SLOT, reason="Salon à Montréal.")
    assert older.why_moved == "Salon à Montréal."
    dossier = make_dossier(meetings=(older,))
    held = (
        do.record_meeting(older.id, "Rencontre", status="held", on=LATER)
        .apply(dossier)
        .meeting(older.id)
    )
    assert (held.why_moved, held.reason) == ("Salon à Montréal.", "")
    missed = PLANNED.evolve(moved_from=PLANNED.slot, status="missed", reason="Panne.")
    assert missed.why_moved == ""


def test_a_meeting_held_does_not_move_and_a_missed_one_is_planned_again() -> None:
    with pytest.raises(Refused, match="a eu lieu"):
        do.move_meeting(HELD.id, "Rencontre", to=SLOT).apply(make_dossier())
    missed = do.record_meeting(PLANNED.id, "Rencontre", status="missed", on=LATER).apply(
        make_dossier()
    )
    assert (
        do.move_meeting(PLANNED.id, "Rencontre", to=SLOT).apply(missed).meeting(PLANNED.id).status
        == "planned"
    )


def test_what_the_tutor_settles_is_no_more_dropped_by_the_plan() -> None:
    dropped = PLANNED.dropped("Plus demandée")
    dossier = do.plan_meetings([dropped]).apply(make_dossier())
    assert dropped.is_dropped
    for settled in (
        do.record_meeting(PLANNED.id, "Rencontre", status="cancelled", on=LATER).apply(dossier),
        do.record_meeting(PLANNED.id, "Rencontre", status="planned", on=LATER).apply(dossier),
        do.move_meeting(PLANNED.id, "Rencontre", to=SLOT).apply(dossier),
    ):
        meeting = settled.meeting(PLANNED.id)
        assert not meeting.is_dropped
        assert (meeting.cancelled_by, meeting.reason) == (None, "")
