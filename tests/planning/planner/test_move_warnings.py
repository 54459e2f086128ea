"""What speaks against the place a tutor chooses by hand."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, Slot
from telestage_tui.dossier.people import Tutor
from telestage_tui.planning.planner.warnings import conflicts
from tests.planning.building import closed, planned, winter

TORONTO = "America/Toronto"


def slot(day: date, at: time = time(9, 30), zone: str = TORONTO) -> Slot:
    return Slot(day=day, at=at, zone=zone)


def on(dossier: Dossier, day: date) -> Meeting:
    return next(m for m in dossier.meetings if m.slot.day == day)


def texts(sentences: tuple[str, ...]) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def against(dossier: Dossier, to: Slot, *others: Dossier, moving: UUID | None = None) -> list[str]:
    return texts(conflicts(dossier, to, 30, others, moving=moving))


def test_a_good_slot_meets_no_objection() -> None:
    assert against(planned(winter()), slot(date(2027, 2, 11))) == []


def test_closed_days_are_named() -> None:
    dossier = winter(intern={"absences": closed(date(2027, 2, 11), label="Formation")})
    assert against(dossier, slot(date(2027, 2, 11))) == ["Formation (stagiaire)."]
    assert against(dossier, slot(date(2027, 3, 29))) == [
        "Lundi de Pâques (Québec).",
        "Lundi de Pâques (France).",
    ]
    assert against(dossier, slot(date(2027, 2, 13))) == ["Fin de semaine."]


def test_a_weekend_on_one_side_only_says_whose() -> None:
    friday_evening = slot(date(2027, 2, 12), time(20))
    assert against(winter(), friday_evening) == [
        "Fin de semaine (stagiaire).",
        "Hors des heures de travail côté organisation : 20 h (Québec).",
    ]


def test_hours_of_both_sides_are_checked() -> None:
    assert against(winter(), slot(date(2027, 2, 11), time(8))) == [
        "Hors des heures de travail côté organisation : 8 h (Québec)."
    ]
    assert against(winter(), slot(date(2027, 2, 11), time(11, 45))) == [
        "Hors des heures de travail côté stagiaire : jusqu’à 18 h 15 (France)."
    ]


def test_after_the_stage_and_on_whit_monday() -> None:
    sentences = against(winter(), slot(date(2027, 5, 17)))
    assert "Après le dernier jour du stage." in sentences
    assert any("Pentecôte" in each for each in sentences)


def test_a_time_that_does_not_exist_is_the_only_thing_said() -> None:
    (sentence,) = against(winter(), slot(date(2027, 3, 14), time(2, 30)))
    assert "n’existe pas au Québec" in sentence


def test_the_other_meetings_of_the_tutor_are_seen() -> None:
    dossier = planned(winter())
    karim = dossier.intern.evolve(first_name="Karim", last_name="Benali")
    other = planned(winter().evolve(id=UUID(int=5), intern=karim))
    tuesday = slot(date(2027, 2, 9), time(9, 45))
    meeting = on(dossier, date(2027, 2, 9))
    assert against(dossier, tuesday) == [
        "Une autre rencontre est prévue à 9 h 30 (Québec) avec Léa Nguyễn."
    ]
    assert against(dossier, tuesday, moving=meeting.id) == []
    assert against(dossier, tuesday, other, moving=meeting.id) == [
        "Une autre rencontre est prévue à 9 h 30 (Québec) avec Karim Benali."
    ]
    someone = other.evolve(tutor=Tutor(first_name="Sophie", email="sophie@example.com"))
    assert against(dossier, tuesday, someone, moving=meeting.id) == []


def test_meetings_that_touch_do_not_clash() -> None:
    assert against(planned(winter()), slot(date(2027, 2, 9), time(10))) == []


def test_a_holiday_and_an_hour_that_is_not_worked_are_both_said() -> None:
    assert against(winter(), slot(date(2027, 5, 6), time(13))) == [
        "Ascension (France).",
        "Hors des heures de travail côté stagiaire : 19 h (France).",
        "Après le dernier jour du stage.",
    ]
    hours = "09:00-18:00; jeudi fermé"  # a day without hours has no hour out of them
    assert against(winter(intern={"hours": hours}), slot(date(2027, 2, 11), time(13))) == [
        "Jour non travaillé (stagiaire)."
    ]


def test_a_week_left_without_a_meeting_is_said() -> None:
    dossier = planned(winter())
    meeting = on(dossier, date(2027, 2, 9))
    emptied = "La semaine du lundi 8 février 2027 n’aura plus de rencontre."
    assert against(dossier, slot(date(2027, 2, 18)), moving=meeting.id) == [emptied]
    assert against(dossier, slot(date(2027, 2, 11)), moving=meeting.id) == []
    first = on(dossier, date(2027, 1, 13))  # two others are left in that week
    assert against(dossier, slot(date(2027, 1, 25)), moving=first.id) == []
    missed = record_meeting(meeting.id, "Rencontre", status="missed", on=meeting.slot.day).apply(
        dossier
    )
    assert against(missed, slot(date(2027, 2, 18)), moving=meeting.id) == []


def test_a_meeting_that_comes_back_to_its_week_empties_no_other() -> None:
    dossier = planned(winter())
    meeting = on(dossier, date(2027, 2, 9))
    away = move_meeting(meeting.id, "Rencontre", to=slot(date(2027, 2, 18))).apply(dossier)
    assert against(away, slot(date(2027, 2, 9)), moving=meeting.id) == []
