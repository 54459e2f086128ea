"""Plans read with one’s own eyes: the fiches, and each rule on an example."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.planning.building import autumn, closed, dossier_of, plan_of, winter
from tests.planning.planner.reading import checkins, on, one, texts

# --- what the programme asks for ----------------------------------------------------------------


def test_the_autumn_stage_meets_at_15_30_in_france() -> None:
    plan = plan_of(autumn())
    assert {m.slot.zone for m in plan.meetings} == {"Europe/Paris"}
    assert one(plan, "prestart").slot.day == date(2026, 9, 11)
    welcome = one(plan, "welcome")
    assert (welcome.slot.day, welcome.slot.at) == (date(2026, 9, 21), time(14, 30))
    assert [m.slot.day for m in checkins(plan)] == [
        date(2026, 9, 23), date(2026, 9, 25), date(2026, 9, 29), date(2026, 10, 1),
        date(2026, 10, 7), date(2026, 10, 14), date(2026, 10, 21), date(2026, 10, 28),
        date(2026, 11, 12), date(2026, 11, 18), date(2026, 11, 25), date(2026, 12, 2),
        date(2026, 12, 9),
    ]  # fmt: skip
    assert {m.slot.at for m in plan.meetings if m.kind != "welcome"} == {time(15, 30)}
    assert one(plan, "midpoint").slot.day == date(2026, 11, 4)
    assert one(plan, "final").slot.day == date(2026, 12, 16)


def test_the_armistice_moves_one_check_in_and_says_why() -> None:
    moved = on(plan_of(autumn()), date(2026, 11, 12))
    assert moved.rule_day == date(2026, 11, 11)
    assert texts(moved.deviations) == [
        "Déplacée du mercredi 11 novembre 2026 : Armistice (France)."
    ]


def test_the_islands_and_reunion_meet_in_their_hour_and_a_half() -> None:
    plan = plan_of(
        dossier_of(
            date(2027, 5, 3),
            date(2027, 7, 30),
            host={"zone": "America/Halifax", "hours": "08:30-16:30"},
            intern={"zone": "Indian/Reunion", "region": "FR-974", "hours": "08:00-17:00"},
        )
    )
    assert {m.slot.at for m in plan.meetings} == {time(8, 30)}
    assert plan.warnings == ()
    assert not any(m.deviations for m in plan.meetings)


def test_first_check_ins_every_two_working_days_then_the_chosen_day() -> None:
    days = [m.slot.day for m in checkins(plan_of(winter()))]
    assert days[:4] == [date(2027, 1, d) for d in (13, 15, 19, 21)]
    assert all(day.weekday() == 1 for day in days[4:])
    # The midpoint meeting stands for the check-in of the day before, the final one for its week's.
    tuesdays = [date(2027, 1, 26) + timedelta(days=7 * n) for n in range(11)]
    assert days[4:] == [day for day in tuesdays if day not in (date(2027, 2, 23), date(2027, 4, 6))]


def test_working_days_skip_holidays() -> None:
    plan = plan_of(dossier_of(date(2026, 6, 22), date(2026, 9, 11)))
    # 24 June and 1 July are off in Québec: working days 2, 4, 6 and 8 after Monday the 22nd.
    assert [m.slot.day for m in checkins(plan)][:4] == [
        date(2026, 6, 25), date(2026, 6, 29), date(2026, 7, 2), date(2026, 7, 6),
    ]  # fmt: skip


def test_a_stronger_kind_takes_the_place_of_the_check_in() -> None:
    plan = plan_of(winter(rule={"weekday": "mercredi"}))
    assert on(plan, date(2027, 2, 24)).kind == "midpoint"
    assert on(plan, date(2027, 4, 7)).kind == "final"


def test_special_meetings_are_longer_where_the_hours_allow() -> None:
    plan = plan_of(winter(rule={"at": time(11, 30)}))
    assert {m.duration for m in checkins(plan)} == {30}
    assert one(plan, "welcome").duration == 45
    # At 11 h 30, half an hour is left before the day ends in France: they begin at 11 h.
    for kind in ("prestart", "midpoint", "final"):
        meeting = one(plan, kind)
        assert (meeting.slot.at, meeting.duration) == (time(11), 60)
        assert texts(meeting.deviations)[-1] == (
            "À 11 h plutôt qu’à 11 h 30 (Québec) : elle finirait à 18 h 30 en France, après la "
            "fin de la journée (stagiaire)."
        )


def test_a_special_meeting_that_has_to_be_shorter_says_so() -> None:
    plan = plan_of(winter(intern={"hours": "09:00-15:45"}))
    midpoint = one(plan, "midpoint")
    assert (midpoint.slot.at, midpoint.duration) == (time(9), 45)
    assert texts(midpoint.deviations)[-1] == (
        "Raccourcie de 60 à 45 min : pas plus de 45 min communes de suite ce jour-là."
    )


def test_the_prestart_day_goes_back_to_the_friday() -> None:
    plan = plan_of(dossier_of(date(2027, 2, 3), date(2027, 4, 30)))
    assert one(plan, "prestart").slot.day == date(2027, 1, 22)
    assert one(plan, "prestart").deviations == ()


def test_a_prestart_whose_week_is_closed_goes_on_before_the_stage() -> None:
    away = closed(date(2026, 12, 21), date(2027, 1, 5), "Congé des fêtes")
    plan = one(plan_of(winter(host={"absences": away})), "prestart")
    assert plan.slot.day == date(2027, 1, 6)
    assert "Jour de l’an" in plan.deviations[0]


# --- what stands in the way -----------------------------------------------------------------------


def test_a_stage_that_begins_on_a_holiday_welcomes_on_the_first_day_both_work() -> None:
    welcome = one(plan_of(dossier_of(date(2027, 5, 24), date(2027, 8, 13))), "welcome")
    assert welcome.slot.day == date(2027, 5, 25)
    assert texts(welcome.deviations) == [
        "Déplacée du lundi 24 mai 2027 : Journée nationale des patriotes (Québec)."
    ]


def test_a_check_in_moves_to_the_next_day_then_to_the_previous_one() -> None:
    one_day = plan_of(winter(intern={"absences": closed(date(2027, 2, 9))}))
    assert on(one_day, date(2027, 2, 10)).rule_day == date(2027, 2, 9)
    till_friday = closed(date(2027, 2, 9), date(2027, 2, 12), "Formation")
    rest = plan_of(winter(intern={"absences": till_friday}))
    moved = on(rest, date(2027, 2, 8))
    assert moved.rule_day == date(2027, 2, 9)
    assert texts(moved.deviations) == ["Déplacée du mardi 9 février 2027 : Formation (stagiaire)."]


def test_a_week_closed_on_one_side_is_left_out_and_said() -> None:
    away = closed(date(2027, 3, 1), date(2027, 3, 5), "Relâche")
    plan = plan_of(winter(host={"absences": away}))
    assert not [m for m in plan.meetings if date(2027, 3, 1) <= m.slot.day <= date(2027, 3, 7)]
    assert texts(plan.warnings)[0] == (
        "Rencontre de suivi du mardi 2 mars 2027 non prévue : Relâche (organisation)."
    )


def test_a_stage_that_begins_after_the_chosen_day_still_meets_that_week() -> None:
    """The welcome was cancelled: a check-in takes its week, on the first of the days left."""
    dossier = dossier_of(date(2027, 1, 14), date(2027, 4, 9), rule={"weekday": "mardi"})
    welcome = one(plan_of(dossier), "welcome").evolve(status="cancelled")
    plan = plan_of(dossier, fixed=[welcome])
    assert texts(on(plan, date(2027, 1, 14)).deviations) == [
        "Déplacée du mardi 12 janvier 2027 : le stage commence le jeudi 14 janvier 2027."
    ]


def test_an_hour_that_falls_in_the_lunch_of_the_gap_5_weeks_moves_that_day() -> None:
    dossier = winter(
        host={"hours": "08:00-12:00, 13:00-17:00"},
        intern={"hours": "09:00-12:30, 14:45-18:00"},
    )
    plan = plan_of(dossier)
    moved = on(plan, date(2027, 3, 16))
    assert moved.slot.at == time(9, 45)
    assert texts(moved.deviations) == [
        "À 9 h 45 plutôt qu’à 9 h 30 (Québec) : il serait 14 h 30 en France, "
        "pendant la pause (stagiaire)."
    ]
    assert on(plan, date(2027, 3, 30)).deviations == ()


def test_the_default_hour_holds_on_both_sides_of_the_change() -> None:
    plan = plan_of(winter(rule={"at": None, "reference": "stagiaire"}))
    # 14 h would be shared in the weeks of 5 hours only.
    assert {m.slot.at for m in checkins(plan)} == {time(15)}


# --- weeks ----------------------------------------------------------------------------------------


def test_a_week_emptied_by_hand_gets_a_check_in() -> None:
    dossier = winter()
    plan = plan_of(dossier)
    chosen = on(plan, date(2027, 2, 9))
    moved = chosen.evolve(slot=chosen.slot.evolve(day=date(2027, 2, 18)), moved_from=chosen.slot)
    again = plan_of(dossier, fixed=[moved])
    instead = on(again, date(2027, 2, 9))
    assert instead.kind == "checkin"
    assert instead.id not in {m.id for m in plan.meetings}
    assert on(again, date(2027, 2, 16)).id == on(plan, date(2027, 2, 16)).id


def test_a_midpoint_meeting_two_working_days_away_leaves_the_check_in() -> None:
    plan = plan_of(winter(rule={"weekday": "lundi"}))
    assert on(plan, date(2027, 2, 22)).kind == "checkin"
    assert on(plan, date(2027, 2, 24)).kind == "midpoint"
    away = closed(date(2027, 2, 23))  # only one working day lies between them now
    nearer = plan_of(winter(rule={"weekday": "lundi"}, host={"absences": away}))
    assert not [m for m in nearer.meetings if m.slot.day == date(2027, 2, 22)]
    assert not [w for w in nearer.warnings if "non prévue" in w]


# --- ids ------------------------------------------------------------------------------------------


def test_ids_survive_another_day_another_hour_and_other_dates() -> None:
    before = {m.id for m in plan_of(winter()).meetings}
    other_day = plan_of(winter(rule={"weekday": "jeudi", "at": time(11)}))
    assert {m.id for m in other_day.meetings} == before
    longer = {m.id for m in plan_of(dossier_of(date(2027, 1, 11), date(2027, 4, 30))).meetings}
    assert len(before - longer) == 1  # the check-in beside which the midpoint meeting now is


@pytest.mark.parametrize("days", [1, 2, 3, 5, 10])
def test_a_very_short_stage_is_planned_without_fuss(days: int) -> None:
    plan = plan_of(dossier_of(date(2027, 1, 11), date(2027, 1, 11) + timedelta(days=days)))
    assert one(plan, "welcome").slot.day == date(2027, 1, 11)
    assert all(m.slot.day <= date(2027, 1, 11) + timedelta(days=days) for m in plan.meetings)


def test_a_meeting_before_the_stage_does_not_stand_for_its_first_week() -> None:
    """The stage begins on a Thursday, the meeting before it is on the Monday of that week."""
    away = closed(date(2026, 12, 30), date(2027, 1, 8), "Congé des fêtes")
    dossier = dossier_of(date(2027, 1, 14), date(2027, 4, 9), host={"absences": away})
    welcome = one(plan_of(dossier), "welcome").evolve(status="cancelled")
    plan = plan_of(dossier, fixed=[welcome])
    assert one(plan, "prestart").slot.day == date(2027, 1, 11)
    assert on(plan, date(2027, 1, 14)).kind == "checkin"


def test_nothing_of_the_stage_is_planned_before_its_welcome() -> None:
    """It begins on a holiday Friday: the week has no other day, and the welcome says why."""
    plan = plan_of(
        dossier_of(
            date(2033, 11, 11),
            date(2034, 2, 1),
            intern={"zone": "America/Martinique", "region": "FR-972"},
        )
    )
    welcome = one(plan, "welcome")
    assert welcome.slot.day == date(2033, 11, 14)
    assert texts(welcome.deviations) == [
        "Déplacée du vendredi 11 novembre 2033 : Armistice (Martinique)."
    ]
    assert min(m.slot.day for m in checkins(plan)) > welcome.slot.day
    assert plan.warnings == ()


def test_a_week_before_a_welcome_that_had_to_wait_is_left_out_and_said() -> None:
    """No hour is shared: on the Friday they could meet by night alone."""
    opened = datetime(2029, 1, 5, 15, tzinfo=UTC)
    dossier = dossier_of(
        date(2029, 1, 4),
        date(2029, 1, 29),
        host={"hours": "09:00-17:00", "absences": closed(date(2029, 1, 5), date(2029, 1, 25))},
        intern={"zone": "Pacific/Noumea", "region": "FR-988", "hours": "09:00-17:00"},
        rule={"weekday": "lundi", "duration": 20},
    )
    plan = plan_of(dossier.evolve(created_at=opened), since=opened)
    assert one(plan, "welcome").slot.day == date(2029, 1, 29)
    assert (
        "Rencontre de suivi du lundi 22 janvier 2029 non prévue : absence (organisation), fin de "
        "semaine."
    ) in texts(plan.warnings)


# --- a dossier opened late ------------------------------------------------------------------------


def test_what_would_be_before_the_dossier_was_opened_is_not_planned() -> None:
    opened = datetime(2027, 1, 8, 16, tzinfo=UTC)
    plan = plan_of(winter(created_at=opened), since=opened)
    assert "prestart" not in {m.kind for m in plan.meetings}
    assert texts(plan.warnings)[0] == (
        "Le dossier a été ouvert le vendredi 8 janvier 2027 : ce qui aurait dû précéder n’est pas "
        "prévu (rencontre d’avant-stage)."
    )


def test_a_meeting_before_the_start_is_planned_late_while_there_is_time() -> None:
    opened = datetime(2027, 1, 6, 20, tzinfo=UTC)
    plan = plan_of(winter(created_at=opened), since=opened)
    assert one(plan, "prestart").slot.day == date(2027, 1, 7)


def test_an_hour_already_past_that_day_is_not_called_a_past_day() -> None:
    opened = datetime(2027, 1, 11, 20, tzinfo=UTC)  # the first day, 15 h in Toronto
    welcome = one(plan_of(winter(created_at=opened), since=opened), "welcome")
    assert welcome.slot.day == date(2027, 1, 12)
    assert texts(welcome.deviations) == [
        "Déplacée du lundi 11 janvier 2027 : son heure était déjà passée."
    ]


def test_a_dossier_opened_during_the_stage_begins_with_that_week() -> None:
    opened = datetime(2027, 2, 10, 15, tzinfo=UTC)  # Wednesday of the fifth week, 10 h in Toronto
    dossier = winter(created_at=opened)
    plan = plan_of(dossier, since=opened)
    assert plan.meetings[0].slot.day == date(2027, 2, 11)
    assert texts(plan.meetings[0].deviations) == [
        "Déplacée du mardi 9 février 2027 : cette date est passée."
    ]
    assert texts(plan.warnings)[0] == (
        "Le dossier a été ouvert le mercredi 10 février 2027 : ce qui aurait dû précéder n’est pas "
        "prévu (rencontre d’accueil, rencontre d’avant-stage, rencontre de suivi (6))."
    )
    # A month later, the plan says the same: it depends on the dossier and not on the day.
    later = plan_of(dossier, since=datetime(2027, 3, 10, tzinfo=UTC), fixed=plan.meetings)
    assert later.warnings[0] == plan.warnings[0]


def test_a_welcome_is_not_at_the_very_minute_a_dossier_is_opened() -> None:
    opened = datetime(2027, 1, 11, 14, tzinfo=UTC)  # 9 h in Toronto, the first shared hour
    dossier = winter(created_at=opened, rule={"duration": 45})
    plan = plan_of(dossier, since=opened)
    welcome = one(plan, "welcome")
    assert welcome.slot.day == date(2027, 1, 12)
    assert texts(welcome.deviations) == [
        "Déplacée du lundi 11 janvier 2027 : son heure était déjà passée."
    ]
