"""On which day each meeting is meant to be, on an example of each."""

from __future__ import annotations

from datetime import date, time

import pytest

from telestage_tui.dossier.dossier import Dossier
from tests.planning.building import closed, dossier_of, plan_of, winter
from tests.planning.planner.reading import checkins, one, texts

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
        "organisation, fin de semaine."
    ]


# --- the midpoint and the final meetings ----------------------------------------------------------


def test_a_midpoint_moved_by_a_holiday_or_an_absence_says_so() -> None:
    away = closed(date(2027, 2, 24), date(2027, 2, 26), "Colloque")
    midpoint = one(plan_of(winter(intern={"absences": away})), "midpoint")
    assert (midpoint.rule_day, midpoint.slot.day) == (date(2027, 2, 24), date(2027, 2, 23))
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
    plan = plan_of(winter(host={"absences": away}))
    assert one(plan, "midpoint").slot.day == date(2027, 2, 22)  # the final meeting is on the 23rd
    assert one(plan, "final").slot.day == date(2027, 2, 23)


def test_the_final_meeting_stays_in_the_last_week_whoever_is_away_before() -> None:
    """Two of its days are closed: it is on the nearest other, and says from where."""
    away = closed(date(2027, 4, 7), date(2027, 4, 9), "Salon")
    final = one(plan_of(winter(host={"absences": away})), "final")
    assert final.slot.day == date(2027, 4, 6)
    assert texts(final.deviations) == ["Déplacée du mercredi 7 avril 2027 : Salon (organisation)."]


def test_the_final_meeting_stays_in_the_last_week_even_without_shared_hours() -> None:
    """Both work on its Friday alone, when the intern leaves at noon."""
    away = closed(date(2027, 3, 29), date(2027, 4, 8), "Salon")
    hours = "09:00-18:00; vendredi 09:00-12:00"
    plan = plan_of(winter(host={"absences": away}, intern={"hours": hours}))
    final = one(plan, "final")
    assert final.slot.day == date(2027, 4, 9)
    assert texts(final.deviations)[0] == "Déplacée du mercredi 7 avril 2027 : Salon (organisation)."
    assert "Hors des heures de travail côté stagiaire" in final.deviations[-1]


def test_the_final_meeting_goes_back_to_the_last_day_someone_is_there() -> None:
    away = closed(date(2027, 3, 22), date(2027, 4, 9), "Maladie")
    plan = plan_of(winter(intern={"absences": away}))
    final = one(plan, "final")
    assert final.slot.day == date(2027, 3, 19)
    assert texts(final.deviations) == ["Déplacée du mercredi 7 avril 2027 : Maladie (stagiaire)."]
    assert not [m for m in plan.meetings if m.slot.day > final.slot.day]
    last = [w for w in texts(plan.warnings) if "non prévue" in w]
    assert last[-1] == (
        "Rencontre de suivi du mardi 6 avril 2027 non prévue : Maladie (stagiaire)."
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


def test_the_last_day_of_the_host_is_within_reach_of_a_clock_ahead() -> None:
    """Away until the eve: on its last Thursday in Québec, it is Friday in Nouméa."""
    away = closed(date(2027, 4, 17), date(2027, 4, 21), "Salon")
    dossier = dossier_of(
        date(2027, 2, 1),
        date(2027, 4, 22),
        host={"hours": "11:00-19:00", "absences": away},
        intern={"zone": "Pacific/Noumea", "region": "FR-988", "hours": "07:00-16:00"},
        rule={"at": time(8), "reference": "stagiaire"},
    )
    assert one(plan_of(dossier), "final").slot.day == date(2027, 4, 23)
