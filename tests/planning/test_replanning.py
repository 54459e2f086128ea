from __future__ import annotations

from datetime import UTC, date, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Slot
from telestage_tui.dossier.transitions import move_meeting, record_meeting
from telestage_tui.planning.replanning import apply, is_fixed, replan
from tests.planning.building import PROGRAMME, closed, planned, winter

NOW = datetime(2027, 2, 10, 15, tzinfo=UTC)
"""Wednesday of the fifth week, 10 h in Toronto."""


def under_way() -> Dossier:
    """The stage at `NOW`, its past meetings held."""
    dossier = planned(winter())
    for meeting in dossier.meetings:
        if is_fixed(meeting, NOW):
            dossier = record_meeting(dossier, meeting.id, status="held")
    return dossier


def test_an_unchanged_dossier_has_nothing_to_re_plan() -> None:
    dossier = under_way()
    change = replan(dossier, PROGRAMME, NOW)
    assert change.changes_nothing
    assert apply(dossier, change) == dossier


def test_another_weekday_moves_what_is_to_come_and_nothing_else() -> None:
    dossier = under_way()
    changed = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(weekday="jeudi", at=time(10)))
    change = replan(changed, PROGRAMME, NOW)
    past = [m for m in dossier.meetings if m.status == "held"]
    assert [m for m in change.stays if m.status == "held"] == past
    assert change.moves
    for before, after in change.moves:
        assert before.id == after.id
        assert after.sequence == before.sequence + 1
        assert after.slot.at == time(10)
    days = {m.slot.day for m in apply(changed, change).meetings if m.kind == "checkin"}
    assert date(2027, 2, 18) in days
    assert date(2027, 2, 16) not in days
    # The check-in of this week was held on Tuesday: none is added on Thursday.
    assert date(2027, 2, 11) not in days


def test_an_absence_moves_one_meeting() -> None:
    dossier = under_way()
    away = dossier.evolve(intern=dossier.intern.evolve(absences=closed(date(2027, 2, 16))))
    ((before, after),) = replan(away, PROGRAMME, NOW).moves
    assert (before.slot.day, after.slot.day) == (date(2027, 2, 16), date(2027, 2, 17))
    assert after.deviations == (
        "Déplacée du mardi 16\u00a0février 2027\u00a0: absence (stagiaire).",
    )


def test_a_meeting_moved_by_hand_stays_and_keeps_its_day_free() -> None:
    dossier = under_way()
    chosen = next(m for m in dossier.meetings if m.slot.day == date(2027, 2, 16))
    to = Slot(day=date(2027, 2, 18), at=time(11), zone="America/Toronto")
    moved = move_meeting(dossier, chosen.id, to=to)
    changed = moved.evolve(meeting_rule=moved.meeting_rule.evolve(weekday="jeudi"))
    change = replan(changed, PROGRAMME, NOW)
    assert moved.meeting(chosen.id) in change.stays
    after = apply(changed, change)
    assert [m.id for m in after.meetings if m.slot.day == date(2027, 2, 18)] == [chosen.id]


def test_a_cancelled_or_missed_meeting_is_not_planned_again() -> None:
    dossier = under_way()
    chosen = next(m for m in dossier.meetings if m.slot.day == date(2027, 2, 16))
    cancelled = record_meeting(dossier, chosen.id, status="cancelled", reason="Tempête")
    change = replan(cancelled, PROGRAMME, NOW)
    assert change.changes_nothing
    assert cancelled.meeting(chosen.id) in change.stays


def test_a_shorter_stage_drops_what_is_beyond_and_moves_the_final_meeting() -> None:
    dossier = under_way()
    shorter = dossier.evolve(stage=dossier.stage.evolve(end=date(2027, 3, 26)))
    change = replan(shorter, PROGRAMME, NOW)
    # What is beyond, and the check-ins that the midpoint and final meetings now stand for.
    assert {m.slot.day for m in change.dropped} == {
        date(2027, 3, 30), date(2027, 2, 16), date(2027, 3, 23),
    }  # fmt: skip
    assert {"midpoint", "final"} <= {after.kind for _, after in change.moves}
    after = apply(shorter, change)
    assert max(m.slot.day for m in after.meetings) <= date(2027, 3, 26)
    assert after.meeting(change.moves[0][0].id).sequence == 1


def test_a_longer_stage_adds_meetings() -> None:
    dossier = under_way()
    longer = dossier.evolve(stage=dossier.stage.evolve(end=date(2027, 4, 23)))
    change = replan(longer, PROGRAMME, NOW)
    # The last two weeks, and those that the midpoint and final meetings no longer stand for.
    assert {m.slot.day for m in change.new} == {
        date(2027, 2, 23), date(2027, 4, 6), date(2027, 4, 13),
    }  # fmt: skip
    assert {m.slot.day for m in change.dropped} == {date(2027, 3, 2)}


def test_nothing_moves_into_the_past() -> None:
    dossier = under_way()
    friday = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(weekday="vendredi"))
    friday = apply(friday, replan(friday, PROGRAMME, NOW))
    thursday = datetime(2027, 2, 18, 20, tzinfo=UTC)
    monday = friday.evolve(meeting_rule=friday.meeting_rule.evolve(weekday="lundi"))
    change = replan(monday, PROGRAMME, thursday)
    moved = apply(monday, change)
    (this_week,) = [
        m for m in moved.meetings if date(2027, 2, 15) <= m.slot.day <= date(2027, 2, 21)
    ]
    assert this_week.slot.day == date(2027, 2, 19)


def test_what_was_written_of_a_meeting_survives_its_move() -> None:
    dossier = under_way()
    coming = next(m for m in dossier.meetings if m.status == "planned")
    noted = record_meeting(
        dossier, coming.id, status="planned", record=coming.record.evolve(notes="À préparer")
    )
    changed = noted.evolve(meeting_rule=noted.meeting_rule.evolve(at=time(10)))
    assert (
        apply(changed, replan(changed, PROGRAMME, NOW)).meeting(coming.id).record.notes
        == "À préparer"
    )


@given(
    st.datetimes(datetime(2026, 12, 1), datetime(2027, 5, 1)),
    st.sampled_from(["lundi", "mercredi", "vendredi"]),
    st.dates(date(2027, 1, 20), date(2027, 4, 20)),
)
@settings(max_examples=15, deadline=None)
def test_re_planning_twice_changes_nothing_more(moment: datetime, weekday: str, end: date) -> None:
    now = moment.replace(tzinfo=UTC)
    dossier = planned(winter())
    changed = dossier.evolve(
        stage=dossier.stage.evolve(end=end),
        meeting_rule=dossier.meeting_rule.evolve(weekday=weekday),
    )
    once = apply(changed, replan(changed, PROGRAMME, now))
    assert replan(once, PROGRAMME, now).changes_nothing
    fixed = [m for m in dossier.meetings if is_fixed(m, now)]
    assert [m for m in once.meetings if is_fixed(m, now)] == fixed
