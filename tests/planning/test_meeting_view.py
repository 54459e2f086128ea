from __future__ import annotations

from datetime import UTC, date, datetime, time

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.french import short_date
from telestage_tui.dossier.hours import WorkHours
from telestage_tui.dossier.meetings import Meeting, Slot
from telestage_tui.planning.meeting_view import meeting_view, name_of, shift_note, view_in
from tests.planning.building import PROGRAMME, closed, planned, winter

TORONTO = "America/Toronto"
NOW = datetime(2027, 1, 4, 15, tzinfo=UTC)


def slot(day: date, at: time = time(9, 30), zone: str = TORONTO) -> Slot:
    return Slot(day=day, at=at, zone=zone)


def on(dossier: Dossier, day: date) -> Meeting:
    return next(m for m in dossier.meetings if m.slot.day == day)


def texts(sentences: tuple[str, ...]) -> list[str]:
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def test_a_meeting_on_both_clocks() -> None:
    dossier = planned(winter())
    view = meeting_view(on(dossier, date(2027, 3, 16)), TORONTO, "Europe/Paris")
    assert view.start_utc == datetime(2027, 3, 16, 13, 30, tzinfo=UTC)
    assert view.end_utc == datetime(2027, 3, 16, 14, 0, tzinfo=UTC)
    assert view.host_local.isoformat() == "2027-03-16T09:30:00-04:00"
    assert view.intern_local.isoformat() == "2027-03-16T14:30:00+01:00"
    assert view.gap_hours == 5
    assert view.notes == ()


def test_a_meeting_is_named_by_its_kind_and_the_day_of_the_host() -> None:
    dossier = planned(winter())
    meeting = on(dossier, date(2027, 3, 16))
    at_night = meeting.evolve(slot=slot(date(2027, 3, 16), time(3), "Europe/Paris"))
    names = [name_of(dossier, each, PROGRAMME) for each in (meeting, at_night)]
    assert names == [f"Rencontre de suivi du {short_date(date(2027, 3, day))}" for day in (16, 15)]


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
    moved = move_meeting(meeting.id, "Rencontre", to=to, reason="Salle prise.").apply(dossier)
    assert texts(view_in(moved, moved.meeting(meeting.id), NOW).notes) == [
        "Déplacée à la main du mardi 9 février 2027, 9 h 30 : Salle prise.",
        "Hors des heures de travail côté stagiaire : 20 h (France).",
    ]


def test_a_planned_meeting_keeps_the_planner_s_notes() -> None:
    dossier = planned(winter(intern={"absences": closed(date(2027, 2, 9))}))
    meeting = on(dossier, date(2027, 2, 10))
    assert texts(view_in(dossier, meeting, NOW).notes) == texts(meeting.deviations) != []


def test_a_planned_meeting_on_a_day_that_closed_since_says_so() -> None:
    """The absence came, and its re-planning was refused."""
    dossier = planned(winter())
    meeting = on(dossier, date(2027, 2, 9))
    away = dossier.evolve(
        intern=dossier.intern.evolve(absences=closed(date(2027, 2, 9), label="Maladie"))
    )
    assert texts(view_in(away, meeting, NOW).notes) == ["Maladie (stagiaire)."]
    after = datetime(2027, 2, 9, 16, tzinfo=UTC)
    assert view_in(away, meeting, after).notes == ()
    held = (
        record_meeting(meeting.id, "Rencontre", status="held", on=meeting.slot.day)
        .apply(away)
        .meeting(meeting.id)
    )
    assert view_in(away, held, NOW).notes == ()


def test_hours_that_changed_since_are_said_as_they_are_now() -> None:
    far = {"zone": "Pacific/Noumea", "region": "FR-988"}
    dossier = planned(winter(intern=far, rule={"at": time(17, 15)}))
    meeting = on(dossier, date(2027, 2, 9))
    assert texts(view_in(dossier, meeting, NOW).notes) == texts(meeting.deviations)
    assert texts(meeting.deviations) == [
        "Hors des heures de travail côté organisation : 17 h 15 (Québec)."
    ]
    later = dossier.evolve(host=dossier.host.evolve(hours=WorkHours.parse("09:00-18:00")))
    assert view_in(later, meeting, NOW).notes == ()


def test_why_a_meeting_moved_stays_beside_what_speaks_against_it() -> None:
    dossier = planned(winter(intern={"absences": closed(date(2027, 2, 9))}))
    meeting = on(dossier, date(2027, 2, 10))
    away = dossier.evolve(
        host=dossier.host.evolve(absences=closed(date(2027, 2, 10), label="Salon"))
    )
    assert texts(view_in(away, meeting, NOW).notes) == [
        "Déplacée du mardi 9 février 2027 : absence (stagiaire).",
        "Salon (organisation).",
    ]
