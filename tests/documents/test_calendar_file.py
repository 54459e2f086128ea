"""Calendar files as bytes: their form, what they say, and what they must never say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from telestage_tui.documents.calendar_wording import both_times
from telestage_tui.dossier.dossier import Dossier
from telestage_tui.dossier.errors import Refused
from telestage_tui.dossier.journal import TaskRecord
from telestage_tui.dossier.meetings import MeetingRule, Slot
from telestage_tui.dossier.people import Intern
from telestage_tui.dossier.transitions import move_meeting, record_meeting
from tests.documents.building import PROGRAMME, checkin, export, from_fiche, plan_of, when
from tests.documents.readers import read_in_python
from tests.factories import make_dossier
from tests.strategies import (
    HOST_ZONES,
    INTERN_ZONES,
    hosts,
    interns,
    links,
    meetings,
    tutors,
    wall_times,
)

LEA = from_fiche("complete", UUID(int=4))
KARIM = from_fiche("automne-changement-heure", UUID(int=3))
FORMS = pytest.mark.parametrize("series", [False, True], ids=["one by one", "series"])
HEAD = ("VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "BEGIN", "END")
ZONE = ("TZID", "TZNAME", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "DTSTART")
EVENT = (
    "UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "STATUS", "SUMMARY", "DESCRIPTION", "DTEND",
    "LOCATION", "URL", "CONFERENCE", "EXDATE", "RECURRENCE-ID", "ACTION", "TRIGGER", "DUE",
    "PERCENT-COMPLETE",
)  # fmt: skip
_CONTROL = re.compile(rb"[\x00-\x1f\x7f]")
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
some_dossiers = st.builds(
    partial(make_dossier, id=LEA.id, accesses=(), evaluations=(), tasks=(), history=()),
    intern=interns,
    host=hosts,
    tutor=tutors,
    meeting_rule=st.builds(MeetingRule, link=links),
    meetings=st.lists(meetings, min_size=1, max_size=4, unique_by=lambda m: m.id).map(tuple),
)
hostile = any_text | st.sampled_from(
    (
        "x\r\nATTENDEE:mailto:mallory@example.com",
        "x\nEND:VEVENT\nBEGIN:VEVENT",
        "x\rMETHOD:CANCEL",
        "x\u2028BEGIN:VALARM\u0085ACTION:PROCEDURE",
        "é" * 200,
        "👩🏽‍💻" * 40,
        "\\" * 80,
        ";,:" * 40,
    )
)


def lines(data: bytes) -> list[str]:
    """The lines of a file, unfolded."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def check_form(data: bytes) -> None:
    """CRLF alone, folded at 75 octets between characters, UTF-8, nothing but what we write."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    physical = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in physical)
    assert max(map(len, physical)) <= 75
    assert not _CONTROL.search(b"".join(line.decode().encode() for line in physical))


def events(data: bytes) -> list[Event]:
    return Calendar.from_ical(data).events


# --- form ---------------------------------------------------------------------------------------


@FORMS
@settings(max_examples=30)
@given(dossier=some_dossiers)
def test_any_dossier_gives_a_sound_file(series: bool, dossier: Dossier) -> None:
    data = export(dossier, series=series)
    check_form(data)
    calendar = Calendar.from_ical(data)
    assert not calendar.errors
    assert all(not component.errors for component in calendar.walk())
    assert {re.split("[;:]", line)[0] for line in lines(data)} <= {*HEAD, *ZONE, *EVENT}


@FORMS
@settings(max_examples=30)
@given(dossier=some_dossiers)
def test_any_meeting_is_read_back_at_its_instant(series: bool, dossier: Dossier) -> None:
    assert when(read_in_python(export(dossier, series=series))) == plan_of(dossier)


@settings(max_examples=30)
@given(first=hostile, last=hostile)
def test_no_text_adds_a_line(first: str, last: str) -> None:
    unchecked = Intern.model_construct(first_name=first, last_name=last, email="a?cc=b&c@x.org")
    dossier = LEA.model_copy(update={"intern": unchecked})
    written, expected = (
        [line.split(":")[0].split(";")[0] for line in lines(export(each, invite=True))]
        for each in (dossier, LEA)
    )
    assert written == expected


@settings(max_examples=30)
@given(text=hostile)
def test_folding_never_cuts_a_character(text: str) -> None:
    unchecked = Intern.model_construct(first_name=text, last_name=text)
    data = export(LEA.model_copy(update={"intern": unchecked}))
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_the_head_of_the_file() -> None:
    assert lines(export(LEA))[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//telestage//telestage//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Télé-stage – Léa Nguyễn-Œuvrard",
    ]
    assert "X-WR-CALNAME:Télé-stages" in lines(export(LEA, KARIM))


def test_the_same_dossier_gives_the_same_bytes() -> None:
    assert export(LEA, series=True) == export(LEA, series=True)


def test_one_zone_component_for_each_zone_used() -> None:
    zones = [str(zone["TZID"]) for zone in Calendar.from_ical(export(LEA, KARIM)).timezones]
    assert zones == ["America/Toronto", "Europe/Paris"]


# --- events -------------------------------------------------------------------------------------


def test_an_event_in_full() -> None:
    meeting = checkin(LEA, date(2027, 3, 16))
    (event,) = events(export(LEA, only=meeting.id))
    said = event.to_ical().decode().replace("\r\n ", "").replace("\u00a0", " ").split("\r\n")
    assert said == [
        "BEGIN:VEVENT",
        "SUMMARY:Rencontre de suivi – Léa Nguyễn-Œuvrard",
        "DTSTART;TZID=America/Toronto:20270316T093000",
        "DTEND;TZID=America/Toronto:20270316T100000",
        "DTSTAMP:20260115T120000Z",
        f"UID:{meeting.id}@telestage",
        "SEQUENCE:0",
        "CONFERENCE;FEATURE=AUDIO,VIDEO;VALUE=URI:https://visio.example.com/lea",
        "DESCRIPTION:9 h 30 au Québec · 14 h 30 en France\\nDécalage de 5 h au lieu de 6 h : "
        "14 h 30 (France) au lieu de 15 h 30.\\n\\nVisioconférence : "
        "https://visio.example.com/lea\\n\\nOrdre du jour :\\n– Ce qui a été livré\\n"
        "– Ce qui bloque\\n– Qualité et délais\\n– Prochains objectifs\\n"
        "– Retours\\, dans les deux sens",
        "LAST-MODIFIED:20260115T120000Z",
        "LOCATION:https://visio.example.com/lea",
        "STATUS:CONFIRMED",
        "URL:https://visio.example.com/lea",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Rencontre de suivi – Léa Nguyễn-Œuvrard",
        "TRIGGER:-PT15M",
        "END:VALARM",
        "END:VEVENT",
        "",
    ]


def test_the_other_side_s_date_may_be_another() -> None:
    noumea = LEA.model_copy(update={"intern": LEA.intern.evolve(zone="Pacific/Noumea")})
    evening = datetime(2027, 2, 3, 22, tzinfo=UTC)
    said = both_times(noumea, evening).replace("\u00a0", " ")
    assert said == "17 h au Québec · 9 h en Nouvelle-Calédonie (le lendemain)"


def test_identifiers_are_those_of_the_meetings() -> None:
    assert {str(event["UID"]) for event in events(export(LEA))} == {
        f"{meeting.id}@telestage" for meeting in LEA.meetings
    }


@FORMS
def test_a_reminder_for_what_is_to_come_only(series: bool) -> None:
    middle = datetime(2027, 2, 24, 12, tzinfo=UTC)
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(LEA, gone.id, status="cancelled", on=gone.slot.day)
    for event in events(export(dossier, now=middle, series=series)):
        to_come = event["STATUS"] != "CANCELLED" and (event.start > middle or "RRULE" in event)
        assert bool(event.walk("VALARM")) == to_come
    assert not any(event.walk("VALARM") for event in events(export(LEA, cancel=True)))


@FORMS
def test_the_reasons_stay_in_the_dossier(series: bool) -> None:
    meeting = checkin(KARIM, date(2026, 10, 28))
    to = Slot(day=date(2026, 10, 29), at=time(16), zone="Europe/Paris")
    moved = move_meeting(KARIM, meeting.id, to=to, reason="rendez-vous médical")
    said = "".join(lines(export(moved, series=series)))
    assert "médical" not in said
    assert "Déplacée" not in said


def test_a_time_that_the_clock_repeats_or_skips() -> None:
    first, second = LEA.meetings[:2]
    repeated = Slot(day=date(2026, 11, 1), at=time(1, 30), zone="America/Toronto")
    skipped = Slot(day=date(2027, 3, 28), at=time(2, 30), zone="Europe/Paris")
    moved = move_meeting(move_meeting(LEA, first.id, to=repeated), second.id, to=skipped)
    data = export(moved)
    assert b"DTSTART:20261101T053000Z" in data
    assert b"DTSTART;TZID=Europe/Paris:20270328T033000" in data
    assert when(read_in_python(data)) == plan_of(moved)


# --- series -------------------------------------------------------------------------------------


def test_a_series_in_full() -> None:
    cancelled = record_meeting(
        KARIM, checkin(KARIM, date(2026, 12, 9)).id, status="cancelled", on=date(2026, 11, 20)
    )
    to = Slot(day=date(2026, 11, 24), at=time(15, 30), zone="Europe/Paris")
    moved = move_meeting(cancelled, checkin(KARIM, date(2026, 11, 18)).id, to=to)
    found = [e for e in events(export(moved, series=True)) if "checkins" in e.uid]
    master, *exceptions = found
    said = lines(master.to_ical())
    assert "DTSTART;TZID=Europe/Paris:20260923T153000" in said
    assert "RRULE:FREQ=WEEKLY;UNTIL=20261209T143000Z;BYDAY=WE" in said
    assert [line for line in said if line.startswith("EXDATE")] == [
        "EXDATE;TZID=Europe/Paris:20260930T153000",  # between two of the first check-ins
        "EXDATE;TZID=Europe/Paris:20261104T153000",  # the midpoint meeting
        "EXDATE;TZID=Europe/Paris:20261118T153000",  # moved into another week
    ]
    assert [
        (line, event["STATUS"])
        for event in exceptions
        for line in lines(event.to_ical())
        if line.startswith("RECURRENCE-ID")
    ] == [
        ("RECURRENCE-ID;TZID=Europe/Paris:20261111T153000", "CONFIRMED"),  # a holiday in France
        ("RECURRENCE-ID;TZID=Europe/Paris:20261209T153000", "CANCELLED"),
    ]


def test_a_series_says_the_weeks_whose_hours_are_others() -> None:
    master = next(event for event in events(export(LEA, series=True)) if "RRULE" in event)
    first, other = str(master["DESCRIPTION"]).replace("\u00a0", " ").split("\n")[:2]
    assert first == "9 h 30 au Québec · 15 h 30 en France"
    assert other == "16 mars – 23 mars 2027 : 9 h 30 au Québec · 14 h 30 en France"


def test_a_series_of_which_nothing_is_left() -> None:
    dossier = KARIM
    for meeting in KARIM.meetings:
        dossier = record_meeting(dossier, meeting.id, status="cancelled", on=meeting.slot.day)
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
            dossier = record_meeting(dossier, meeting.id, status="cancelled", on=meeting.slot.day)
            continue
        to = Slot(
            day=meeting.slot.day + timedelta(days=data.draw(st.integers(-9, 9))),
            at=data.draw(wall_times | st.just(meeting.slot.at)),
            zone=data.draw(st.just(meeting.slot.zone) | st.sampled_from(HOST_ZONES + INTERN_ZONES)),
        )
        dossier = move_meeting(dossier, meeting.id, to=to)
    exported = export(dossier, series=True)
    check_form(exported)
    assert when(read_in_python(exported)) == plan_of(dossier)


# --- invitations and cancellations --------------------------------------------------------------


@FORMS
def test_an_invitation_names_both_on_every_event(series: bool) -> None:
    dossier = LEA.evolve(tutor=LEA.tutor.evolve(email="m&m?@example.com"))
    calendar = Calendar.from_ical(export(dossier, series=series, invite=True))
    assert calendar["METHOD"] == "REQUEST"
    for event in calendar.events:
        assert event["ORGANIZER"] == "mailto:m%26m%3F@example.com"
        assert event["ORGANIZER"].params["CN"] == dossier.tutor.full_name
        assert event["ATTENDEE"] == f"mailto:{LEA.intern.email}"
        assert dict(event["ATTENDEE"].params) == {
            "CN": LEA.intern.full_name,
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": "NEEDS-ACTION",
            "RSVP": "TRUE",
        }


def test_a_calendar_that_is_published_names_nobody() -> None:
    for event in events(export(LEA, series=True)):
        assert "ATTENDEE" not in event
        assert "ORGANIZER" not in event


def test_nobody_is_invited_to_what_is_past_or_cancelled() -> None:
    middle = datetime(2027, 2, 24, 12, tzinfo=UTC)
    gone = checkin(LEA, date(2027, 3, 16))
    dossier = record_meeting(LEA, gone.id, status="cancelled", on=gone.slot.day)
    found = events(export(dossier, now=middle, invite=True))
    assert all(event.start > middle for event in found)
    assert f"{gone.id}@telestage" not in {str(event["UID"]) for event in found}
    (master,) = (e for e in events(export(dossier, invite=True, series=True)) if "RRULE" in e)
    assert "EXDATE;TZID=America/Toronto:20270316T093000" in lines(master.to_ical())


def test_an_invitation_without_addresses_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        export(LEA, KARIM, invite=True)
    assert str(caught.value).replace("\u00a0", " ") == (
        "Une invitation a besoin d’une adresse pour chacun. Il manque : le courriel du tuteur "
        "ou de la tutrice (dossier de Karim Benali), le courriel de Karim Benali. "
        "Complétez le dossier."
    )


def test_a_cancelled_invitation_is_sent_to_whom_was_invited() -> None:
    calendar = Calendar.from_ical(export(LEA, invite=True, cancel=True))
    assert calendar["METHOD"] == "CANCEL"
    assert len(calendar.events) == len(LEA.meetings)
    assert all(event["ATTENDEE"] == f"mailto:{LEA.intern.email}" for event in calendar.events)


@pytest.mark.parametrize("choices", [{"invite": True}, {"cancel": True}])
def test_tasks_are_no_invitation(choices: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="étapes"):
        export(LEA, tasks="todo", **choices)


def test_nothing_to_write_is_refused() -> None:
    with pytest.raises(Refused, match="aucune rencontre"):
        export(LEA.evolve(meetings=()))
    held = record_meeting(LEA, LEA.meetings[0].id, status="held", on=LEA.meetings[0].slot.day)
    with pytest.raises(Refused, match="aucune rencontre"):
        export(held, invite=True, only=LEA.meetings[0].id)


def test_a_meeting_that_is_in_no_dossier_is_refused() -> None:
    with pytest.raises(Refused, match="n’est plus dans le dossier"):
        export(LEA, KARIM, only=UUID(int=99))


# --- tasks --------------------------------------------------------------------------------------


def test_tasks_as_tasks() -> None:
    done = TaskRecord(task="sel-offer", choice="done")
    skipped = TaskRecord(task="sel-shortlist", choice="skipped", reason="Candidate connue.")
    dossier = make_dossier(tasks=(done, skipped))
    calendar = Calendar.from_ical(export(dossier, tasks="todo"))
    todos = {str(todo["UID"]): todo for todo in calendar.todos}
    offer = todos[f"{dossier.id}-sel-offer@telestage"]
    assert offer["SUMMARY"] == f"{PROGRAMME.task('sel-offer').title} – Léa Nguyễn-Œuvrard"
    assert offer["DESCRIPTION"] == "Sélection et convention\nResponsable\u00a0: tuteur"
    assert offer["SEQUENCE"] == dossier.version
    assert offer["DUE"].to_ical() == b"20261112"
    assert offer["DUE"].params["VALUE"] == "DATE"
    assert (offer["STATUS"], offer["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert todos[f"{dossier.id}-sel-shortlist@telestage"]["STATUS"] == "CANCELLED"
    assert todos[f"{dossier.id}-sel-choice@telestage"]["STATUS"] == "NEEDS-ACTION"
    assert len(todos) == 34


def test_tasks_without_any_meeting() -> None:
    calendar = Calendar.from_ical(export(LEA.evolve(meetings=()), tasks="todo"))
    assert [component.name for component in calendar.subcomponents] == ["VTODO"] * 34


def test_tasks_as_all_day_events_keep_nobody_busy() -> None:
    found = [event for event in events(export(LEA, tasks="events")) if "TRANSP" in event]
    assert len(found) == 34
    offer = next(event for event in found if "sel-offer" in event.uid)
    assert offer.start == date(2026, 11, 12)
    assert offer.end == date(2026, 11, 13)
    assert {event["TRANSP"] for event in found} == {"TRANSPARENT"}
