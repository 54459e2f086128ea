"""What is said of a plan as a whole."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from telestage_tui.dossier.changes import plan_meetings
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.planning.planner.planner import plan_warnings
from telestage_tui.planning.replan import replan
from tests.planning.building import PROGRAMME, autumn, closed, dossier_of, plan_of, planned, winter
from tests.planning.planner.reading import on, texts


def test_the_week_between_the_two_changes_is_told() -> None:
    assert texts(plan_of(autumn()).warnings) == [
        "Du dimanche 25 octobre au samedi 31 octobre 2026, le décalage est de 5 h au lieu de "
        "6 h : 10 h 30 au Québec, 15 h 30 en France."
    ]


def test_whit_monday_is_worked_and_told() -> None:
    plan = plan_of(dossier_of(date(2027, 3, 15), date(2027, 6, 4), rule={"weekday": "lundi"}))
    assert on(plan, date(2027, 5, 17)).deviations == ()
    assert any("lundi 17 mai 2027 tombe le lundi de Pentecôte" in w for w in texts(plan.warnings))


def test_an_hour_chosen_outside_the_intern_s_day_is_brought_inside() -> None:
    plan = plan_of(winter(rule={"at": time(14)}))
    weekly = on(plan, date(2027, 2, 9))
    assert weekly.slot.at == time(11, 30)
    assert texts(weekly.deviations) == [
        "À 11 h 30 plutôt qu’à 14 h (Québec) : cette heure n’est jamais commune."
    ]
    assert texts(plan.warnings)[0] == (
        "L’heure choisie, 14 h (Québec), n’est jamais commune : il serait 20 h en France, hors des "
        "heures de travail (stagiaire). Les rencontres sont placées à l’heure commune la plus "
        "proche."
    )


def test_the_times_of_an_unusual_week_are_those_of_its_meetings() -> None:
    """Chosen at 12 h 15, shared in the weeks of five hours alone."""
    plan = plan_of(winter(rule={"at": time(12, 15)}))
    (sentence,) = [w for w in texts(plan.warnings) if w.startswith("Du dimanche 14 mars")]
    assert sentence.endswith("12 h 15 au Québec, 17 h 15 en France.")
    meetings = [m for m in plan.meetings if date(2027, 3, 14) <= m.slot.day <= date(2027, 3, 27)]
    assert {m.slot.at for m in meetings} == {time(12, 15)}


def test_an_unusual_week_without_a_meeting_is_not_told() -> None:
    away = closed(date(2027, 3, 14), date(2027, 3, 27), "Congé")
    plan = plan_of(winter(host={"absences": away}))
    assert not [w for w in plan.warnings if "le décalage est de" in w]


def test_a_reason_is_said_once_of_a_week_left_out() -> None:
    """An absence over Easter Monday: the holiday is named, and the absence once."""
    away = closed(date(2027, 3, 29), date(2027, 4, 2), "Maladie")
    plan = plan_of(winter(host={"absences": away, "keeps_holidays": False}))
    (sentence,) = [w for w in texts(plan.warnings) if "non prévue" in w]
    assert sentence == (
        "Rencontre de suivi du mardi 30 mars 2027 non prévue : Maladie (organisation), "
        "Lundi de Pâques (France)."
    )


def test_what_is_past_is_not_counted_against_the_hours_of_today() -> None:
    """Nine meetings at 9 h 30 wait for their record; from now on the host begins at 10 h."""
    dossier = planned(winter())
    now = datetime(2027, 2, 10, 15, tzinfo=UTC)
    later = dossier.evolve(
        host=dossier.host.evolve(hours=WorkHours.parse("10:00-17:00")),
        meeting_rule=dossier.meeting_rule.evolve(at=time(10, 30)),
    )
    (sentence,) = texts(replan(later, PROGRAMME, now).warnings)
    assert sentence.startswith("Du dimanche 14 mars au samedi 27 mars 2027, le décalage est de 5 h")


# --- of the meetings there are --------------------------------------------------------------------


def test_what_is_told_of_a_plan_is_told_of_its_meetings_afterwards() -> None:
    away = closed(date(2027, 2, 8), date(2027, 2, 12), "Relâche")
    dossier = winter(host={"absences": away}, created_at=datetime(2027, 1, 20, 15, tzinfo=UTC))
    plan = plan_of(dossier, since=dossier.created_at)
    assert [text.split(" : ")[0] for text in texts(plan.warnings)] == [
        "Le dossier a été ouvert le mercredi 20 janvier 2027",
        "Rencontre de suivi du mardi 9 février 2027 non prévue",
        "Du dimanche 14 mars au samedi 27 mars 2027, le décalage est de 5 h au lieu de 6 h",
    ]
    opened = plan_meetings(plan.meetings).apply(dossier)
    assert plan_warnings(opened, PROGRAMME, dossier.created_at) == plan.warnings


def test_of_a_plan_that_no_longer_suits_the_meetings_there_are_are_spoken_of() -> None:
    """At 9 h 30 until they are planned again, whatever hour the tutor has chosen since."""
    dossier = planned(winter())
    now = datetime(2027, 1, 4, 15, tzinfo=UTC)
    later = dossier.evolve(meeting_rule=dossier.meeting_rule.evolve(at=time(10)))
    (sentence,) = texts(plan_warnings(later, PROGRAMME, now))
    assert sentence.endswith("9 h 30 au Québec, 14 h 30 en France.")
    (proposed,) = texts(replan(later, PROGRAMME, now).warnings)
    assert proposed.endswith("10 h au Québec, 15 h en France.")


def test_nothing_is_told_of_a_closed_dossier() -> None:
    dossier = planned(winter()).evolve(started_on=date(2027, 1, 11), closed_on=date(2027, 4, 12))
    assert plan_warnings(dossier, PROGRAMME, datetime(2027, 1, 4, 15, tzinfo=UTC)) == ()
