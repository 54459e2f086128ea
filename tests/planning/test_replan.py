from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.clocks.meeting_times import weeks_without_meeting
from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import ADDED_KINDS, AddedKind, Meeting, Record, Slot
from telestage_tui.planning.added import addition, meeting_outside_plan
from telestage_tui.planning.alerts import alerts
from telestage_tui.planning.replan import DROPPED, PlanChanged, Replan, carry_out, is_fixed, replan
from telestage_tui.planning.replan_preview import preview
from tests.planning.building import PROGRAMME, closed, planned, winter

NOW = datetime(2027, 2, 10, 15, tzinfo=UTC)
"""Wednesday of the fifth week, 10 h in Toronto."""


def applied(dossier: Dossier, agreed: Replan, now: datetime = NOW) -> Dossier:
    """The dossier re-planned, as was agreed to."""
    return carry_out(agreed, PROGRAMME, lambda: now).apply(dossier)


def coming(dossier: Dossier) -> list[Meeting]:
    """Its planned meetings."""
    return [m for m in dossier.meetings if m.status == "planned"]


def on(dossier: Dossier, day: date) -> Meeting:
    """The planned meeting of a day."""
    (meeting,) = [m for m in coming(dossier) if m.slot.day == day]
    return meeting


def shorter_by_two_weeks(dossier: Dossier) -> Dossier:
    return dossier.evolve(stage=dossier.stage.evolve(end=date(2027, 3, 26)))


def under_way() -> Dossier:
    """The stage at `NOW`, its past meetings held."""
    dossier = planned(winter())
    for meeting in dossier.meetings:
        if is_fixed(meeting, NOW):
            dossier = record_meeting(
                meeting.id, "Rencontre", status="held", on=meeting.slot.day
            ).apply(dossier)
    return dossier


def test_an_unchanged_dossier_has_nothing_to_re_plan() -> None:
    dossier = under_way()
    change = replan(dossier, PROGRAMME, NOW)
    assert change.changes_nothing
    assert applied(dossier, change) == dossier


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
    days = {m.slot.day for m in applied(changed, change).meetings if m.kind == "checkin"}
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
    moved = move_meeting(chosen.id, "Rencontre", to=to).apply(dossier)
    changed = moved.evolve(meeting_rule=moved.meeting_rule.evolve(weekday="jeudi"))
    change = replan(changed, PROGRAMME, NOW)
    assert moved.meeting(chosen.id) in change.stays
    after = applied(changed, change)
    assert [m.id for m in after.meetings if m.slot.day == date(2027, 2, 18)] == [chosen.id]


def test_a_cancelled_or_missed_meeting_is_not_planned_again() -> None:
    dossier = under_way()
    chosen = next(m for m in dossier.meetings if m.slot.day == date(2027, 2, 16))
    cancelled = record_meeting(
        chosen.id, "Rencontre", status="cancelled", on=chosen.slot.day, reason="Tempête"
    ).apply(dossier)
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
    after = applied(shorter, change)
    assert max(m.slot.day for m in coming(after)) <= date(2027, 3, 26)
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
    friday = applied(friday, replan(friday, PROGRAMME, NOW))
    thursday = datetime(2027, 2, 18, 20, tzinfo=UTC)
    monday = friday.evolve(meeting_rule=friday.meeting_rule.evolve(weekday="lundi"))
    change = replan(monday, PROGRAMME, thursday)
    moved = applied(monday, change, thursday)
    (this_week,) = [
        m for m in coming(moved) if date(2027, 2, 15) <= m.slot.day <= date(2027, 2, 21)
    ]
    assert this_week.slot.day == date(2027, 2, 19)


def test_what_was_written_of_a_meeting_survives_its_move() -> None:
    dossier = under_way()
    coming = next(m for m in dossier.meetings if m.status == "planned")
    noted = record_meeting(
        coming.id,
        "Rencontre",
        status="planned",
        on=NOW.date(),
        write=lambda _: coming.record.evolve(notes="À préparer"),
    ).apply(dossier)
    changed = noted.evolve(meeting_rule=noted.meeting_rule.evolve(at=time(10)))
    assert (
        applied(changed, replan(changed, PROGRAMME, NOW)).meeting(coming.id).record.notes
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
    once = applied(changed, replan(changed, PROGRAMME, now), now)
    assert replan(once, PROGRAMME, now).changes_nothing
    fixed = [m for m in dossier.meetings if is_fixed(m, now)]
    assert [m for m in once.meetings if is_fixed(m, now)] == fixed


# --- what the rule asks for no more ---------------------------------------------------------------


def test_a_dropped_meeting_stays_cancelled_with_its_notes() -> None:
    dossier = under_way()
    noted = on(dossier, date(2027, 3, 30))
    record = Record(notes="Montrer le tableau de bord.")
    dossier = record_meeting(
        noted.id, "Rencontre", status="planned", on=NOW.date(), write=lambda _: record
    ).apply(dossier)
    shorter = shorter_by_two_weeks(dossier)
    after = applied(shorter, replan(shorter, PROGRAMME, NOW)).meeting(noted.id)
    assert (after.status, after.reason, after.is_dropped) == ("cancelled", DROPPED, True)
    assert after.sequence == noted.sequence + 1
    assert after.record == record
    assert after.slot == noted.slot


def test_a_dropped_meeting_comes_back_with_a_higher_sequence() -> None:
    dossier = under_way()
    before = on(dossier, date(2027, 3, 30))
    shorter = shorter_by_two_weeks(dossier)
    dropped = applied(shorter, replan(shorter, PROGRAMME, NOW))
    longer = dropped.evolve(stage=dossier.stage)
    change = replan(longer, PROGRAMME, NOW)
    assert before.id in {m.id for m in change.new}
    back = applied(longer, change).meeting(before.id)
    assert back == before.evolve(sequence=before.sequence + 2)
    assert replan(applied(longer, change), PROGRAMME, NOW).changes_nothing


def test_a_meeting_dropped_long_ago_is_no_obstacle_to_its_return() -> None:
    """Its day is past when the stage is made longer: it is planned again all the same."""
    dossier = under_way()
    shorter = shorter_by_two_weeks(dossier)
    dropped = applied(shorter, replan(shorter, PROGRAMME, NOW))
    final = next(m for m in dropped.meetings if m.kind == "final")
    held = (
        record_meeting(final.id, "Rencontre", status="planned", on=NOW.date())
        .apply(dropped)
        .meeting(final.id)
    )
    gone = held.dropped(DROPPED)
    past = dropped.evolve(meetings=[gone if m.id == final.id else m for m in dropped.meetings])
    later = datetime(2027, 3, 29, 15, tzinfo=UTC)
    longer = past.evolve(stage=dossier.stage)
    assert final.id in {m.id for m in replan(longer, PROGRAMME, later).new}


def test_what_the_tutor_does_with_a_dropped_meeting_is_the_tutor_s() -> None:
    dossier = under_way()
    chosen = on(dossier, date(2027, 3, 30))
    shorter = shorter_by_two_weeks(dossier)
    dropped = applied(shorter, replan(shorter, PROGRAMME, NOW))
    cancelled = record_meeting(
        chosen.id, "Rencontre", status="cancelled", on=NOW.date(), reason="Entendu"
    ).apply(dropped)
    assert not cancelled.meeting(chosen.id).is_dropped
    again = cancelled.evolve(stage=dossier.stage)
    assert chosen.id not in {m.id for m in replan(again, PROGRAMME, NOW).new}
    moved = move_meeting(
        chosen.id, "Rencontre", to=chosen.slot.evolve(day=date(2027, 3, 18))
    ).apply(dropped)
    assert moved.meeting(chosen.id).status == "planned"
    assert not moved.meeting(chosen.id).is_dropped


def test_a_week_whose_only_meeting_was_dropped_is_no_fault() -> None:
    dossier = under_way()
    away = dossier.evolve(
        host=dossier.host.evolve(absences=closed(date(2027, 3, 1), date(2027, 3, 5)))
    )
    after = applied(away, replan(away, PROGRAMME, NOW))
    assert [m.status for m in after.meetings if m.slot.day == date(2027, 3, 2)] == ["cancelled"]
    monday = datetime(2027, 3, 8, 15, tzinfo=UTC)
    assert "week_without_meeting" not in {alert.kind for alert in alerts(after, monday)}


# --- agreed to, then done -------------------------------------------------------------------------


def test_what_another_program_wrote_meanwhile_is_kept() -> None:
    dossier = under_way()
    changed = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(at=time(10)))
    agreed = replan(changed, PROGRAMME, NOW)
    meeting = on(changed, date(2027, 2, 16))
    noted = record_meeting(
        meeting.id,
        "Rencontre",
        status="planned",
        on=NOW.date(),
        write=lambda _: Record(notes="Noté ailleurs."),
    ).apply(changed)
    after = applied(noted, agreed).meeting(meeting.id)
    assert after.record.notes == "Noté ailleurs."
    assert after.slot.at == time(10)


def test_what_was_agreed_to_is_done_or_nothing_is() -> None:
    dossier = under_way()
    changed = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(at=time(10)))
    agreed = replan(changed, PROGRAMME, NOW)
    meeting = on(changed, date(2027, 2, 16))
    elsewhere = changed.evolve(intern=changed.intern.evolve(absences=closed(date(2027, 3, 2))))
    held = record_meeting(meeting.id, "Rencontre", status="held", on=meeting.slot.day).apply(
        changed
    )
    moved = move_meeting(
        meeting.id, "Rencontre", to=meeting.slot.evolve(day=date(2027, 2, 17))
    ).apply(changed)
    for meanwhile in (elsewhere, held, moved):
        with pytest.raises(PlanChanged, match="relisez-le"):
            applied(meanwhile, agreed)


# --- what stays -----------------------------------------------------------------------------------


def test_a_meeting_kept_by_hand_on_a_closed_day_is_named() -> None:
    dossier = under_way()
    chosen = on(dossier, date(2027, 2, 16))
    moved = move_meeting(
        chosen.id, "Rencontre", to=chosen.slot.evolve(day=date(2027, 2, 18))
    ).apply(dossier)
    assert replan(moved, PROGRAMME, NOW).objections == ()
    away = moved.evolve(
        intern=moved.intern.evolve(absences=closed(date(2027, 2, 18), label="Formation"))
    )
    ((kept, against),) = replan(away, PROGRAMME, NOW).objections
    assert kept.id == chosen.id
    assert against == ("Formation (stagiaire).",)


def test_a_week_emptied_by_hand_is_offered_a_check_in() -> None:
    dossier = under_way()
    chosen = on(dossier, date(2027, 2, 16))
    moved = move_meeting(chosen.id, "Rencontre", to=chosen.slot.evolve(day=date(2027, 3, 4))).apply(
        dossier
    )
    change = replan(moved, PROGRAMME, NOW)
    assert [m.slot.day for m in change.new] == [date(2027, 2, 16)]
    after = applied(moved, change)
    assert replan(after, PROGRAMME, NOW).changes_nothing
    back = move_meeting(chosen.id, "Rencontre", to=chosen.slot.evolve(day=date(2027, 2, 18))).apply(
        after
    )
    assert [m.slot.day for m in replan(back, PROGRAMME, NOW).dropped] == [date(2027, 2, 16)]


# --- as it is shown -------------------------------------------------------------------------------


def lines(dossier: Dossier) -> list[str]:
    shown = preview(replan(dossier, PROGRAMME, NOW), dossier, PROGRAMME)
    return [f"{sign} {text}".replace("\u00a0", " ") for sign, text in shown]


def test_the_preview_says_what_moves_goes_and_has_notes() -> None:
    dossier = under_way()
    noted = on(dossier, date(2027, 3, 30))
    dossier = record_meeting(
        noted.id,
        "Rencontre",
        status="planned",
        on=NOW.date(),
        write=lambda _: Record(notes="À montrer"),
    ).apply(dossier)
    shown = lines(shorter_by_two_weeks(dossier))
    assert (
        "→ Rencontre de fin de stage : du mer. 7 avr., 9 h 30 / 15 h 30, "
        "au mer. 24 mars, 9 h 30 / 14 h 30"
    ) in shown
    assert ("– Rencontre de suivi retirée : mar. 30 mars 9 h 30 / 15 h 30, avec des notes") in shown
    assert (
        "– Rencontre de suivi retirée : mar. 23 mars 9 h 30 / 14 h 30, puisque la rencontre de "
        "fin de stage est la même semaine"
    ) in shown


def test_the_preview_says_of_a_move_only_what_is_another() -> None:
    dossier = under_way()
    rule = dossier.meeting_rule
    later = lines(dossier.evolve(meeting_rule=rule.evolve(at=time(10))))
    assert "→ Rencontre de suivi, mar. 2 mars : de 9 h 30 / 15 h 30 à 10 h / 16 h" in later
    thursdays = lines(dossier.evolve(meeting_rule=rule.evolve(weekday="jeudi")))
    assert "→ Rencontre de suivi : du mar. 2 mars au jeu. 4 mars, 9 h 30 / 15 h 30" in thursdays


def test_the_preview_begins_with_how_much_it_is() -> None:
    [first, *others] = lines(shorter_by_two_weeks(under_way()))
    signs = [line[0] for line in others]
    assert first == (
        f"= Rencontres : {signs.count('→')} à changer, {signs.count('+')} à ajouter, "
        f"{signs.count('–')} à retirer; 12 restent à leur place."
    )
    unchanged = "= Rencontres : rien à changer, 17 restent à leur place."
    assert lines(under_way())[0] == unchanged


def test_the_preview_tells_apart_a_place_a_length_and_a_clock() -> None:
    dossier = under_way()
    longer = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(duration=45))
    assert (
        "→ Rencontre de suivi de durée modifiée : mar. 16 févr. 9 h 30 / 15 h 30, "
        "de 30 à 45 minutes"
    ) in lines(longer)
    other = dossier.meeting_rule.evolve(reference="stagiaire", at=time(15, 30))
    shown = lines(dossier.evolve(meeting_rule=other))
    assert (
        "→ Rencontre de suivi à l’heure fixe en France : mar. 16 févr. 9 h 30 / 15 h 30, "
        "comme avant"
    ) in shown


def test_the_preview_names_what_stays_badly() -> None:
    dossier = under_way()
    chosen = on(dossier, date(2027, 2, 16))
    moved = move_meeting(
        chosen.id, "Rencontre", to=chosen.slot.evolve(day=date(2027, 2, 18), at=time(14))
    ).apply(dossier)
    assert (
        "! Rencontre de suivi gardée, jeu. 18 févr. 14 h / 20 h : "
        "Hors des heures de travail côté stagiaire : 20 h (France)."
    ) in lines(moved)


@pytest.mark.parametrize("kind", ADDED_KINDS)
def test_a_meeting_outside_the_plan_stays_and_replaces_none(kind: AddedKind) -> None:
    dossier = planned(winter())
    day = on(dossier, date(2027, 2, 16)).slot.day
    meeting = meeting_outside_plan(dossier, kind, day, time(15), 20, "VPN en panne")
    after = addition(dossier, PROGRAMME, meeting).apply(dossier)
    change = replan(after, PROGRAMME, NOW)
    assert change.changes_nothing
    shorter = shorter_by_two_weeks(after)
    kept = applied(shorter, replan(shorter, PROGRAMME, NOW)).meeting(meeting.id)
    assert kept.evolve(reading=None) == meeting


def test_a_check_in_leaves_its_hour_to_a_meeting_outside_the_plan() -> None:
    dossier = planned(winter())
    checkin = on(dossier, date(2027, 2, 16))
    meeting = meeting_outside_plan(dossier, "call", checkin.slot.day, checkin.slot.at, 30)
    after = addition(dossier, PROGRAMME, meeting).apply(dossier)
    ((before, moved),) = replan(after, PROGRAMME, NOW).moves
    assert before == checkin
    assert moved.slot != checkin.slot


def test_a_call_does_not_make_its_week_one_that_was_planned() -> None:
    dossier = planned(winter()).evolve(meetings=())
    meeting = meeting_outside_plan(dossier, "call", date(2027, 1, 19), time(10), 30)
    after = addition(dossier, PROGRAMME, meeting).apply(dossier)
    assert weeks_without_meeting(after) == []
