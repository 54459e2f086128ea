"""Plans read with one's own eyes: the fiches, and each rule on an example."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, MeetingKind
from telestage_tui.planning.planner import Plan
from tests.planning.building import autumn, closed, dossier_of, plan_of, winter


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
    assert days[4:] == [date(2027, 1, 26) + timedelta(days=7 * n) for n in range(11)]


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


def test_a_stage_that_ends_before_the_chosen_day_still_meets_that_week() -> None:
    made = plan_of(dossier_of(date(2027, 1, 11), date(2027, 4, 5), rule={"weekday": "vendredi"}))
    last = on(made, date(2027, 4, 5))
    assert texts(last.deviations) == [
        "Déplacée du vendredi 9 avril 2027 : le stage se termine le lundi 5 avril 2027."
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
        "À 11 h 30 plutôt qu’à 14 h (Québec) : il serait 20 h en France, "
        "hors des heures de travail (stagiaire)."
    ]
    assert texts(made.warnings)[0].startswith(
        "L’heure choisie, 14 h (Québec), n’est jamais commune"
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
    moved = next(m for m in plan_of(far_away()).meetings if m.rule_day == date(2027, 1, 15))
    assert moved.slot.day == date(2027, 1, 14)
    assert texts(moved.deviations)[0] == (
        "Déplacée du vendredi 15 janvier 2027 : samedi 16 janvier côté stagiaire, fin de semaine."
    )


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
    longer = plan_of(dossier_of(date(2027, 1, 11), date(2027, 4, 16)))
    assert len(before - {m.id for m in longer.meetings}) == 0


@pytest.mark.parametrize("days", [1, 2, 3, 5, 10])
def test_a_very_short_stage_is_planned_without_fuss(days: int) -> None:
    made = plan_of(dossier_of(date(2027, 1, 11), date(2027, 1, 11) + timedelta(days=days)))
    assert one(made, "welcome").slot.day == date(2027, 1, 11)
    assert all(m.slot.day <= date(2027, 1, 11) + timedelta(days=days) for m in made.meetings)


def test_a_meeting_before_the_stage_does_not_stand_for_its_first_week() -> None:
    """A stage begins on a holiday Friday, the meeting before it on the Monday of that week."""
    dossier = dossier_of(
        date(2033, 11, 11),
        date(2034, 2, 1),
        host={"zone": "America/Halifax"},
        intern={"zone": "America/Martinique", "region": "FR-972"},
    )
    made = plan_of(dossier)
    [prestart] = [m for m in made.meetings if m.kind == "prestart"]
    assert prestart.slot.day == date(2033, 11, 7)
    assert [warning.replace("\u00a0", " ") for warning in made.warnings] == [
        "Rencontre de suivi du mardi 8 novembre 2033 laissée de côté : le stage commence le "
        "vendredi 11 novembre 2033, Armistice (Martinique)."
    ]
