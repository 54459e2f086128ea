"""The weekly check-ins as one recurring event with exceptions."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telestage_tui.dossier.changes import move_meeting, record_meeting
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.meetings import Slot
from tests.documents.ics.building import checkin, export, files_of, from_fiche, plan_of, when
from tests.documents.ics.looking import check_form, events, lines
from tests.documents.ics.readers import read_in_python
from tests.strategies import HOST_ZONES, INTERN_ZONES, wall_times

LEA = from_fiche("complete", UUID(int=4))
KARIM = from_fiche("automne-changement-heure", UUID(int=3))
MIDDLE = datetime(2027, 2, 24, 12, tzinfo=UTC)
"""In the middle of Léa's stage."""


def test_a_series_in_full() -> None:
    cancelled = record_meeting(
        checkin(KARIM, date(2026, 12, 9)).id, "Rencontre", status="cancelled", on=date(2026, 12, 9)
    ).apply(KARIM)
    to = Slot(day=date(2026, 11, 24), at=time(15, 30), zone="Europe/Paris")
    moved = move_meeting(checkin(KARIM, date(2026, 11, 18)).id, "Rencontre", to=to).apply(cancelled)
    found = [e for e in events(export(moved, series=True)) if "checkins" in e.uid]
    master, *exceptions = found
    said = lines(master.to_ical())
    assert "DTSTART;TZID=Europe/Paris:20261007T153000" in said
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261209T143000Z;BYDAY=WE" in said
    assert [line for line in said if line.startswith("EXDATE")] == [
        "EXDATE;TZID=Europe/Paris:20261104T153000",  # the midpoint meeting
    ]
    assert [
        (line, event["STATUS"])
        for event in exceptions
        for line in lines(event.to_ical())
        if line.startswith("RECURRENCE-ID")
    ] == [
        ("RECURRENCE-ID;TZID=Europe/Paris:20261111T153000", "CONFIRMED"),  # a holiday in France
        ("RECURRENCE-ID;TZID=Europe/Paris:20261118T153000", "CONFIRMED"),  # to another week
        ("RECURRENCE-ID;TZID=Europe/Paris:20261209T153000", "CANCELLED"),
    ]


def test_a_series_says_the_weeks_whose_hours_are_others() -> None:
    master = next(event for event in events(export(LEA, series=True)) if "RRULE" in event)
    first, other = str(master["DESCRIPTION"]).replace("\u00a0", " ").split("\n")[:2]
    assert first == "9 h 30 au Québec · 15 h 30 en France"
    assert other == "16 mars – 23 mars 2027 : 9 h 30 au Québec · 14 h 30 en France"


def all_cancelled(dossier: Dossier) -> Dossier:
    for meeting in dossier.meetings:
        dossier = record_meeting(
            meeting.id, "Rencontre", status="cancelled", on=meeting.slot.day
        ).apply(dossier)
    return dossier


def test_a_series_of_which_nothing_is_left() -> None:
    dossier = all_cancelled(KARIM)
    assert when(read_in_python(export(dossier, series=True))) == plan_of(dossier)


def test_too_few_check_ins_make_no_series() -> None:
    alone = LEA.evolve(meetings=[m for m in LEA.meetings if m.kind != "checkin"])
    assert export(alone, series=True) == export(alone)


@settings(max_examples=25)
@given(data=st.data())
def test_a_series_moved_about_at_random_is_read_back(data: st.DataObject) -> None:
    dossier = KARIM
    for meeting in data.draw(st.lists(st.sampled_from(KARIM.meetings), max_size=6, unique=True)):
        if data.draw(st.booleans()):
            dossier = record_meeting(
                meeting.id, "Rencontre", status="cancelled", on=meeting.slot.day
            ).apply(dossier)
            continue
        to = Slot(
            day=meeting.slot.day + timedelta(days=data.draw(st.integers(-9, 9))),
            at=data.draw(wall_times | st.just(meeting.slot.at)),
            zone=data.draw(st.just(meeting.slot.zone) | st.sampled_from(HOST_ZONES + INTERN_ZONES)),
        )
        dossier = move_meeting(meeting.id, "Rencontre", to=to).apply(dossier)
    exported = export(dossier, series=True)
    check_form(exported)
    assert when(read_in_python(exported)) == plan_of(dossier)


def test_one_meeting_of_a_series_is_not_imported_alone() -> None:
    """It would take the place of the whole series, in khal for one."""
    meeting = checkin(LEA, date(2027, 3, 16))
    with pytest.raises(Refused, match="toute la série"):
        export(LEA, series=True, only=meeting.id)
    welcome = next(m for m in LEA.meetings if m.kind == "welcome")
    assert len(events(export(LEA, series=True, only=welcome.id))) == 1


def test_a_cancelled_check_in_that_is_over_leaves_the_series() -> None:
    gone = checkin(LEA, date(2027, 2, 9))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    data = export(dossier, series=True, now=MIDDLE)
    assert "EXDATE;TZID=America/Toronto:20270209T093000" in lines(data)
    assert when(read_in_python(data)) == plan_of(dossier, now=MIDDLE)


def test_one_invites_to_a_series_from_its_first_meeting_to_come() -> None:
    (series,) = (f for f in files_of(LEA, series=True, purpose="invite", now=MIDDLE)
                 if b"checkins" in f.content)  # fmt: skip
    occurrences = read_in_python(series.content)
    tuesdays = {
        m.slot.day for m in LEA.meetings if m.kind == "checkin" and m.rule_day.weekday() == 1
    }
    assert {each.start.date() for each in occurrences} == {d for d in tuesdays if d > MIDDLE.date()}


def test_what_is_cancelled_is_not_in_the_series_one_is_invited_to() -> None:
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    (series,) = (f for f in files_of(dossier, series=True, purpose="invite")
                 if b"checkins" in f.content)  # fmt: skip
    assert "EXDATE;TZID=America/Toronto:20270316T093000" in lines(series.content)
    assert b"STATUS:CANCELLED" not in series.content


def test_a_series_all_cancelled_is_called_off_whole() -> None:
    dossier = all_cancelled(LEA)
    for purpose in ("invite", "uninvite"):
        (series,) = (f for f in files_of(dossier, series=True, purpose=purpose)
                     if b"checkins" in f.content)  # fmt: skip
        assert series.method == "CANCEL"
        (event,) = events(series.content)
        assert "RRULE" in event
        assert "RECURRENCE-ID" not in event


def test_a_second_meeting_of_a_week_stays_out_of_the_series() -> None:
    """The check-in of the week is in it even cancelled: what becomes of it changes no form."""
    gone = checkin(LEA, date(2027, 3, 16))
    anew = gone.evolve(id=UUID(int=0))
    dossier = record_meeting(gone.id, "Rencontre", status="cancelled", on=gone.slot.day).apply(LEA)
    dossier = dossier.evolve(meetings=(*dossier.meetings, anew))
    found = events(export(dossier, series=True))
    (cancelled,) = (event for event in found if event["STATUS"] == "CANCELLED")
    assert "RECURRENCE-ID;TZID=America/Toronto:20270316T093000" in lines(cancelled.to_ical())
    assert f"{anew.id}@telestage" in {str(event["UID"]) for event in found}
