from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.meetings import Meeting, Slot
from telestage_tui.dossier.people import Tutor
from telestage_tui.dossier.transitions import move_meeting
from telestage_tui.planning.view import conflicts, meeting_view, shift_note, view_in
from tests.planning.building import closed, planned, winter

TORONTO = "America/Toronto"


def slot(day: date, at: time = time(9, 30), zone: str = TORONTO) -> Slot:
    return Slot(day=day, at=at, zone=zone)


def on(dossier: Dossier, day: date) -> Meeting:
    return next(m for m in dossier.meetings if m.slot.day == day)


def texts(sentences: tuple[str, ...]) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_a_meeting_on_both_clocks() -> None:
    dossier = planned(winter())
    seen = meeting_view(on(dossier, date(2027, 3, 16)), TORONTO, "Europe/Paris")
    assert seen.start_utc == datetime(2027, 3, 16, 13, 30, tzinfo=UTC)
    assert seen.end_utc == datetime(2027, 3, 16, 14, 0, tzinfo=UTC)
    assert seen.host_local.isoformat() == "2027-03-16T09:30:00-04:00"
    assert seen.intern_local.isoformat() == "2027-03-16T14:30:00+01:00"
    assert seen.gap_hours == 5
    assert seen.notes == ()


def test_the_shift_of_the_other_side_is_told_apart() -> None:
    dossier = planned(winter())
    assert shift_note(dossier, on(dossier, date(2027, 3, 9))) == ""
    (note,) = texts((shift_note(dossier, on(dossier, date(2027, 3, 16))),))
    assert note == "Décalage de 5 h au lieu de 6 h : 14 h 30 (France) au lieu de 15 h 30."


def test_a_gap_of_half_an_hour_is_told_as_a_clock_tells_it() -> None:
    """St. John’s is half an hour ahead of Halifax, and changes its clock with it."""
    dossier = planned(winter(host={"zone": "America/St_Johns"}))
    (note,) = texts((shift_note(dossier, on(dossier, date(2027, 3, 16))),))
    assert note.startswith("Décalage de 3 h 30 au lieu de 4 h 30 : ")


def test_a_meeting_moved_by_hand_says_from_where_and_what_it_breaks() -> None:
    dossier = planned(winter())
    meeting = on(dossier, date(2027, 2, 9))
    to = slot(date(2027, 2, 11), time(14))
    moved = move_meeting(dossier, meeting.id, to=to, reason="Salle prise.")
    assert texts(view_in(moved, moved.meeting(meeting.id)).notes) == [
        "Déplacée à la main du mardi 9 février 2027, 9 h 30 : Salle prise.",
        "Hors des heures de travail côté stagiaire : 20 h (France).",
    ]


def test_a_planned_meeting_keeps_the_planner_s_notes() -> None:
    dossier = planned(winter(intern={"absences": closed(date(2027, 2, 9))}))
    meeting = on(dossier, date(2027, 2, 10))
    assert view_in(dossier, meeting).notes == meeting.deviations != ()


# --- conflicts ------------------------------------------------------------------------------------


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
    assert against(winter(), friday_evening) == ["Fin de semaine (stagiaire)."]


def test_hours_of_both_sides_are_checked() -> None:
    assert against(winter(), slot(date(2027, 2, 11), time(8))) == [
        "Hors des heures de travail côté structure : 8 h (Québec)."
    ]
    assert against(winter(), slot(date(2027, 2, 11), time(11, 45))) == [
        "Hors des heures de travail côté stagiaire : jusqu’à 18 h 15 (France)."
    ]


def test_after_the_stage_and_on_whit_monday() -> None:
    said = against(winter(), slot(date(2027, 5, 17)))
    assert "Après le dernier jour du stage." in said
    assert any("Pentecôte" in sentence for sentence in said)


def test_a_time_that_does_not_exist_is_the_only_thing_said() -> None:
    (said,) = against(winter(), slot(date(2027, 3, 14), time(2, 30)))
    assert "n’existe pas au Québec" in said


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
