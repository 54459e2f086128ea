"""Where a meeting goes when its day or its hour will not do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.planning.busy import Engagement
from tests.planning.building import closed, dossier_of, plan_of, winter
from tests.planning.planner.reading import checkins, on, one, texts
from tests.planning.planner.soundness import utc

# --- shared hours on some days only ---------------------------------------------------------------


def mornings_on_friday(start: date, end: date) -> Dossier:
    """Nine to noon in France on Fridays: not an hour in common with Québec."""
    return dossier_of(start, end, intern={"hours": "09:00-18:00; vendredi 09:00-12:00"})


def test_a_welcome_waits_for_the_first_day_with_shared_hours() -> None:
    plan = plan_of(mornings_on_friday(date(2027, 1, 15), date(2027, 4, 9)))
    welcome = one(plan, "welcome")
    assert welcome.slot.day == date(2027, 1, 18)
    assert texts(welcome.deviations) == [
        "Déplacée du vendredi 15 janvier 2027 : aucune heure commune ce jour-là."
    ]
    assert not any("Hors des heures" in note for m in plan.meetings for note in m.deviations)
    # The check-ins count from there.
    assert [m.slot.day for m in checkins(plan)][:2] == [date(2027, 1, 20), date(2027, 1, 21)]


def test_a_midpoint_on_such_a_day_goes_to_another_of_its_week() -> None:
    plan = plan_of(mornings_on_friday(date(2027, 1, 11), date(2027, 4, 14)))
    midpoint = one(plan, "midpoint")
    assert (midpoint.rule_day, midpoint.slot.day) == (date(2027, 2, 26), date(2027, 2, 25))
    assert texts(midpoint.deviations) == [
        "Déplacée du vendredi 26 février 2027 : aucune heure commune ce jour-là."
    ]


def test_hours_too_short_for_a_meeting_are_as_good_as_none() -> None:
    """Half an hour is shared, an hour is asked for."""
    dossier = dossier_of(
        date(2027, 1, 11),
        date(2027, 3, 12),
        host={"hours": "10:00-18:30"},
        intern={"hours": "08:30-12:00, 13:00-16:30"},
        rule={"duration": 60},
    )
    plan = plan_of(dossier)
    assert len(plan.meetings) > 8
    assert not [w for w in plan.warnings if "non prévue" in w]
    assert texts(plan.warnings)[0].startswith("Trop peu d’heures communes entre Québec")


# --- no shared hour -------------------------------------------------------------------------------


def far_away(**rule: object) -> Dossier:
    intern = {"zone": "Pacific/Noumea", "region": "FR-988"}
    return dossier_of(date(2027, 1, 11), date(2027, 4, 9), intern=intern, rule=rule)


def test_a_pair_without_shared_hours_gets_flagged_meetings_and_one_warning() -> None:
    plan = plan_of(far_away())
    assert all("Hors des heures de travail côté" in " ".join(m.deviations) for m in plan.meetings)
    assert len([w for w in plan.warnings if w.startswith("Aucune heure commune")]) == 1
    assert {m.slot.at for m in plan.meetings} == {time(16, 30)}


def test_a_friday_here_is_a_saturday_there() -> None:
    plan = plan_of(far_away(weekday="vendredi"))
    moved = next(m for m in plan.meetings if m.rule_day == date(2027, 2, 5))
    assert moved.slot.day == date(2027, 2, 4)
    assert texts(moved.deviations)[0] == (
        "Déplacée du vendredi 5 février 2027 : samedi 6 février côté stagiaire, fin de semaine."
    )
    # Such a day is no working day of theirs: the first check-ins leave it out.
    assert [m.slot.day for m in checkins(plan)][:3] == [
        date(2027, 1, 13), date(2027, 1, 18), date(2027, 1, 20),
    ]  # fmt: skip


def test_the_hour_two_people_agreed_on_is_kept_when_none_is_shared() -> None:
    plan = plan_of(far_away(at=time(17, 15), weekday="mercredi"))
    assert {m.slot.at for m in plan.meetings} == {time(17, 15)}


def test_two_sides_never_at_work_together_have_no_meeting_and_are_told() -> None:
    away = closed(date(2026, 1, 1), date(2028, 1, 1), "Fermeture")
    plan = plan_of(winter(host={"absences": away}))
    assert plan.meetings == ()
    assert any("Fermeture (organisation)" in warning for warning in plan.warnings)


# --- an hour chosen in the night of the other side ------------------------------------------------


def blanc_sablon(**rule: object) -> Dossier:
    """Eight hours apart, and no shared hour: 16 h is midnight over there."""
    return dossier_of(
        date(2027, 1, 11),
        date(2027, 4, 9),
        host={"zone": "America/Blanc-Sablon", "hours": "09:00-17:00"},
        intern={"zone": "Indian/Reunion", "region": "FR-974", "hours": "08:00-17:00"},
        rule={"weekday": "mardi"} | rule,
    )


def test_an_hour_in_the_night_does_not_win_over_a_decent_one() -> None:
    chosen, left = plan_of(blanc_sablon(at=time(16))), plan_of(blanc_sablon())
    places = [(m.kind, m.slot, m.rule_day) for m in left.meetings]
    assert [(m.kind, m.slot, m.rule_day) for m in chosen.meetings] == places
    assert {m.slot.at for m in chosen.meetings} == {time(8, 30)}
    weekly = on(chosen, date(2027, 2, 9))
    assert texts(weekly.deviations)[0] == (
        "À 8 h 30 plutôt qu’à 16 h (Basse-Côte-Nord (Blanc-Sablon)) : "
        "cette heure tombe la nuit pour l’un des deux."
    )
    assert any(
        warning.startswith("L’heure choisie, 16 h (Basse-Côte-Nord (Blanc-Sablon)), tombe la nuit")
        and "il serait 0 h à La Réunion, la nuit (stagiaire)" in warning
        for warning in texts(chosen.warnings)
    )


def test_the_welcome_comes_first_even_without_shared_hours() -> None:
    plan = plan_of(blanc_sablon(at=time(16)))
    stage = [m for m in plan.meetings if m.kind != "prestart"]
    assert stage[0].kind == "welcome"
    assert stage[0].slot.day == date(2027, 1, 11)


# --- the other dossiers of the tutor --------------------------------------------------------------


def busy_with_karim(*starts: datetime) -> list[Engagement]:
    return [Engagement(start, start + timedelta(minutes=30), "Karim Benali") for start in starts]


def test_another_shared_hour_of_the_day_is_taken_when_the_tutor_is_busy() -> None:
    busy = busy_with_karim(datetime(2027, 2, 9, 14, 45, tzinfo=UTC))  # 9 h 45 to 10 h 15
    plan = plan_of(winter(), busy=busy)
    weekly = on(plan, date(2027, 2, 9))
    assert weekly.slot.at == time(9, 15)
    assert texts(weekly.deviations) == [
        "À 9 h 15 plutôt qu’à 9 h 30 (Québec) : rencontre avec Karim Benali à cette heure-là."
    ]
    assert on(plan, date(2027, 2, 16)).deviations == ()


def test_a_tutor_busy_all_day_is_told_of_two_meetings_at_once() -> None:
    whole = Engagement(
        datetime(2027, 2, 9, 12, tzinfo=UTC), datetime(2027, 2, 9, 22, tzinfo=UTC), "Karim Benali"
    )
    weekly = on(plan_of(winter(), busy=[whole]), date(2027, 2, 9))
    assert weekly.slot.at == time(9, 30)
    assert texts(weekly.deviations) == ["En même temps qu’une rencontre avec Karim Benali."]


def test_without_shared_hours_the_next_slot_is_taken_when_the_tutor_is_busy() -> None:
    free = on(plan_of(far_away()), date(2027, 2, 9))
    busy = busy_with_karim(utc(free).replace(tzinfo=UTC))
    moved = on(plan_of(far_away(), busy=busy), date(2027, 2, 9))
    assert moved.slot.at != free.slot.at
    assert not any("En même temps" in note for note in moved.deviations)
    assert any("plutôt qu’à" in note for note in moved.deviations)
