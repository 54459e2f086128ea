"""Plans read with one's own eyes: the fiches, and each rule on an example."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, MeetingKind
from telestage_tui.planning.engagements import Engagement
from telestage_tui.planning.planner import Plan
from tests.planning.building import autumn, closed, dossier_of, plan_of, winter
from tests.planning.soundness import utc


def one(made: Plan, kind: MeetingKind) -> Meeting:
    """The only meeting of that kind."""
    (meeting,) = [m for m in made.meetings if m.kind == kind]
    return meeting


def checkins(made: Plan) -> list[Meeting]:
    return [m for m in made.meetings if m.kind == "checkin"]


def on(made: Plan, day: date) -> Meeting:
    (meeting,) = [m for m in made.meetings if m.slot.day == day]
    return meeting


def texts(sentences: tuple[str, ...]) -> list[str]:
    """Sentences with plain spaces, easier to write here."""
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


# --- what the programme asks for ----------------------------------------------------------------


def test_the_autumn_stage_meets_at_15_30_in_france() -> None:
    made = plan_of(autumn())
    assert {m.slot.zone for m in made.meetings} == {"Europe/Paris"}
    assert one(made, "prestart").slot.day == date(2026, 9, 11)
    welcome = one(made, "welcome")
    assert (welcome.slot.day, welcome.slot.at) == (date(2026, 9, 21), time(14, 30))
    assert [m.slot.day for m in checkins(made)] == [
        date(2026, 9, 23), date(2026, 9, 25), date(2026, 9, 29), date(2026, 10, 1),
        date(2026, 10, 7), date(2026, 10, 14), date(2026, 10, 21), date(2026, 10, 28),
        date(2026, 11, 12), date(2026, 11, 18), date(2026, 11, 25), date(2026, 12, 2),
        date(2026, 12, 9),
    ]  # fmt: skip
    assert {m.slot.at for m in made.meetings if m.kind != "welcome"} == {time(15, 30)}
    assert one(made, "midpoint").slot.day == date(2026, 11, 4)
    assert one(made, "final").slot.day == date(2026, 12, 16)


def test_the_armistice_moves_one_check_in_and_says_why() -> None:
    moved = on(plan_of(autumn()), date(2026, 11, 12))
    assert moved.rule_day == date(2026, 11, 11)
    assert texts(moved.deviations) == [
        "Déplacée du mercredi 11 novembre 2026 : Armistice (France)."
    ]


def test_the_week_between_the_two_changes_is_told() -> None:
    assert texts(plan_of(autumn()).warnings) == [
        "Du dimanche 25 octobre au samedi 31 octobre 2026, le décalage est de 5 h au lieu de "
        "6 h : 10 h 30 au Québec, 15 h 30 en France."
    ]


def test_the_islands_and_reunion_meet_in_their_hour_and_a_half() -> None:
    made = plan_of(
        dossier_of(
            date(2027, 5, 3),
            date(2027, 7, 30),
            host={"zone": "America/Halifax", "hours": "08:30-16:30"},
            intern={"zone": "Indian/Reunion", "region": "FR-974", "hours": "08:00-17:00"},
        )
    )
    assert {m.slot.at for m in made.meetings} == {time(8, 30)}
    assert made.warnings == ()
    assert not any(m.deviations for m in made.meetings)


def test_first_check_ins_every_two_working_days_then_the_chosen_day() -> None:
    days = [m.slot.day for m in checkins(plan_of(winter()))]
    assert days[:4] == [date(2027, 1, d) for d in (13, 15, 19, 21)]
    assert all(day.weekday() == 1 for day in days[4:])
    # The midpoint meeting stands for the check-in of the day before, the final one for its week's.
    tuesdays = [date(2027, 1, 26) + timedelta(days=7 * n) for n in range(11)]
    assert days[4:] == [day for day in tuesdays if day not in (date(2027, 2, 23), date(2027, 4, 6))]


def test_working_days_skip_holidays() -> None:
    made = plan_of(dossier_of(date(2026, 6, 22), date(2026, 9, 11)))
    # 24 June and 1 July are off in Québec: working days 2, 4, 6 and 8 after Monday the 22nd.
    assert [m.slot.day for m in checkins(made)][:4] == [
        date(2026, 6, 25), date(2026, 6, 29), date(2026, 7, 2), date(2026, 7, 6),
    ]  # fmt: skip


def test_a_stronger_kind_takes_the_place_of_the_check_in() -> None:
    made = plan_of(winter(rule={"weekday": "mercredi"}))
    assert on(made, date(2027, 2, 24)).kind == "midpoint"
    assert on(made, date(2027, 4, 7)).kind == "final"


def test_special_meetings_are_longer_where_the_hours_allow() -> None:
    made = plan_of(winter(rule={"at": time(11, 30)}))
    assert {m.duration for m in checkins(made)} == {30}
    assert one(made, "welcome").duration == 45
    # At 11 h 30, half an hour is left before the day ends in France.
    assert one(made, "prestart").duration == 30


def test_the_prestart_day_goes_back_to_the_friday() -> None:
    made = plan_of(dossier_of(date(2027, 2, 3), date(2027, 4, 30)))
    assert one(made, "prestart").slot.day == date(2027, 1, 22)
    assert one(made, "prestart").deviations == ()


def test_a_prestart_whose_week_is_closed_goes_on_before_the_stage() -> None:
    away = closed(date(2026, 12, 21), date(2027, 1, 5), "Congé des fêtes")
    made = one(plan_of(winter(host={"absences": away})), "prestart")
    assert made.slot.day == date(2027, 1, 6)
    assert "Jour de l’an" in made.deviations[0]


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
    made = plan_of(winter(host={"absences": away}))
    assert not [m for m in made.meetings if date(2027, 3, 1) <= m.slot.day <= date(2027, 3, 7)]
    assert texts(made.warnings)[0] == (
        "Rencontre de suivi du mardi 2 mars 2027 laissée de côté : Relâche (structure)."
    )


def test_a_stage_that_begins_after_the_chosen_day_still_meets_that_week() -> None:
    """The welcome was cancelled: a check-in takes its week, on the first of the days left."""
    dossier = dossier_of(date(2027, 1, 14), date(2027, 4, 9), rule={"weekday": "mardi"})
    welcome = one(plan_of(dossier), "welcome").evolve(status="cancelled")
    made = plan_of(dossier, kept=[welcome])
    assert texts(on(made, date(2027, 1, 14)).deviations) == [
        "Déplacée du mardi 12 janvier 2027 : le stage commence le jeudi 14 janvier 2027."
    ]


def test_an_hour_that_falls_in_the_lunch_of_the_gap_5_weeks_moves_that_day() -> None:
    dossier = winter(
        host={"hours": "08:00-12:00, 13:00-17:00"},
        intern={"hours": "09:00-12:30, 14:45-18:00"},
    )
    made = plan_of(dossier)
    moved = on(made, date(2027, 3, 16))
    assert moved.slot.at == time(9, 45)
    assert texts(moved.deviations) == [
        "À 9 h 45 plutôt qu’à 9 h 30 (Québec) : il serait 14 h 30 en France, "
        "pendant la pause (stagiaire)."
    ]
    assert on(made, date(2027, 3, 30)).deviations == ()


def test_whit_monday_is_worked_and_told() -> None:
    made = plan_of(dossier_of(date(2027, 3, 15), date(2027, 6, 4), rule={"weekday": "lundi"}))
    assert on(made, date(2027, 5, 17)).deviations == ()
    assert any("lundi 17 mai 2027 tombe le lundi de Pentecôte" in w for w in texts(made.warnings))


def test_an_hour_chosen_outside_the_intern_s_day_is_brought_inside() -> None:
    made = plan_of(winter(rule={"at": time(14)}))
    weekly = on(made, date(2027, 2, 9))
    assert weekly.slot.at == time(11, 30)
    assert texts(weekly.deviations) == [
        "À 11 h 30 plutôt qu’à 14 h (Québec) : cette heure n’est jamais commune."
    ]
    assert texts(made.warnings)[0] == (
        "L’heure choisie, 14 h (Québec), n’est jamais commune : il serait 20 h en France, hors des "
        "heures de travail (stagiaire). Les rencontres sont placées à l’heure commune la plus "
        "proche."
    )


def test_the_default_hour_holds_on_both_sides_of_the_change() -> None:
    made = plan_of(winter(rule={"at": None, "reference": "stagiaire"}))
    # 14 h would be shared in the weeks of 5 hours only.
    assert {m.slot.at for m in checkins(made)} == {time(15)}


# --- no shared hour -------------------------------------------------------------------------------


def far_away(**rule: object) -> Dossier:
    intern = {"zone": "Pacific/Noumea", "region": "FR-988"}
    return dossier_of(date(2027, 1, 11), date(2027, 4, 9), intern=intern, rule=rule)


def test_a_pair_without_shared_hours_gets_flagged_meetings_and_one_warning() -> None:
    made = plan_of(far_away())
    assert all("Hors des heures de travail côté" in " ".join(m.deviations) for m in made.meetings)
    assert len([w for w in made.warnings if w.startswith("Aucune heure commune")]) == 1
    assert {m.slot.at for m in made.meetings} == {time(16, 30)}


def test_a_friday_here_is_a_saturday_there() -> None:
    made = plan_of(far_away(weekday="vendredi"))
    moved = next(m for m in made.meetings if m.rule_day == date(2027, 2, 5))
    assert moved.slot.day == date(2027, 2, 4)
    assert texts(moved.deviations)[0] == (
        "Déplacée du vendredi 5 février 2027 : samedi 6 février côté stagiaire, fin de semaine."
    )
    # Such a day is no working day of theirs: the first check-ins leave it out.
    assert [m.slot.day for m in checkins(made)][:3] == [
        date(2027, 1, 13), date(2027, 1, 18), date(2027, 1, 20),
    ]  # fmt: skip


def test_the_hour_two_people_agreed_on_is_kept_when_none_is_shared() -> None:
    made = plan_of(far_away(at=time(17, 15), weekday="mercredi"))
    assert {m.slot.at for m in made.meetings} == {time(17, 15)}


def test_two_sides_never_at_work_together_have_no_meeting_and_are_told() -> None:
    away = closed(date(2026, 1, 1), date(2028, 1, 1), "Fermeture")
    made = plan_of(winter(host={"absences": away}))
    assert made.meetings == ()
    assert any("Fermeture (structure)" in warning for warning in made.warnings)


# --- ids ------------------------------------------------------------------------------------------


def test_ids_survive_another_day_another_hour_and_other_dates() -> None:
    before = {m.id for m in plan_of(winter()).meetings}
    other_day = plan_of(winter(rule={"weekday": "jeudi", "at": time(11)}))
    assert {m.id for m in other_day.meetings} == before
    longer = {m.id for m in plan_of(dossier_of(date(2027, 1, 11), date(2027, 4, 30))).meetings}
    assert len(before - longer) == 1  # the check-in beside which the midpoint meeting now is


@pytest.mark.parametrize("days", [1, 2, 3, 5, 10])
def test_a_very_short_stage_is_planned_without_fuss(days: int) -> None:
    made = plan_of(dossier_of(date(2027, 1, 11), date(2027, 1, 11) + timedelta(days=days)))
    assert one(made, "welcome").slot.day == date(2027, 1, 11)
    assert all(m.slot.day <= date(2027, 1, 11) + timedelta(days=days) for m in made.meetings)


def test_a_meeting_before_the_stage_does_not_stand_for_its_first_week() -> None:
    """The stage begins on a Thursday, the meeting before it is on the Monday of that week."""
    away = closed(date(2026, 12, 30), date(2027, 1, 8), "Congé des fêtes")
    dossier = dossier_of(date(2027, 1, 14), date(2027, 4, 9), host={"absences": away})
    welcome = one(plan_of(dossier), "welcome").evolve(status="cancelled")
    made = plan_of(dossier, kept=[welcome])
    assert one(made, "prestart").slot.day == date(2027, 1, 11)
    assert on(made, date(2027, 1, 14)).kind == "checkin"


def test_nothing_of_the_stage_is_planned_before_its_welcome() -> None:
    """It begins on a holiday Friday: the week has no other day, and the welcome says why."""
    made = plan_of(
        dossier_of(
            date(2033, 11, 11),
            date(2034, 2, 1),
            intern={"zone": "America/Martinique", "region": "FR-972"},
        )
    )
    welcome = one(made, "welcome")
    assert welcome.slot.day == date(2033, 11, 14)
    assert texts(welcome.deviations) == [
        "Déplacée du vendredi 11 novembre 2033 : Armistice (Martinique)."
    ]
    assert min(m.slot.day for m in checkins(made)) > welcome.slot.day
    assert made.warnings == ()


# --- the reference clock --------------------------------------------------------------------------


def noumea(**rule: object) -> Dossier:
    """Whose working hours meet those of Québec on two dates at once."""
    return dossier_of(
        date(2027, 1, 11),
        date(2027, 4, 9),
        host={"hours": "09:00-19:00"},
        intern={"zone": "Pacific/Noumea", "region": "FR-988", "hours": "08:00-17:00"},
        rule={"weekday": "mardi", "at": time(9), "reference": "stagiaire"} | rule,
    )


def test_the_chosen_weekday_is_that_of_the_reference_clock() -> None:
    """9 h on a Tuesday in Nouméa is 17 h on the Monday in Québec."""
    weekly = [m for m in checkins(plan_of(noumea())) if m.slot.day > date(2027, 1, 26)]
    assert len(weekly) > 5
    assert {(m.slot.zone, m.slot.at) for m in weekly} == {("Pacific/Noumea", time(9))}
    assert all(m.slot.day.weekday() == 1 for m in weekly if not m.deviations)
    assert all(m.rule_day.weekday() == 1 for m in weekly)


def test_a_monday_over_there_is_a_sunday_here_and_says_so() -> None:
    moved = next(m for m in checkins(plan_of(noumea(weekday="lundi"))) if m.rule_day.day == 8)
    assert moved.rule_day == date(2027, 2, 8)
    assert moved.slot.day == date(2027, 2, 9)
    assert texts(moved.deviations) == [
        "Déplacée du lundi 8 février 2027 (Nouvelle-Calédonie) : dimanche 7 février côté "
        "structure, fin de semaine."
    ]


# --- the midpoint and the final meetings ----------------------------------------------------------


def test_a_midpoint_moved_by_a_holiday_or_an_absence_says_so() -> None:
    away = closed(date(2027, 2, 24), date(2027, 2, 26), "Colloque")
    midpoint = one(plan_of(winter(intern={"absences": away})), "midpoint")
    assert (midpoint.rule_day, midpoint.slot.day) == (date(2027, 2, 24), date(2027, 3, 1))
    assert texts(midpoint.deviations) == [
        "Déplacée du mercredi 24 février 2027 : Colloque (stagiaire)."
    ]


def test_a_midpoint_on_a_weekend_is_on_the_monday_without_a_word() -> None:
    dossier = dossier_of(date(2027, 1, 11), date(2027, 4, 16))
    assert dossier.stage.halfway == date(2027, 2, 27)
    midpoint = one(plan_of(dossier), "midpoint")
    assert (midpoint.rule_day, midpoint.slot.day) == (date(2027, 3, 1), date(2027, 3, 1))
    assert midpoint.deviations == ()


def test_a_midpoint_without_a_common_day_left_goes_back() -> None:
    away = closed(date(2027, 2, 24), date(2027, 4, 30), "Congé parental")
    made = plan_of(winter(host={"absences": away}))
    assert one(made, "midpoint").slot.day == date(2027, 2, 22)  # the final meeting is on the 23rd
    assert one(made, "final").slot.day == date(2027, 2, 23)


def test_the_final_meeting_stays_in_the_last_week_whoever_is_away_before() -> None:
    """Two of its days are closed: it is on the nearest other, and says from where."""
    away = closed(date(2027, 4, 7), date(2027, 4, 9), "Salon")
    final = one(plan_of(winter(host={"absences": away})), "final")
    assert final.slot.day == date(2027, 4, 6)
    assert texts(final.deviations) == ["Déplacée du mercredi 7 avril 2027 : Salon (structure)."]


def test_the_final_meeting_goes_back_to_the_last_day_someone_is_there() -> None:
    away = closed(date(2027, 3, 22), date(2027, 4, 9), "Maladie")
    made = plan_of(winter(intern={"absences": away}))
    final = one(made, "final")
    assert final.slot.day == date(2027, 3, 19)
    assert texts(final.deviations) == ["Déplacée du mercredi 7 avril 2027 : Maladie (stagiaire)."]
    assert not [m for m in made.meetings if m.slot.day > final.slot.day]
    last = [w for w in texts(made.warnings) if "laissée de côté" in w]
    assert last[-1] == (
        "Rencontre de suivi du mardi 6 avril 2027 laissée de côté : Maladie (stagiaire)."
    )


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (date(2027, 4, 9), date(2027, 4, 7)),
        (date(2027, 4, 11), date(2027, 4, 7)),  # a Sunday
        (date(2027, 4, 8), date(2027, 4, 6)),
        (date(2027, 4, 6), date(2027, 4, 5)),  # two weekdays before would be in another week
        (date(2027, 4, 5), date(2027, 4, 5)),
    ],
)
def test_the_final_meeting_is_two_weekdays_before_the_end_within_the_last_week(
    end: date, day: date
) -> None:
    final = one(plan_of(dossier_of(date(2027, 1, 11), end)), "final")
    assert (final.slot.day, final.rule_day, final.deviations) == (day, day, ())


# --- shared hours on some days only ---------------------------------------------------------------


def mornings_on_friday(start: date, end: date) -> Dossier:
    """Nine to noon in France on Fridays: not an hour in common with Québec."""
    return dossier_of(start, end, intern={"hours": "09:00-18:00; vendredi 09:00-12:00"})


def test_a_welcome_waits_for_the_first_day_with_shared_hours() -> None:
    made = plan_of(mornings_on_friday(date(2027, 1, 15), date(2027, 4, 9)))
    welcome = one(made, "welcome")
    assert welcome.slot.day == date(2027, 1, 18)
    assert texts(welcome.deviations) == [
        "Déplacée du vendredi 15 janvier 2027 : aucune heure commune ce jour-là."
    ]
    assert not any("Hors des heures" in note for m in made.meetings for note in m.deviations)
    # The check-ins count from there.
    assert [m.slot.day for m in checkins(made)][:2] == [date(2027, 1, 20), date(2027, 1, 21)]


def test_a_midpoint_on_such_a_day_goes_to_the_next_one() -> None:
    made = plan_of(mornings_on_friday(date(2027, 1, 11), date(2027, 4, 14)))
    midpoint = one(made, "midpoint")
    assert (midpoint.rule_day, midpoint.slot.day) == (date(2027, 2, 26), date(2027, 3, 1))
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
    made = plan_of(dossier)
    assert len(made.meetings) > 8
    assert not [w for w in made.warnings if "laissée de côté" in w]
    assert texts(made.warnings)[0].startswith("Trop peu d’heures communes entre Québec")


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
    made = plan_of(blanc_sablon(at=time(16)))
    stage = [m for m in made.meetings if m.kind != "prestart"]
    assert stage[0].kind == "welcome"
    assert stage[0].slot.day == date(2027, 1, 11)


# --- what is said ---------------------------------------------------------------------------------


def test_a_meeting_that_runs_over_the_day_is_not_in_the_break() -> None:
    weekly = on(plan_of(winter(rule={"at": time(11, 45)})), date(2027, 2, 9))
    assert weekly.slot.at == time(11, 30)
    warning = texts(plan_of(winter(rule={"at": time(11, 45)})).warnings)
    assert "pause" not in " ".join(warning)
    moved = plan_of(winter(rule={"at": time(12, 45)}))  # fits in the weeks of five hours only? no
    assert "hors des heures de travail" in texts(moved.warnings)[0]


def test_the_times_of_an_unusual_week_are_those_of_its_meetings() -> None:
    """Chosen at 12 h 15, shared in the weeks of five hours alone."""
    made = plan_of(winter(rule={"at": time(12, 15)}))
    (said,) = [w for w in texts(made.warnings) if w.startswith("Du dimanche 14 mars")]
    assert said.endswith("12 h 15 au Québec, 17 h 15 en France.")
    meetings = [m for m in made.meetings if date(2027, 3, 14) <= m.slot.day <= date(2027, 3, 27)]
    assert {m.slot.at for m in meetings} == {time(12, 15)}


def test_an_unusual_week_without_a_meeting_is_not_told() -> None:
    away = closed(date(2027, 3, 14), date(2027, 3, 27), "Congé")
    made = plan_of(winter(host={"absences": away}))
    assert not [w for w in made.warnings if "le décalage est de" in w]


def test_a_reason_is_said_once_of_a_week_left_out() -> None:
    """An absence over Easter Monday: the holiday is named, and the absence once."""
    away = closed(date(2027, 3, 29), date(2027, 4, 2), "Maladie")
    made = plan_of(winter(host={"absences": away, "keeps_holidays": False}))
    (said,) = [w for w in texts(made.warnings) if "laissée de côté" in w]
    assert said == (
        "Rencontre de suivi du mardi 30 mars 2027 laissée de côté : Maladie (structure), "
        "Lundi de Pâques (France)."
    )


# --- a dossier opened late ------------------------------------------------------------------------


def test_what_would_be_before_the_dossier_was_opened_is_not_planned() -> None:
    opened = datetime(2027, 1, 8, 16, tzinfo=UTC)
    made = plan_of(winter(created_at=opened), since=opened)
    assert "prestart" not in {m.kind for m in made.meetings}
    assert texts(made.warnings)[0] == (
        "Le dossier a été ouvert le vendredi 8 janvier 2027 : ce qui aurait dû précéder n’est pas "
        "prévu (rencontre d’avant-stage)."
    )


def test_a_meeting_before_the_start_is_planned_late_while_there_is_time() -> None:
    opened = datetime(2027, 1, 6, 20, tzinfo=UTC)
    made = plan_of(winter(created_at=opened), since=opened)
    assert one(made, "prestart").slot.day == date(2027, 1, 7)


def test_a_dossier_opened_during_the_stage_begins_with_that_week() -> None:
    opened = datetime(2027, 2, 10, 15, tzinfo=UTC)  # Wednesday of the fifth week, 10 h in Toronto
    dossier = winter(created_at=opened)
    made = plan_of(dossier, since=opened)
    assert made.meetings[0].slot.day == date(2027, 2, 11)
    assert texts(made.meetings[0].deviations) == [
        "Déplacée du mardi 9 février 2027 : cette date est passée."
    ]
    assert texts(made.warnings)[0] == (
        "Le dossier a été ouvert le mercredi 10 février 2027 : ce qui aurait dû précéder n’est pas "
        "prévu (rencontre d’accueil, rencontre d’avant-stage, rencontre de suivi (6))."
    )
    # A month later, the plan says the same: it depends on the dossier and not on the day.
    later = plan_of(dossier, since=datetime(2027, 3, 10, tzinfo=UTC), kept=made.meetings)
    assert later.warnings[0] == made.warnings[0]


# --- the other dossiers of the tutor --------------------------------------------------------------


def busy_with_karim(*starts: datetime) -> list[Engagement]:
    return [Engagement(start, start + timedelta(minutes=30), "Karim Benali") for start in starts]


def test_another_shared_hour_of_the_day_is_taken_when_the_tutor_is_busy() -> None:
    busy = busy_with_karim(datetime(2027, 2, 9, 14, 45, tzinfo=UTC))  # 9 h 45 to 10 h 15
    made = plan_of(winter(), busy=busy)
    weekly = on(made, date(2027, 2, 9))
    assert weekly.slot.at == time(9, 15)
    assert texts(weekly.deviations) == [
        "À 9 h 15 plutôt qu’à 9 h 30 (Québec) : rencontre avec Karim Benali à cette heure-là."
    ]
    assert on(made, date(2027, 2, 16)).deviations == ()


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


# --- weeks ----------------------------------------------------------------------------------------


def test_a_week_emptied_by_hand_gets_a_check_in() -> None:
    dossier = winter()
    made = plan_of(dossier)
    chosen = on(made, date(2027, 2, 9))
    moved = chosen.evolve(slot=chosen.slot.evolve(day=date(2027, 2, 18)), moved_from=chosen.slot)
    again = plan_of(dossier, kept=[moved])
    instead = on(again, date(2027, 2, 9))
    assert instead.kind == "checkin"
    assert instead.id not in {m.id for m in made.meetings}
    assert on(again, date(2027, 2, 16)).id == on(made, date(2027, 2, 16)).id


def test_a_midpoint_meeting_two_working_days_away_leaves_the_check_in() -> None:
    made = plan_of(winter(rule={"weekday": "lundi"}))
    assert on(made, date(2027, 2, 22)).kind == "checkin"
    assert on(made, date(2027, 2, 24)).kind == "midpoint"
    away = closed(date(2027, 2, 23))  # only one working day lies between them now
    nearer = plan_of(winter(rule={"weekday": "lundi"}, host={"absences": away}))
    assert not [m for m in nearer.meetings if m.slot.day == date(2027, 2, 22)]
    assert not [w for w in nearer.warnings if "laissée de côté" in w]
